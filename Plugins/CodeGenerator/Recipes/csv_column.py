# recipe: csv_column
# title: Sum and average of a CSV column
# keywords: sum of a csv column, sum a column of a csv file, average of a csv column, add up a column, csv column total
# tags: file, data
# main: csv_column_sum
# also: total, adds, mean, header, name
"""Sum and average of a CSV column."""

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import List


def column_values(text: str, column: str) -> List[Decimal]:
    """Return the numbers of a column of CSV text; empty cells are left out.

    >>> column_values("item,price\\npen,1.50\\nink,\\npad,3\\n", "price")
    [Decimal('1.50'), Decimal('3')]
    """
    rows = csv.DictReader(io.StringIO(text))
    if column not in (rows.fieldnames or []):
        raise KeyError(f"no column {column!r}; there are {', '.join(rows.fieldnames or [])}")
    return [Decimal(row[column]) for row in rows if (row[column] or "").strip()]


def csv_column_sum(text: str, column: str) -> Decimal:
    """Return the sum of a column of CSV text.

    >>> csv_column_sum("item,price\\npen,1.50\\npad,3\\n", "price")
    Decimal('4.50')
    """
    return sum(column_values(text, column), Decimal(0))


def column_average(text: str, column: str) -> Decimal:
    """Return the average of a column of CSV text, without its empty cells.

    >>> column_average("item,price\\npen,1.50\\npad,3\\n", "price")
    Decimal('2.25')
    """
    values = column_values(text, column)
    if not values:
        raise ValueError(f"the column {column!r} has no numbers")
    return sum(values, Decimal(0)) / len(values)


def file_column_sum(path: Path, column: str) -> Decimal:
    """Read a CSV file in UTF-8 and return the sum of a column."""
    return csv_column_sum(path.read_text(encoding="utf-8-sig"), column)
