# recipe: quick_sort
# title: Quicksort
# keywords: quicksort, quick sort, sort algorithm, sort list of numbers, pivot, partition
# tags: sorting, algorithm
# main: quick_sort
# also: quick
"""Quicksort."""

from typing import List


def quick_sort(items: List) -> List:
    """Return a sorted copy of items, by quicksort with three-way partition.

    >>> quick_sort([3, 6, 1, 8, 2, 9, 2])
    [1, 2, 2, 3, 6, 8, 9]
    >>> quick_sort([])
    []
    >>> quick_sort(["pear", "apple", "fig"])
    ['apple', 'fig', 'pear']
    """
    if len(items) < 2:
        return list(items)
    pivot = items[len(items) // 2]
    smaller = [item for item in items if item < pivot]
    equal = [item for item in items if item == pivot]
    larger = [item for item in items if item > pivot]
    return quick_sort(smaller) + equal + quick_sort(larger)
