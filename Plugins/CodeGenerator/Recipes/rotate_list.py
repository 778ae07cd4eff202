# recipe: rotate_list
# title: Rotate a list
# keywords: rotate list, rotate array, shift elements, cyclic rotation
# tags: list
# main: rotate_right
# also: positions, places, left, right
"""Rotate a list to the right or to the left."""

from typing import List


def rotate_right(items: List, steps: int) -> List:
    """Return items rotated to the right.

    >>> rotate_right([1, 2, 3, 4, 5], 2)
    [4, 5, 1, 2, 3]
    >>> rotate_right([1, 2, 3], 4)
    [3, 1, 2]
    >>> rotate_right([], 3)
    []
    """
    return rotate_left(items, -steps)


def rotate_left(items: List, steps: int) -> List:
    """Return items rotated to the left.

    >>> rotate_left([1, 2, 3, 4, 5], 2)
    [3, 4, 5, 1, 2]
    >>> rotate_left([1, 2, 3], 4)
    [2, 3, 1]
    """
    if not items:
        return []
    cut = steps % len(items)
    return items[cut:] + items[:cut]
