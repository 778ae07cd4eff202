# recipe: most_common
# title: Most common element of a list
# keywords: most common element, most frequent element, most frequent item of a list, count occurrences, how often an item occurs in a list, count items
# tags: list
# main: most_common
# also: times, occurs, appears, frequency
"""Most common element of a list."""

from collections import Counter
from typing import Dict, Hashable, Iterable, List


def occurrences(items: Iterable[Hashable]) -> Dict[Hashable, int]:
    """Count how often each item occurs in a list.

    >>> occurrences(["b", "a", "b"])
    {'b': 2, 'a': 1}
    """
    return dict(Counter(items))


def most_common(items: Iterable[Hashable]) -> List[Hashable]:
    """Return the most frequent element, or all of them where several are equally frequent.

    >>> most_common([3, 1, 3, 2])
    [3]
    >>> most_common("abba")
    ['a', 'b']
    >>> most_common([])
    []
    """
    counts = Counter(items)
    most = max(counts.values(), default=0)
    return [item for item, count in counts.items() if count == most]
