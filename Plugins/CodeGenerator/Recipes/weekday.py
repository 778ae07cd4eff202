# recipe: weekday
# title: Day of the week for a date
# keywords: weekday, day of week, day of the week for a date, zeller
# tags: date
# main: weekday_name
# also: which, falls, fell
"""Day of the week for a date."""

_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_OFFSETS = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]


def weekday_name(year: int, month: int, day: int) -> str:
    """Return the name of the weekday of a Gregorian date (Sakamoto's method).

    >>> weekday_name(2024, 2, 29)
    'Thursday'
    >>> weekday_name(1969, 7, 20)
    'Sunday'
    >>> weekday_name(2024, 13, 1)
    Traceback (most recent call last):
        ...
    ValueError: month must be between 1 and 12
    """
    if not 1 <= month <= 12:
        raise ValueError("month must be between 1 and 12")
    if month < 3:
        year -= 1
    sunday_based = (year + year // 4 - year // 100 + year // 400 + _OFFSETS[month - 1] + day) % 7
    return _NAMES[(sunday_based - 1) % 7]
