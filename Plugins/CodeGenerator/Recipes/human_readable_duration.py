# recipe: human_readable_duration
# title: Human readable durations
# keywords: format duration, seconds to hours minutes seconds, convert seconds, human readable time, hh:mm:ss
# tags: formatting, time
# main: format_duration
# also: into, days, hours, minutes
"""Human readable durations."""

def format_duration(seconds: int) -> str:
    """Return a number of seconds in days, hours, minutes and seconds.

    >>> format_duration(3661)
    '1h 1m 1s'
    >>> format_duration(86400)
    '1d'
    >>> format_duration(0)
    '0s'
    >>> format_duration(-90)
    '-1m 30s'
    """
    rest, parts = abs(seconds), []
    for unit, length in (("d", 86400), ("h", 3600), ("m", 60), ("s", 1)):
        count, rest = divmod(rest, length)
        if count:
            parts.append(f"{count}{unit}")
    sign = "-" if seconds < 0 else ""
    return sign + (" ".join(parts) or "0s")


def format_clock(seconds: int) -> str:
    """Return a number of seconds as hh:mm:ss; hours may have more digits.

    >>> format_clock(3661)
    '01:01:01'
    >>> format_clock(360000)
    '100:00:00'
    >>> format_clock(-5)
    '-00:00:05'
    """
    minutes, rest = divmod(abs(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    sign = "-" if seconds < 0 else ""
    return f"{sign}{hours:02}:{minutes:02}:{rest:02}"
