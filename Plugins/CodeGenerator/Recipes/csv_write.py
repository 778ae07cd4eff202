# recipe: csv_write
# title: Write CSV data
# keywords: csv, write csv, export csv, list of dictionaries to csv, save csv file, csv writer
# tags: file, data
# main: to_csv
# also: header, headers, records, columns
"""Write CSV data."""

import csv
import io
from typing import Any, Dict, List


def to_csv(rows: List[Dict[str, Any]]) -> str:
    """Return dictionaries as CSV text; the columns are all keys in order of appearance.

    >>> print(to_csv([{"name": "Ada", "age": 36}, {"name": "Bob, Jr.", "city": "Rome"}]), end="")
    name,age,city
    Ada,36,
    "Bob, Jr.",,Rome
    >>> to_csv([])
    ''
    >>> to_csv([{"note": "a,b"}]).splitlines()[1]
    '"a,b"'
    """
    columns = list(dict.fromkeys(key for row in rows for key in row))
    if not columns:
        return ""
    output = io.StringIO()
    writer = csv.DictWriter(output, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return output.getvalue()
