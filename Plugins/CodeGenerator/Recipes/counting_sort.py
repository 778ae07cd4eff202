# recipe: counting_sort
# title: Counting sort
# keywords: countingsort, counting sort, sort small integers
# tags: sorting, algorithm
# main: counting_sort
# also: range
"""Counting sort."""

from typing import List


def counting_sort(numbers: List[int]) -> List[int]:
    """Return the integers sorted in linear time; meant for a small range of values.

    >>> counting_sort([4, 2, 2, 8, 3, 3, 1])
    [1, 2, 2, 3, 3, 4, 8]
    >>> counting_sort([0, -5, 3, -5])
    [-5, -5, 0, 3]
    >>> counting_sort([])
    []
    """
    if not numbers:
        return []
    low, high = min(numbers), max(numbers)
    counts = [0] * (high - low + 1)
    for number in numbers:
        counts[number - low] += 1
    result = []
    for offset, count in enumerate(counts):
        result.extend([low + offset] * count)
    return result
