# recipe: isbn13
# title: ISBN-13 check
# keywords: isbn-13, isbn13
# tags: validation
# main: is_valid_isbn13
# also: book, books, checksum, digits
"""ISBN-13 check."""

import re


def is_valid_isbn13(isbn: str) -> bool:
    """Tell whether an ISBN-13 is right; hyphens don't matter, and an ISBN-10 is none.

    >>> is_valid_isbn13("978-3-16-148410-0")
    True
    >>> is_valid_isbn13("978-3-16-148410-1")
    False
    >>> is_valid_isbn13("0-306-40615-2")
    False
    """
    compact = isbn.replace("-", "").replace(" ", "")
    if not re.fullmatch(r"97[89][0-9]{10}", compact):
        return False
    weighted = (int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(compact))
    return sum(weighted) % 10 == 0
