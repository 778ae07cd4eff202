# recipe: letter_frequency
# title: Letter frequency count
# keywords: letter frequency, count letters, count occurrences of each letter, histogram of letters
# tags: string, text
# main: letter_frequencies
# also: often, appears, alphabet, dictionary, times
"""Letter frequency count."""

from collections import Counter
from typing import Dict


def letter_frequencies(text: str, ignore_case: bool = False) -> Dict[str, int]:
    """Return how often each letter occurs, in order of first appearance; no other characters.

    >>> letter_frequencies("To be, or not 2 be", ignore_case=True)
    {'t': 2, 'o': 3, 'b': 2, 'e': 2, 'r': 1, 'n': 1}
    >>> letter_frequencies("Aa")
    {'A': 1, 'a': 1}
    >>> letter_frequencies("42!")
    {}
    """
    letters = (letter for letter in text if letter.isalpha())
    return dict(Counter(letter.lower() if ignore_case else letter for letter in letters))
