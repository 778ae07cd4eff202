# recipe: isbn
# title: ISBN check
# keywords: isbn, book number validation
# tags: validation
# main: is_valid_isbn
# also: book, books, checksum, digits
"""ISBN check."""

import re


def is_valid_isbn(isbn: str) -> bool:
    """Tell whether an ISBN-10 or ISBN-13 has a right check digit; hyphens don't matter.

    >>> is_valid_isbn("978-3-16-148410-0")
    True
    >>> is_valid_isbn("0-306-40615-2")
    True
    >>> is_valid_isbn("080442957X")
    True
    >>> is_valid_isbn("978-3-16-148410-1")
    False
    """
    compact = isbn.replace("-", "").replace(" ", "").upper()
    if re.fullmatch(r"[0-9]{13}", compact):
        weighted = (int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(compact))
        return sum(weighted) % 10 == 0
    if re.fullmatch(r"[0-9]{9}[0-9X]", compact):
        values = [10 if digit == "X" else int(digit) for digit in compact]
        return sum(value * (10 - place) for place, value in enumerate(values)) % 11 == 0
    return False
