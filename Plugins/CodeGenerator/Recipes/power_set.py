# recipe: power_set
# title: Power set
# keywords: power set, powerset, all subsets, subsets of a set
# tags: combinatorics, math
# main: power_set
# also: possible
"""Power set."""

from typing import Iterator, List, Sequence


def power_set(items: Sequence) -> Iterator[List]:
    """Yield all subsets of items, the empty one first.

    >>> list(power_set([1, 2, 3]))
    [[], [1], [2], [1, 2], [3], [1, 3], [2, 3], [1, 2, 3]]
    >>> list(power_set([]))
    [[]]
    >>> sum(1 for _ in power_set(range(10)))
    1024
    """
    for mask in range(1 << len(items)):
        yield [item for bit, item in enumerate(items) if mask >> bit & 1]
