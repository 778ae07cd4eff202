# recipe: binary_search
# title: Binary search
# keywords: binary search, bisect, find in sorted list, search sorted array
# tags: searching, algorithm
# main: binary_search
# also: index, position, target, minus, missing, present, found
"""Binary search."""

from typing import Sequence


def binary_search(items: Sequence, wanted: object) -> int:
    """Return the index of wanted in the sorted sequence items, or -1.

    >>> binary_search([1, 3, 5, 7, 9, 11], 7)
    3
    >>> binary_search([1, 3, 5], 4)
    -1
    >>> binary_search([], 1)
    -1
    """
    low, high = 0, len(items) - 1
    while low <= high:
        middle = (low + high) // 2
        if items[middle] == wanted:
            return middle
        if items[middle] < wanted:
            low = middle + 1
        else:
            high = middle - 1
    return -1
