# recipe: group_by
# title: Group items by a key
# keywords: group by, group items, group list of dictionaries by key, partition list
# tags: list, data
# main: group_by
# also: field, attribute, category, records, dictionaries
"""Group items by a key."""

from typing import Callable, Dict, Hashable, Iterable, List


def group_by(items: Iterable, key: Callable[..., Hashable]) -> Dict[Hashable, List]:
    """Return the items in lists, one for each value of key.

    >>> group_by(["apple", "bob", "avocado", "cat"], key=lambda word: word[0])
    {'a': ['apple', 'avocado'], 'b': ['bob'], 'c': ['cat']}
    >>> group_by(range(5), key=lambda n: n % 2 == 0)
    {True: [0, 2, 4], False: [1, 3]}
    >>> group_by([], key=len)
    {}
    """
    groups: Dict[Hashable, List] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups
