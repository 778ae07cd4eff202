# recipe: csv_read
# title: Read CSV data
# keywords: csv, read csv, parse csv, comma separated values, tab separated file, tsv, csv file to dictionaries, csv reader
# tags: file, data
# main: parse_csv
# also: header, headers, records, columns, semicolon, separator
"""Read CSV data."""

import csv
import io
from pathlib import Path
from typing import Dict, List


def parse_csv(text: str, delimiter: str = ",") -> List[Dict[str, str]]:
    """Return the rows of CSV text as dictionaries; the first row holds the names.

    >>> parse_csv("name,age\\nAda,36\\n")
    [{'name': 'Ada', 'age': '36'}]
    >>> parse_csv('a;b\\n"x;y";2\\n', delimiter=";")
    [{'a': 'x;y', 'b': '2'}]
    >>> parse_csv("a,b\\n1\\n")
    Traceback (most recent call last):
        ...
    ValueError: line 2 has 1 columns instead of 2
    """
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    if not rows:
        return []
    names = rows[0]
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(names):
            raise ValueError(f"line {number} has {len(row)} columns instead of {len(names)}")
    return [dict(zip(names, row)) for row in rows[1:]]


def read_csv(path: Path, delimiter: str = ",") -> List[Dict[str, str]]:
    """Return the rows of a CSV file in UTF-8."""
    return parse_csv(path.read_text(encoding="utf-8-sig"), delimiter)
