# recipe: age_calculator
# title: Age from a birth date
# keywords: age, calculate age, birthday, birth date, date of birth, years old
# tags: date
# main: age_on
# also: years, today, person, born, current, date, old
"""Age from a birth date."""

from datetime import date
from typing import Optional


def age_on(birth: date, day: Optional[date] = None) -> int:
    """Return the age in whole years on a day, today if none is given.

    >>> age_on(date(1990, 6, 15), date(2024, 6, 14))
    33
    >>> age_on(date(1990, 6, 15), date(2024, 6, 15))
    34
    >>> age_on(date(2030, 1, 1), date(2024, 1, 1))
    Traceback (most recent call last):
        ...
    ValueError: the birth date lies after the day
    """
    day = day or date.today()
    if birth > day:
        raise ValueError("the birth date lies after the day")
    had_birthday = (day.month, day.day) >= (birth.month, birth.day)
    return day.year - birth.year - (0 if had_birthday else 1)
