# recipe: json_file
# title: Load and save JSON files
# keywords: json, read json file, write json file, parse json, load json, save json
# tags: file, json
# main: load_json
# also: pretty, dict, indented, dictionary, disk
"""Load and save JSON files."""

import json
from pathlib import Path
from typing import Any


def load_json(path: Path) -> Any:
    """Read a JSON file and return its value; a syntax error names file, line and column.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "data.json"
    >>> save_json(path, {"name": "Ada", "langs": ["en", "fr"]})
    >>> load_json(path)
    {'name': 'Ada', 'langs': ['en', 'fr']}
    >>> _ = path.write_text("{oops}")
    >>> load_json(path)
    Traceback (most recent call last):
        ...
    ValueError: data.json, line 1, column 2: Expecting property name enclosed in double quotes
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        place = f"{path.name}, line {error.lineno}, column {error.colno}"
        raise ValueError(f"{place}: {error.msg}") from None


def save_json(path: Path, value: Any, indent: int = 2) -> None:
    """Write value as indented JSON; nobody ever sees half a file."""
    temporary = path.with_name(path.name + ".tmp")
    text = json.dumps(value, indent=indent, ensure_ascii=False) + "\n"
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)
