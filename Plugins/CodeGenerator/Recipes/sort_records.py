# recipe: sort_records
# title: Sort a list of dictionaries by a key
# keywords: sort list of dictionaries, sort list of dicts by key, sort records by a field, sort dictionaries by a key
# tags: list, sorting
# main: sort_records
# also: field, attribute, ascending, descending, order, reverse
"""Sort a list of dictionaries by a key."""

from typing import Any, Dict, Iterable, List


def sort_records(
    records: Iterable[Dict[str, Any]], key: str, descending: bool = False
) -> List[Dict[str, Any]]:
    """Return the dictionaries sorted by what stands under a key; those without it come last.

    >>> people = [{"name": "Bo", "age": 41}, {"name": "Al", "age": 29}, {"name": "Cy"}]
    >>> [person["name"] for person in sort_records(people, "age")]
    ['Al', 'Bo', 'Cy']
    >>> [person["name"] for person in sort_records(people, "age", descending=True)]
    ['Bo', 'Al', 'Cy']
    >>> sort_records([], "age")
    []
    """
    records = list(records)
    known = [record for record in records if key in record]
    others = [record for record in records if key not in record]
    return sorted(known, key=lambda record: record[key], reverse=descending) + others
