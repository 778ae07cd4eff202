# recipe: longest_word
# title: Longest word of a text
# keywords: longest word, find the longest word, longest words in a sentence, shortest word
# tags: string
# main: longest_word
# also: sentence, shortest
"""Longest word of a text."""

import re
from typing import List


def words(text: str) -> List[str]:
    """Return the words of a text; an apostrophe or hyphen inside belongs to the word.

    >>> words("It's a well-known fact.")
    ["It's", 'a', 'well-known', 'fact']
    """
    return re.findall(r"\w+(?:['-]\w+)*", text)


def longest_word(text: str) -> str:
    """Return the longest word, the first of several; an empty text has none.

    >>> longest_word("The quick brown fox")
    'quick'
    >>> longest_word("")
    ''
    """
    return max(words(text), key=len, default="")


def shortest_word(text: str) -> str:
    """Return the shortest word, the first of several; an empty text has none.

    >>> shortest_word("The quick brown ox")
    'ox'
    """
    return min(words(text), key=len, default="")
