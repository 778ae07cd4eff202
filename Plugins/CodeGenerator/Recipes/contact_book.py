# recipe: contact_book
# title: Contact book class
# keywords: contact book, address book, phone book, contacts class, store names and phone numbers
# tags: class
# main: ContactBook
# also: people, delete, look, numbers, entries
"""Contact book class."""

from typing import Dict, List


class ContactBook:
    """Names with phone numbers; names are found in capitals or not.

    >>> book = ContactBook()
    >>> book.add("Ada", "555-0101")
    >>> book.add("Bob", "555-0102")
    >>> book.number("ada")
    '555-0101'
    >>> book.search("b")
    ['Bob']
    >>> book.remove("Ada")
    >>> book.number("Ada")
    Traceback (most recent call last):
        ...
    KeyError: 'no contact Ada'
    """

    def __init__(self) -> None:
        self._names: Dict[str, str] = {}
        self._numbers: Dict[str, str] = {}

    def add(self, name: str, number: str) -> None:
        """Add a contact, or change its number."""
        self._names[name.lower()] = name
        self._numbers[name.lower()] = number

    def number(self, name: str) -> str:
        """Return the number of a contact."""
        if name.lower() not in self._numbers:
            raise KeyError(f"no contact {name}")
        return self._numbers[name.lower()]

    def remove(self, name: str) -> None:
        """Remove a contact."""
        self.number(name)
        del self._names[name.lower()], self._numbers[name.lower()]

    def search(self, part: str) -> List[str]:
        """Return the names that contain a part, in the order of the alphabet."""
        return sorted(name for key, name in self._names.items() if part.lower() in key)
