# recipe: date_difference
# title: Days between two dates
# keywords: date difference, days between dates, number of days, working days, business days between, weekend days
# tags: date
# main: days_between
# also: count, weekdays, workdays, weekends, monday, friday, apart, elapsed, excluding
"""Days between two dates."""

from datetime import date, timedelta


def days_between(start: str, end: str) -> int:
    """Return the days from start to end, both as YYYY-MM-DD; negative if end is earlier.

    >>> days_between("2024-02-28", "2024-03-01")
    2
    >>> days_between("2024-01-10", "2024-01-01")
    -9
    >>> days_between("2024-02-30", "2024-03-01")
    Traceback (most recent call last):
        ...
    ValueError: day is out of range for month
    """
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def working_days_between(start: str, end: str) -> int:
    """Return how many business days (Monday to Friday, no weekends) are from start up to,
    not including, end.

    >>> working_days_between("2024-01-01", "2024-01-08")
    5
    """
    first = date.fromisoformat(start)
    days = range(max(days_between(start, end), 0))
    return sum((first + timedelta(days=day)).weekday() < 5 for day in days)


def weekend_days_between(start: str, end: str) -> int:
    """Return how many weekend days (Saturday, Sunday) are from start up to, not including, end.

    >>> weekend_days_between("2024-01-01", "2024-01-08")
    2
    """
    return max(days_between(start, end), 0) - working_days_between(start, end)
