# recipe: remove_empty
# title: Remove empty values from a list or dictionary
# keywords: remove none, remove empty values, remove none values from a list, drop empty strings, clean a dictionary
# tags: list, dictionary
# main: remove_empty_values
# also: blank, null
"""Remove empty values from a list or dictionary."""

from typing import Any, Dict, Iterable, List


def is_empty(value: Any) -> bool:
    """Tell whether a value is None or empty; 0 and False are not.

    >>> [is_empty(value) for value in (None, "", [], {}, 0, False, " ")]
    [True, True, True, True, False, False, False]
    """
    return value is None or (hasattr(value, "__len__") and len(value) == 0)


def remove_empty_values(items: Iterable[Any]) -> List[Any]:
    """Return a list without its None and empty values.

    >>> remove_empty_values([1, None, "", 0, "a"])
    [1, 0, 'a']
    """
    return [item for item in items if not is_empty(item)]


def remove_none(items: Iterable[Any]) -> List[Any]:
    """Return a list without None; what is empty stays.

    >>> remove_none([1, None, "", 0, []])
    [1, '', 0, []]
    """
    return [item for item in items if item is not None]


def remove_empty_entries(items: Dict[Any, Any]) -> Dict[Any, Any]:
    """Return a dictionary without the entries whose value is None or empty.

    >>> remove_empty_entries({"a": 1, "b": None, "c": ""})
    {'a': 1}
    """
    return {key: value for key, value in items.items() if not is_empty(value)}
