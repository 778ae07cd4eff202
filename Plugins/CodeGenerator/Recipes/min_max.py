# recipe: min_max
# title: Largest and second largest of a list
# keywords: maximum of a list, minimum, largest number, second largest, second smallest, smallest number, find max, find min, top n
# tags: list
# main: second_largest
# also: highest, lowest, biggest, maximum, minimum
"""Largest and second largest of a list."""

from typing import Iterable, List, Tuple


def min_max(numbers: Iterable[float]) -> Tuple[float, float]:
    """Return the smallest and the largest number, in one pass.

    >>> min_max([3, -1, 7])
    (-1, 7)
    >>> min_max([])
    Traceback (most recent call last):
        ...
    ValueError: no numbers
    """
    iterator = iter(numbers)
    try:
        smallest = largest = next(iterator)
    except StopIteration:
        raise ValueError("no numbers") from None
    for number in iterator:
        if number < smallest:
            smallest = number
        elif number > largest:
            largest = number
    return smallest, largest


def second_largest(numbers: List[float]) -> float:
    """Return the second largest number: the one below the maximum.

    >>> second_largest([5, 1, 5, 3])
    3
    >>> second_largest([2, 2])
    Traceback (most recent call last):
        ...
    ValueError: fewer than two different numbers
    """
    different = sorted(set(numbers))
    if len(different) < 2:
        raise ValueError("fewer than two different numbers")
    return different[-2]


def second_smallest(numbers: List[float]) -> float:
    """Return the second smallest number: the one above the minimum.

    >>> second_smallest([5, 1, 5, 3])
    3
    >>> second_smallest([2, 2])
    Traceback (most recent call last):
        ...
    ValueError: fewer than two different numbers
    """
    different = sorted(set(numbers))
    if len(different) < 2:
        raise ValueError("fewer than two different numbers")
    return different[1]
