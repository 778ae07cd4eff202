# recipe: merge_sorted_lists
# title: Merge two sorted lists
# keywords: merge two sorted lists, merge sorted lists, combine sorted lists
# tags: list, sorting
# main: merge_sorted
# also: already, both, single, combine
"""Merge two sorted lists."""

import heapq
from typing import List


def merge_sorted(left: List, right: List) -> List:
    """Merge two sorted lists into one sorted list; of equal elements those on the left come first.

    >>> merge_sorted([1, 4, 6], [2, 4, 9])
    [1, 2, 4, 4, 6, 9]
    >>> merge_sorted([], [1])
    [1]
    >>> merge_sorted([], [])
    []
    """
    return list(heapq.merge(left, right))
