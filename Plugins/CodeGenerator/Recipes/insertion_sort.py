# recipe: insertion_sort
# title: Insertion sort
# keywords: insertionsort, insertion sort
# tags: sorting, algorithm
# main: insertion_sort
# also: insert
"""Insertion sort."""

from typing import List


def insertion_sort(items: List) -> List:
    """Return a sorted copy of items; fast on short or nearly sorted lists.

    >>> insertion_sort([12, 11, 13, 5, 6])
    [5, 6, 11, 12, 13]
    >>> insertion_sort(["b", "a"])
    ['a', 'b']
    >>> insertion_sort([])
    []
    """
    result = list(items)
    for index in range(1, len(result)):
        item = result[index]
        place = index
        while place > 0 and item < result[place - 1]:
            result[place] = result[place - 1]
            place -= 1
        result[place] = item
    return result
