# recipe: text_wrap
# title: Wrap text to a width
# keywords: wrap text, word wrap, line width, justify text, break long lines
# tags: string, text
# main: wrap_text
# also: long, columns, paragraph
"""Wrap text to a width."""

from typing import List


def wrap_text(text: str, width: int) -> List[str]:
    """Break text into lines of at most width characters; longer words stay whole.

    >>> wrap_text("the quick brown fox jumps", 10)
    ['the quick', 'brown fox', 'jumps']
    >>> wrap_text("incomprehensible word", 5)
    ['incomprehensible', 'word']
    >>> wrap_text("", 10)
    []
    >>> wrap_text("a", 0)
    Traceback (most recent call last):
        ...
    ValueError: width must be at least 1
    """
    if width < 1:
        raise ValueError("width must be at least 1")
    lines: List[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines
