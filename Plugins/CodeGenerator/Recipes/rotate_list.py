# recipe: rotate_list
# title: Rotate a list
# keywords: rotate list, rotate array, shift elements, cyclic rotation
# tags: list
# main: rotate
"""Rotate a list."""

from typing import List


def rotate(items: List, steps: int) -> List:
    """Return items rotated to the right; a negative number rotates to the left.

    >>> rotate([1, 2, 3, 4, 5], 2)
    [4, 5, 1, 2, 3]
    >>> rotate([1, 2, 3], -1)
    [2, 3, 1]
    >>> rotate([], 3)
    []
    """
    if not items:
        return []
    cut = -steps % len(items)
    return items[cut:] + items[:cut]
