# recipe: permutations
# title: Permutations and combinations
# keywords: permutations, combinations, all orderings, arrangements, n choose k, binomial, binomial coefficient
# tags: combinatorics, math
# main: permutations
# also: possible, arrangements, choose
"""Permutations and combinations."""

from typing import Iterator, Sequence, Tuple


def permutations(items: Sequence) -> Iterator[Tuple]:
    """Yield every ordering of items.

    >>> list(permutations("abc"))[:3]
    [('a', 'b', 'c'), ('a', 'c', 'b'), ('b', 'a', 'c')]
    >>> sum(1 for _ in permutations(range(5)))
    120
    >>> list(permutations([]))
    [()]
    """
    if not items:
        yield ()
        return
    for index, item in enumerate(items):
        rest = list(items[:index]) + list(items[index + 1 :])
        for tail in permutations(rest):
            yield (item, *tail)


def combinations(items: Sequence, size: int) -> Iterator[Tuple]:
    """Yield every choice of ``size`` items, in order.

    >>> list(combinations([1, 2, 3], 2))
    [(1, 2), (1, 3), (2, 3)]
    >>> list(combinations([1], 2))
    []
    """
    if size == 0:
        yield ()
        return
    for index, item in enumerate(items):
        for tail in combinations(items[index + 1 :], size - 1):
            yield (item, *tail)


def binomial(n: int, k: int) -> int:
    """Return n choose k: how many choices of k out of n items there are.

    >>> [binomial(5, k) for k in range(6)]
    [1, 5, 10, 10, 5, 1]
    >>> binomial(52, 5)
    2598960
    >>> binomial(3, 4)
    0
    """
    if k < 0 or n < 0:
        raise ValueError("n and k must not be negative")
    count = 1
    for step in range(1, k + 1):
        count = count * (n - step + 1) // step
    return count
