# recipe: is_sorted
# title: Check whether a list is sorted
# keywords: check if a list is sorted, sorted list check, ascending order check
# tags: list, sorting
# main: is_list_sorted
# also: ascending, order
"""Check whether a list is sorted."""

from typing import Sequence


def is_list_sorted(items: Sequence) -> bool:
    """Tell whether a list is sorted in ascending order; equal neighbours are allowed.

    >>> is_list_sorted([1, 2, 2, 5])
    True
    >>> is_list_sorted([3, 1])
    False
    >>> is_list_sorted([])
    True
    """
    return all(before <= after for before, after in zip(items, items[1:]))


def is_list_sorted_descending(items: Sequence) -> bool:
    """Tell whether a list is sorted in descending order.

    >>> is_list_sorted_descending([5, 2, 2])
    True
    """
    return all(before >= after for before, after in zip(items, items[1:]))
