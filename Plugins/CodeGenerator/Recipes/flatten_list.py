# recipe: flatten_list
# title: Flatten a nested list
# keywords: flatten list, nested list, flatten array, list of lists
# tags: list
# main: flatten
# also: sublists, depth, deep, arbitrarily, levels, deeply
"""Flatten a nested list."""

from typing import Any, Iterator, List


def flatten(nested: List[Any]) -> Iterator[Any]:
    """Yield the members of lists and tuples nested to any depth, in order; text stays whole.

    >>> list(flatten([1, [2, [3, (4, 5)]], [], 6]))
    [1, 2, 3, 4, 5, 6]
    >>> list(flatten(["ab", ["cd"]]))
    ['ab', 'cd']
    >>> list(flatten([]))
    []
    """
    for item in nested:
        if isinstance(item, (list, tuple)):
            yield from flatten(list(item))
        else:
            yield item
