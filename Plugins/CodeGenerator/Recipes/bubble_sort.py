# recipe: bubble_sort
# title: Bubble sort
# keywords: bubblesort, bubble sort, swap neighbours
# tags: sorting, algorithm
# main: bubble_sort
# also: swaps, adjacent, neighbours
"""Bubble sort."""

from typing import List


def bubble_sort(items: List) -> List:
    """Return a sorted copy of items; stops as soon as a pass swaps nothing.

    >>> bubble_sort([5, 1, 4, 2, 8])
    [1, 2, 4, 5, 8]
    >>> bubble_sort([1, 2, 3])
    [1, 2, 3]
    >>> bubble_sort([])
    []
    """
    result = list(items)
    for end in range(len(result) - 1, 0, -1):
        swapped = False
        for index in range(end):
            if result[index + 1] < result[index]:
                result[index], result[index + 1] = result[index + 1], result[index]
                swapped = True
        if not swapped:
            break
    return result
