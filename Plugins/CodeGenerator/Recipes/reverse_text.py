# recipe: reverse_text
# title: Reverse a string or its words
# keywords: reverse string, reverse words, reverse text, backwards string, reverse a sentence
# tags: string
# main: reverse_string
# also: backward, order, letters, flip, flips, turn around, inside
"""Reverse a string or its words."""

def reverse_string(text: str) -> str:
    """Return text backwards.

    >>> reverse_string("Hermes")
    'semreH'
    >>> reverse_string("")
    ''
    """
    return text[::-1]


def reverse_words(text: str) -> str:
    """Return the words of text in reverse order, one space between two.

    >>> reverse_words("  the quick  brown fox ")
    'fox brown quick the'
    >>> reverse_words("one")
    'one'
    """
    return " ".join(reversed(text.split()))
