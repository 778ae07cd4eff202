# recipe: collatz
# title: Collatz sequence
# keywords: collatz, collatz sequence, 3n+1, hailstone
# tags: math, sequence
# main: collatz
# also: steps, until, reaches, even, odd, halve
"""Collatz sequence."""

from typing import List


def collatz(start: int) -> List[int]:
    """Return the Collatz sequence from start down to 1.

    >>> collatz(6)
    [6, 3, 10, 5, 16, 8, 4, 2, 1]
    >>> collatz(1)
    [1]
    >>> collatz(0)
    Traceback (most recent call last):
        ...
    ValueError: start must be at least 1
    """
    if start < 1:
        raise ValueError("start must be at least 1")
    sequence = [start]
    while sequence[-1] != 1:
        last = sequence[-1]
        sequence.append(3 * last + 1 if last % 2 else last // 2)
    return sequence
