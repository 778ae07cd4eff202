# recipe: balanced_brackets
# title: Balanced brackets
# keywords: balanced brackets, balanced parentheses, valid parentheses, matching brackets
# tags: string, stack
# main: is_balanced
# also: round, square, curly, braces, parenthesis, match, properly, opened, closed, nested, closing, opening, pairs
"""Balanced brackets."""

_PAIRS = {")": "(", "]": "[", "}": "{"}


def is_balanced(text: str) -> bool:
    """Tell whether every bracket in text is closed in the right order.

    >>> is_balanced("{[(a + b) * c] - d}")
    True
    >>> is_balanced("(]")
    False
    >>> is_balanced("((")
    False
    >>> is_balanced("")
    True
    """
    waiting = []
    for character in text:
        if character in _PAIRS.values():
            waiting.append(character)
        elif character in _PAIRS:
            if not waiting or waiting.pop() != _PAIRS[character]:
                return False
    return not waiting
