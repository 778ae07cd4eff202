# recipe: merge_dicts
# title: Merge dictionaries
# keywords: merge dictionaries, merge dicts, deep merge, combine dictionaries, nested dict update
# tags: data
# main: deep_merge
# also: recursively, combines, overrides, settings, config
"""Merge dictionaries."""

from typing import Any, Dict


def deep_merge(base: Dict[str, Any], changes: Dict[str, Any]) -> Dict[str, Any]:
    """Return base with changes laid over it, nested dictionaries merged.

    >>> deep_merge({"a": 1, "b": {"x": 1, "y": 2}}, {"b": {"y": 3}, "c": 4})
    {'a': 1, 'b': {'x': 1, 'y': 3}, 'c': 4}
    >>> original = {"b": {"x": 1}}
    >>> _ = deep_merge(original, {"b": {"x": 2}})
    >>> original
    {'b': {'x': 1}}
    >>> deep_merge({}, {})
    {}
    """
    result = dict(base)
    for key, value in changes.items():
        if isinstance(value, dict) and isinstance(result.get(key), dict):
            result[key] = deep_merge(result[key], value)
        else:
            result[key] = value
    return result
