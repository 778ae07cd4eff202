# recipe: grep_lines
# title: Find the lines of a file that contain a word
# keywords: grep, matching lines, search a file for a word, find lines that contain a word, search text in a file, lines matching a pattern
# tags: file, string
# main: matching_lines
# also: regex, contains, containing, keyword, numbers
"""Find the lines of a file that contain a word."""

import re
from pathlib import Path
from typing import Iterable, List, Tuple


def matching_lines(
    lines: Iterable[str], pattern: str, ignore_case: bool = False
) -> List[Tuple[int, str]]:
    """Return the numbers, from 1, and the lines that a regular expression or word is found in.

    >>> matching_lines(["one", "two", "None"], "one")
    [(1, 'one'), (3, 'None')]
    >>> matching_lines(["Two", "three"], "t", ignore_case=True)
    [(1, 'Two'), (2, 'three')]
    >>> matching_lines([], "t")
    []
    """
    expression = re.compile(pattern, re.IGNORECASE if ignore_case else 0)
    numbered = enumerate(lines, start=1)
    return [(number, line.rstrip("\n")) for number, line in numbered if expression.search(line)]


def search_file(path: Path, pattern: str) -> List[Tuple[int, str]]:
    """Return the numbers and the lines of a file in UTF-8 that contain a word."""
    with path.open(encoding="utf-8", errors="replace") as lines:
        return matching_lines(lines, pattern)
