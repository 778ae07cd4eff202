# recipe: list_difference
# title: Common and different elements of two lists
# keywords: intersection of two lists, union of two lists, difference of two lists, common elements of two lists, elements in both lists, symmetric difference of two lists, elements in only one of two lists, elements in exactly one of two lists, elements not in both lists
# tags: list
# main: intersection
# also: shared, appear, missing, both, common
"""Common and different elements of two lists."""

from typing import Hashable, Iterable, List


def intersection(first: Iterable[Hashable], second: Iterable[Hashable]) -> List[Hashable]:
    """Return the elements that are in both lists, once each, in the order of the first.

    >>> intersection([3, 1, 2, 1], [1, 3, 5])
    [3, 1]
    """
    others = set(second)
    return [item for item in dict.fromkeys(first) if item in others]


def union(first: Iterable[Hashable], second: Iterable[Hashable]) -> List[Hashable]:
    """Return the elements of both lists, once each.

    >>> union([3, 1], [1, 5])
    [3, 1, 5]
    """
    return list(dict.fromkeys([*first, *second]))


def difference(first: Iterable[Hashable], second: Iterable[Hashable]) -> List[Hashable]:
    """Return the elements of the first list that are not in the second, once each.

    >>> difference([3, 1, 2], [1, 5])
    [3, 2]
    """
    others = set(second)
    return [item for item in dict.fromkeys(first) if item not in others]


def symmetric_difference(
    first: Iterable[Hashable], second: Iterable[Hashable]
) -> List[Hashable]:
    """Return the elements that are in only one of two lists, once each, the first list's first.

    >>> symmetric_difference([3, 1, 2], [1, 5])
    [3, 2, 5]
    """
    first, second = list(first), list(second)
    return difference(first, second) + difference(second, first)
