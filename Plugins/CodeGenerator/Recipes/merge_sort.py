# recipe: merge_sort
# title: Merge sort
# keywords: mergesort, merge sort, stable sort algorithm, divide and conquer
# tags: sorting, algorithm
# main: merge_sort
# also: merges
"""Merge sort."""

from typing import List


def merge_sort(items: List) -> List:
    """Return a sorted copy of items. Stable, and never worse than n log n.

    >>> merge_sort([5, 2, 4, 7, 1, 3, 2, 6])
    [1, 2, 2, 3, 4, 5, 6, 7]
    >>> merge_sort([1])
    [1]
    >>> merge_sort([])
    []
    """
    if len(items) < 2:
        return list(items)
    middle = len(items) // 2
    return _merge(merge_sort(items[:middle]), merge_sort(items[middle:]))


def _merge(left: List, right: List) -> List:
    merged = []
    i = j = 0
    while i < len(left) and j < len(right):
        if right[j] < left[i]:
            merged.append(right[j])
            j += 1
        else:
            merged.append(left[i])
            i += 1
    return merged + left[i:] + right[j:]
