# recipe: character_frequency
# title: Character frequency count
# keywords: character frequency, count characters, count occurrences of each character, histogram of characters
# tags: string, text
# main: character_frequencies
# also: often, appears, occurs, letters, dictionary, times, repeated
"""Character frequency count."""

from collections import Counter
from typing import Dict


def character_frequencies(text: str, ignore_case: bool = False) -> Dict[str, int]:
    """Return how often each character occurs, in order of first appearance.

    >>> character_frequencies("hello")
    {'h': 1, 'e': 1, 'l': 2, 'o': 1}
    >>> character_frequencies("Aa", ignore_case=True)
    {'a': 2}
    >>> character_frequencies("")
    {}
    """
    return dict(Counter(text.lower() if ignore_case else text))


def first_unique_character(text: str) -> str:
    """Return the first character that occurs once, or an empty string.

    >>> first_unique_character("swiss")
    'w'
    >>> first_unique_character("aabb")
    ''
    """
    counts = character_frequencies(text)
    return next((character for character in text if counts[character] == 1), "")
