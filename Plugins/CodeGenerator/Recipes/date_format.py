# recipe: date_format
# title: Parse and format dates
# keywords: format a date, parse a date, convert date format, validate a date, check if a date is valid, change date format
# tags: date
# main: convert_date
# also: iso, german, calendar, reformat, another
"""Parse and format dates."""

from datetime import datetime


def convert_date(text: str, source: str = "%d.%m.%Y", target: str = "%Y-%m-%d") -> str:
    """Write a date in another format; the formats are those of strftime.

    >>> convert_date("24.12.2025")
    '2025-12-24'
    >>> convert_date("2025-12-24", "%Y-%m-%d", "%d %B %Y")
    '24 December 2025'
    >>> convert_date("31.02.2025")
    Traceback (most recent call last):
        ...
    ValueError: day is out of range for month
    """
    return datetime.strptime(text, source).strftime(target)


def is_valid_date(text: str, form: str = "%Y-%m-%d") -> bool:
    """Tell whether a text is a date of the calendar in a format.

    >>> is_valid_date("2024-02-29"), is_valid_date("2025-02-29")
    (True, False)
    """
    try:
        datetime.strptime(text, form)
    except ValueError:
        return False
    return True
