# recipe: chunk_list
# title: Split a list into chunks
# keywords: chunk list, split list into chunks, batches, batch items, group list into parts of size n
# tags: list
# main: chunks
# also: equal, sized, pieces, sublists, groups, smaller, batch, fixed, last, shorter, rest, remaining, leftover
"""Split a list into chunks."""

from typing import Iterator, List, Sequence


def chunks(items: Sequence, size: int) -> Iterator[List]:
    """Yield consecutive pieces of items, each with size members; the last may be shorter.

    >>> list(chunks([1, 2, 3, 4, 5], 2))
    [[1, 2], [3, 4], [5]]
    >>> list(chunks([], 3))
    []
    >>> list(chunks([1], 0))
    Traceback (most recent call last):
        ...
    ValueError: size must be at least 1
    """
    if size < 1:
        raise ValueError("size must be at least 1")
    for start in range(0, len(items), size):
        yield list(items[start : start + size])
