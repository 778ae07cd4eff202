# recipe: hanoi
# title: Tower of Hanoi
# keywords: tower of hanoi, hanoi, towers, move disks
# tags: recursion, puzzle
# main: hanoi
# also: pegs, rods, steps, puzzle
"""Tower of Hanoi."""

from typing import Iterator, Tuple


def hanoi(
    disks: int, source: str = "A", target: str = "C", spare: str = "B"
) -> Iterator[Tuple[str, str]]:
    """Yield the moves that carry all disks from source to target.

    >>> list(hanoi(2))
    [('A', 'B'), ('A', 'C'), ('B', 'C')]
    >>> sum(1 for _ in hanoi(10))
    1023
    >>> list(hanoi(0))
    []
    """
    if disks <= 0:
        return
    yield from hanoi(disks - 1, source, spare, target)
    yield (source, target)
    yield from hanoi(disks - 1, spare, target, source)


def number_of_moves(disks: int) -> int:
    """Return how many moves the disks need.

    >>> [number_of_moves(disks) for disks in range(5)]
    [0, 1, 3, 7, 15]
    """
    return 2**disks - 1
