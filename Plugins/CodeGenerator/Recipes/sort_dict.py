# recipe: sort_dict
# title: Sort a dictionary by value or key
# keywords: sort dictionary, sort a dict, sort dictionary by value, sort dictionary by key, order a dictionary
# tags: dictionary, sorting
# main: sort_dict_by_value
# also: largest, smallest, first, highest, ascending
"""Sort a dictionary by value or key."""

from typing import Any, Dict


def sort_dict_by_value(items: Dict[Any, Any], descending: bool = False) -> Dict[Any, Any]:
    """Return a dictionary sorted by its values; descending puts the largest first.

    >>> sort_dict_by_value({"a": 3, "b": 1, "c": 2})
    {'b': 1, 'c': 2, 'a': 3}
    >>> sort_dict_by_value({"a": 3, "b": 1}, descending=True)
    {'a': 3, 'b': 1}
    """
    return dict(sorted(items.items(), key=lambda entry: entry[1], reverse=descending))


def sort_dict_by_key(items: Dict[Any, Any], descending: bool = False) -> Dict[Any, Any]:
    """Return a dictionary sorted by its keys.

    >>> sort_dict_by_key({"b": 1, "a": 3})
    {'a': 3, 'b': 1}
    """
    return dict(sorted(items.items(), key=lambda entry: entry[0], reverse=descending))
