# recipe: log_parser
# title: Parse a log file
# keywords: log parser, parse log file, count log levels, log analysis, errors in log
# tags: file, text
# main: parse_log_line
# also: warnings, warning, info, count, counts, level
"""Parse a log file."""

import re
from collections import Counter
from typing import Dict, Iterable, Optional

_LINE = re.compile(
    r"(?P<time>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)\S*\s+"
    r"(?P<level>DEBUG|INFO|WARNING|ERROR|CRITICAL)\s+(?P<message>.*)"
)


def parse_log_line(line: str) -> Optional[Dict[str, str]]:
    """Return time, level and message of a log line, or None if it has another form.

    >>> parse_log_line("2024-05-01 12:00:00 ERROR disk full")["level"]
    'ERROR'
    >>> parse_log_line("Traceback:") is None
    True
    """
    match = _LINE.fullmatch(line.rstrip("\n"))
    return match.groupdict() if match else None


def count_levels(lines: Iterable[str]) -> Dict[str, int]:
    """Return how many lines there are of each level.

    >>> count_levels(["2024-05-01 12:00:00 INFO a", "2024-05-01 12:00:01 INFO b", "?"])
    {'INFO': 2}
    """
    parsed = (parse_log_line(line) for line in lines)
    return dict(Counter(entry["level"] for entry in parsed if entry))
