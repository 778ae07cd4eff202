# recipe: longest_common_substring
# title: Longest common substring and prefix
# keywords: longest common substring, common prefix, longest common prefix
# tags: string, dynamic programming
# main: longest_common_substring
# also: strings, share, shared
"""Longest common substring and prefix."""

from typing import List


def longest_common_substring(first: str, second: str) -> str:
    """Return the longest run of characters that occurs in both texts.

    >>> longest_common_substring("photograph", "tomography")
    'ograph'
    >>> longest_common_substring("abc", "xyz")
    ''
    >>> longest_common_substring("", "abc")
    ''
    """
    best_length, best_end = 0, 0
    previous = [0] * (len(second) + 1)
    for i, left in enumerate(first, start=1):
        current = [0] * (len(second) + 1)
        for j, right in enumerate(second, start=1):
            if left == right:
                current[j] = previous[j - 1] + 1
                if current[j] > best_length:
                    best_length, best_end = current[j], i
        previous = current
    return first[best_end - best_length : best_end]


def longest_common_prefix(words: List[str]) -> str:
    """Return the longest beginning that all words share.

    >>> longest_common_prefix(["flower", "flow", "flight"])
    'fl'
    >>> longest_common_prefix([])
    ''
    """
    if not words:
        return ""
    low, high = min(words), max(words)
    length = 0
    while length < len(low) and low[length] == high[length]:
        length += 1
    return low[:length]
