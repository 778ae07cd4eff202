# recipe: dedupe
# title: Remove duplicates from a list
# keywords: remove duplicates, dedupe, deduplicate, unique elements, distinct values, find duplicates in list
# tags: list
# main: unique
# also: preserving, preserve, repeated, twice, original, doubles, appear, occur, once
"""Remove duplicates from a list."""

from typing import Callable, Hashable, Iterable, List, Optional


def unique(items: Iterable, key: Optional[Callable[..., Hashable]] = None) -> List:
    """Return items without duplicates; it keeps the order of first appearance.

    >>> unique([3, 1, 3, 2, 1])
    [3, 1, 2]
    >>> unique(["a", "B", "A"], key=str.lower)
    ['a', 'B']
    >>> unique([])
    []
    """
    seen = set()
    result = []
    for item in items:
        mark = key(item) if key else item
        if mark not in seen:
            seen.add(mark)
            result.append(item)
    return result


def duplicates(items: Iterable[Hashable]) -> List[Hashable]:
    """Return the items that occur more than once, each one time.

    >>> duplicates([1, 2, 1, 3, 2, 1])
    [1, 2]
    """
    seen, repeated = set(), {}
    for item in items:
        if item in seen:
            repeated[item] = True
        seen.add(item)
    return list(repeated)
