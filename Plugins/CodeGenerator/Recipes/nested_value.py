# recipe: nested_value
# title: Look up a value in nested data
# keywords: nested value, get a nested key, look up a nested key, deep get, value by path
# tags: dictionary, data
# main: nested_value
# also: dots, dotted, missing, keys
"""Look up a value in nested data."""

from typing import Any


def nested_value(data: Any, path: str, default: Any = None) -> Any:
    """Return what stands under a path such as "user.emails.0" of nested dictionaries and lists.

    >>> data = {"user": {"name": "Ada", "emails": ["a@example.org"]}}
    >>> nested_value(data, "user.name")
    'Ada'
    >>> nested_value(data, "user.emails.0")
    'a@example.org'
    >>> nested_value(data, "user.phone", default="none")
    'none'
    """
    for key in path.split("."):
        if isinstance(data, dict) and key in data:
            data = data[key]
        elif isinstance(data, list) and key.isdigit() and int(key) < len(data):
            data = data[int(key)]
        else:
            return default
    return data
