# recipe: anagram
# title: Anagram check and grouping
# keywords: anagram, anagrams, same letters, group anagrams
# tags: string
# main: are_anagrams
# also: letters, rearranged, rearranging, each, other, another, words, spaces, upper, lower
"""Anagram check and grouping."""

from collections import Counter
from typing import Dict, Iterable, List


def are_anagrams(first: str, second: str) -> bool:
    """Tell whether two texts use the same letters; case, spaces and punctuation don't matter.

    >>> are_anagrams("Listen", "Silent")
    True
    >>> are_anagrams("apple", "papel!")
    True
    >>> are_anagrams("abc", "abb")
    False
    """
    return _letters(first) == _letters(second)


def group_anagrams(words: Iterable[str]) -> List[List[str]]:
    """Group words that are anagrams of each other, in order of first appearance.

    >>> group_anagrams(["tea", "tan", "eat", "nat", "bat"])
    [['tea', 'eat'], ['tan', 'nat'], ['bat']]
    """
    groups: Dict[str, List[str]] = {}
    for word in words:
        groups.setdefault("".join(sorted(word.casefold())), []).append(word)
    return list(groups.values())


def _letters(text: str) -> Counter:
    return Counter(letter for letter in text.casefold() if letter.isalpha())
