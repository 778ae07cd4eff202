# recipe: hamming_distance
# title: Hamming distance
# keywords: hamming distance, number of differing positions, differing characters
# tags: string, metric
# main: hamming_distance
# also: strings, positions, length
"""Hamming distance."""

from typing import Sequence


def hamming_distance(left: Sequence, right: Sequence) -> int:
    """Return at how many places two texts or lists of the same length differ.

    >>> hamming_distance("karolin", "kathrin")
    3
    >>> hamming_distance([1, 0, 1], [1, 1, 1])
    1
    >>> hamming_distance("ab", "abc")
    Traceback (most recent call last):
        ...
    ValueError: both must have the same length
    """
    if len(left) != len(right):
        raise ValueError("both must have the same length")
    return sum(one != other for one, other in zip(left, right))
