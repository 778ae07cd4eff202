# recipe: shuffle_list
# title: Shuffle a list and draw from it
# keywords: shuffle a list, random sample, pick random elements, random choice from a list, draw names
# tags: random, list
# main: shuffled
# also: randomly, winners, winner
"""Shuffle a list and draw from it."""

import random
from typing import List, Optional, Sequence


def shuffled(items: Sequence, generator: Optional[random.Random] = None) -> List:
    """Return the items in a random order; the list itself stays as it is.

    >>> sorted(shuffled([3, 1, 2]))
    [1, 2, 3]
    >>> shuffled([])
    []
    """
    result = list(items)
    (generator or random.Random()).shuffle(result)
    return result


def draw(items: Sequence, count: int, generator: Optional[random.Random] = None) -> List:
    """Return some random items, each place at most once.

    >>> len(set(draw(range(10), 3)))
    3
    >>> draw([1, 2], 3)
    Traceback (most recent call last):
        ...
    ValueError: 3 can't be drawn from 2 items
    """
    if not 0 <= count <= len(items):
        raise ValueError(f"{count} can't be drawn from {len(items)} items")
    return (generator or random.Random()).sample(list(items), count)
