# recipe: radix_sort
# title: Radix sort
# keywords: radixsort, radix sort, sort by digits
# tags: sorting, algorithm
# main: radix_sort
# also: radix
"""Radix sort."""

from typing import List


def radix_sort(numbers: List[int]) -> List[int]:
    """Return non-negative integers sorted digit by digit, least significant first.

    >>> radix_sort([170, 45, 75, 90, 802, 24, 2, 66])
    [2, 24, 45, 66, 75, 90, 170, 802]
    >>> radix_sort([])
    []
    >>> radix_sort([1, -1])
    Traceback (most recent call last):
        ...
    ValueError: radix_sort needs non-negative integers
    """
    if any(number < 0 for number in numbers):
        raise ValueError("radix_sort needs non-negative integers")
    result = list(numbers)
    place = 1
    while result and max(result) // place > 0:
        buckets: List[List[int]] = [[] for _ in range(10)]
        for number in result:
            buckets[number // place % 10].append(number)
        result = [number for bucket in buckets for number in bucket]
        place *= 10
    return result
