# recipe: heap_sort
# title: Heapsort
# keywords: heapsort, heap sort
# tags: sorting, algorithm
# main: heap_sort
# also: heap
"""Heapsort."""

from typing import List


def heap_sort(items: List) -> List:
    """Return a sorted copy of items, by building a max-heap in place.

    >>> heap_sort([12, 11, 13, 5, 6, 7])
    [5, 6, 7, 11, 12, 13]
    >>> heap_sort([2, 2, 1])
    [1, 2, 2]
    >>> heap_sort([])
    []
    """
    heap = list(items)
    for root in range(len(heap) // 2 - 1, -1, -1):
        _sift_down(heap, root, len(heap))
    for end in range(len(heap) - 1, 0, -1):
        heap[0], heap[end] = heap[end], heap[0]
        _sift_down(heap, 0, end)
    return heap


def _sift_down(heap: List, root: int, end: int) -> None:
    while True:
        child = 2 * root + 1
        if child >= end:
            return
        if child + 1 < end and heap[child] < heap[child + 1]:
            child += 1
        if not heap[root] < heap[child]:
            return
        heap[root], heap[child] = heap[child], heap[root]
        root = child
