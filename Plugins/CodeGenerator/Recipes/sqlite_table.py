# recipe: sqlite_table
# title: Store and query rows in SQLite
# keywords: sqlite, sqlite database, save rows in a database, query a database, insert rows, insert into a table
# tags: database, data
# main: insert_rows
# also: store, reads, save
"""Store and query rows in SQLite."""

import sqlite3
from typing import Any, Dict, Iterable, List


def create_table(database: sqlite3.Connection, table: str, columns: Iterable[str]) -> None:
    """Create a table unless it is there; names consist of letters, digits and underscores."""
    names = [_checked(name) for name in columns]
    database.execute(f"CREATE TABLE IF NOT EXISTS {_checked(table)} ({', '.join(names)})")


def insert_rows(database: sqlite3.Connection, table: str, rows: Iterable[Dict[str, Any]]) -> int:
    """Insert rows in one transaction, and return how many there were.

    >>> database = sqlite3.connect(":memory:")
    >>> create_table(database, "people", ["name", "age"])
    >>> insert_rows(database, "people", [{"name": "Ada", "age": 36}, {"name": "Bob", "age": 41}])
    2
    >>> select(database, "SELECT name FROM people WHERE age > ?", 40)
    [{'name': 'Bob'}]
    >>> insert_rows(database, "people; DROP TABLE people", [{"name": "x"}])
    Traceback (most recent call last):
        ...
    ValueError: 'people; DROP TABLE people' is no name
    """
    rows = list(rows)
    with database:
        for row in rows:
            names = ", ".join(_checked(name) for name in row)
            places = ", ".join("?" for _ in row)
            statement = f"INSERT INTO {_checked(table)} ({names}) VALUES ({places})"
            database.execute(statement, list(row.values()))
    return len(rows)


def select(database: sqlite3.Connection, query: str, *values: Any) -> List[Dict[str, Any]]:
    """Return what a query finds; values stand for its question marks."""
    cursor = database.execute(query, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row)) for row in cursor]


def _checked(name: str) -> str:
    if not name.isidentifier():
        raise ValueError(f"{name!r} is no name")
    return name
