# recipe: clock_time
# title: Twelve-hour and twenty-four-hour time
# keywords: 12 hour to 24 hour, convert time to 24 hour format, am pm conversion, convert 24 hour time, military time
# tags: time, conversion
# main: to_24_hours
# also: pm, am, hours, hour
"""Twelve-hour and twenty-four-hour time."""

import re


def to_24_hours(text: str) -> str:
    """Return a time with AM or PM as a time of the 24-hour clock.

    >>> to_24_hours("1:05 PM")
    '13:05'
    >>> to_24_hours("12:00 am")
    '00:00'
    >>> to_24_hours("13:00 PM")
    Traceback (most recent call last):
        ...
    ValueError: '13:00 PM' is no time with AM or PM
    """
    match = re.fullmatch(r"\s*(\d{1,2}):(\d{2})\s*([AaPp])\.?[Mm]\.?\s*", text)
    if not match or not 1 <= int(match[1]) <= 12 or int(match[2]) > 59:
        raise ValueError(f"{text!r} is no time with AM or PM")
    hour = int(match[1]) % 12 + (12 if match[3] in "Pp" else 0)
    return f"{hour:02}:{match[2]}"


def to_12_hours(text: str) -> str:
    """Return a time of the 24-hour clock with AM or PM.

    >>> to_12_hours("13:05")
    '1:05 PM'
    >>> to_12_hours("00:30")
    '12:30 AM'
    """
    match = re.fullmatch(r"\s*(\d{1,2}):(\d{2})\s*", text)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise ValueError(f"{text!r} is no time of the 24-hour clock")
    hour = int(match[1])
    return f"{hour % 12 or 12}:{match[2]} {'PM' if hour >= 12 else 'AM'}"
