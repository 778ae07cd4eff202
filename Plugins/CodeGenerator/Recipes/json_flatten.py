# recipe: json_flatten
# title: Flatten nested JSON
# keywords: flatten json, nested json, flatten dictionary, nested dictionary, dotted keys
# tags: data, json
# main: flatten_json
# also: levels, dots, keys
"""Flatten nested JSON."""

from typing import Any, Dict


def flatten_json(value: Any, separator: str = ".") -> Dict[str, Any]:
    """Return the leaves of nested dictionaries and lists under dotted keys.

    >>> flatten_json({"user": {"name": "Ada", "tags": ["x", "y"]}, "ok": True})
    {'user.name': 'Ada', 'user.tags.0': 'x', 'user.tags.1': 'y', 'ok': True}
    >>> flatten_json({"a": {"b": 1}}, separator="/")
    {'a/b': 1}
    >>> flatten_json({"empty": {}, "none": None})
    {'empty': {}, 'none': None}
    """
    result: Dict[str, Any] = {}

    def visit(node: Any, path: str) -> None:
        if isinstance(node, dict) and node:
            items = list(node.items())
        elif isinstance(node, list) and node:
            items = list(enumerate(node))
        else:
            result[path] = node
            return
        for key, child in items:
            visit(child, f"{path}{separator}{key}" if path else str(key))

    visit(value, "")
    return result
