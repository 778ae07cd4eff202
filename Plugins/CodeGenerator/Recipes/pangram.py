# recipe: pangram
# title: Pangram check
# keywords: pangram, check for a pangram, is a sentence a pangram, every letter of the alphabet
# tags: string
# main: is_pangram
# also: sentence, contains, all, letters
"""Pangram check."""

import string
from typing import List


def missing_letters(text: str) -> List[str]:
    """Return the letters from a to z that a text lacks.

    >>> missing_letters("The quick brown fox jumps over the dog")
    ['a', 'l', 'y', 'z']
    """
    return [letter for letter in string.ascii_lowercase if letter not in text.lower()]


def is_pangram(text: str) -> bool:
    """Tell whether a text has every letter from a to z, in capitals or not.

    >>> is_pangram("The quick brown fox jumps over the lazy dog")
    True
    >>> is_pangram("Hello")
    False
    """
    return not missing_letters(text)
