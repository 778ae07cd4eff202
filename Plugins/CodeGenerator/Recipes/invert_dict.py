# recipe: invert_dict
# title: Invert a dictionary
# keywords: invert dictionary, swap keys and values, reverse a dictionary, invert a dict
# tags: dictionary
# main: invert
# also: exchange, flip, swapped
"""Invert a dictionary."""

from typing import Any, Dict, Hashable, List


def invert(items: Dict[Any, Hashable]) -> Dict[Hashable, Any]:
    """Swap the keys and the values of a dictionary.

    >>> invert({"a": 1, "b": 2})
    {1: 'a', 2: 'b'}
    >>> invert({"a": 1, "b": 1})
    Traceback (most recent call last):
        ...
    ValueError: the value 1 stands under several keys
    """
    inverted: Dict[Hashable, Any] = {}
    for key, value in items.items():
        if value in inverted:
            raise ValueError(f"the value {value!r} stands under several keys")
        inverted[value] = key
    return inverted


def invert_many(items: Dict[Any, Hashable]) -> Dict[Hashable, List[Any]]:
    """Return for each value the list of the keys that it stands under.

    >>> invert_many({"a": 1, "b": 1, "c": 2})
    {1: ['a', 'b'], 2: ['c']}
    """
    inverted: Dict[Hashable, List[Any]] = {}
    for key, value in items.items():
        inverted.setdefault(value, []).append(key)
    return inverted
