# recipe: max_subarray
# title: Maximum subarray sum
# keywords: maximum subarray, kadane, largest sum of consecutive numbers, contiguous subarray
# tags: list, dynamic programming
# main: max_subarray
# also: biggest, consecutive
"""Maximum subarray sum."""

from typing import List


def max_subarray(numbers: List[int]) -> List[int]:
    """Return the consecutive numbers with the largest sum (Kadane's algorithm).

    >>> max_subarray([-2, 1, -3, 4, -1, 2, 1, -5, 4])
    [4, -1, 2, 1]
    >>> max_subarray([-3, -1, -2])
    [-1]
    >>> max_subarray([])
    Traceback (most recent call last):
        ...
    ValueError: the list is empty
    """
    if not numbers:
        raise ValueError("the list is empty")
    best = current = numbers[0]
    best_start, best_end, start = 0, 1, 0
    for index, number in enumerate(numbers[1:], start=1):
        if current < 0:
            current, start = number, index
        else:
            current += number
        if current > best:
            best, best_start, best_end = current, start, index + 1
    return numbers[best_start:best_end]


def max_subarray_sum(numbers: List[int]) -> int:
    """Return the largest sum of consecutive numbers.

    >>> max_subarray_sum([-2, 1, -3, 4, -1, 2, 1, -5, 4])
    6
    """
    return sum(max_subarray(numbers))
