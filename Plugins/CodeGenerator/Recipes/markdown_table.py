# recipe: markdown_table
# title: Markdown table
# keywords: markdown table, table from rows, format table, text table, print table
# tags: text, formatting
# main: markdown_table
# also: columns, headers, aligned
"""Markdown table."""

from typing import Any, Sequence


def markdown_table(header: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Return an aligned Markdown table.

    >>> print(markdown_table(["name", "n"], [["Ada", 36], ["Bo|b", 7]]))
    | name  | n  |
    | ----- | -- |
    | Ada   | 36 |
    | Bo\\|b | 7  |
    >>> print(markdown_table(["a"], []))
    | a |
    | - |
    >>> markdown_table(["a"], [[1, 2]])
    Traceback (most recent call last):
        ...
    ValueError: every row needs 1 cells
    """
    if any(len(row) != len(header) for row in rows):
        raise ValueError(f"every row needs {len(header)} cells")
    table = [[str(cell).replace("|", "\\|") for cell in row] for row in [header, *rows]]
    widths = [max(len(row[column]) for row in table) for column in range(len(header))]
    table.insert(1, ["-" * width for width in widths])
    lines = []
    for row in table:
        cells = [cell.ljust(width) for cell, width in zip(row, widths)]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)
