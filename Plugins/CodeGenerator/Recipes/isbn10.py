# recipe: isbn10
# title: ISBN-10 check
# keywords: isbn-10, isbn10
# tags: validation
# main: is_valid_isbn10
# also: book, books, checksum, digits
"""ISBN-10 check."""

import re


def is_valid_isbn10(isbn: str) -> bool:
    """Tell whether an ISBN-10 is right; hyphens don't matter, and an ISBN-13 is none.

    >>> is_valid_isbn10("0-306-40615-2")
    True
    >>> is_valid_isbn10("080442957X")
    True
    >>> is_valid_isbn10("978-3-16-148410-0")
    False
    """
    compact = isbn.replace("-", "").replace(" ", "").upper()
    if not re.fullmatch(r"[0-9]{9}[0-9X]", compact):
        return False
    values = [10 if digit == "X" else int(digit) for digit in compact]
    return sum(value * (10 - place) for place, value in enumerate(values)) % 11 == 0
