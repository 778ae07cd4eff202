# recipe: leap_year
# title: Leap year check
# keywords: leap year, is leap, days in month, gregorian calendar
# tags: date
# main: is_leap_year
# also: february, century, days
"""Leap year check."""

def is_leap_year(year: int) -> bool:
    """Tell whether a year of the Gregorian calendar has 366 days.

    >>> [year for year in (1900, 2000, 2023, 2024) if is_leap_year(year)]
    [2000, 2024]
    """
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Return the number of days of a month.

    >>> days_in_month(2024, 2), days_in_month(2023, 2), days_in_month(2023, 11)
    (29, 28, 30)
    >>> days_in_month(2023, 13)
    Traceback (most recent call last):
        ...
    ValueError: month must be between 1 and 12
    """
    if not 1 <= month <= 12:
        raise ValueError("month must be between 1 and 12")
    if month == 2:
        return 29 if is_leap_year(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31
