# recipe: tail_lines
# title: Last lines of a file
# keywords: tail, last lines of a file, read the last n lines, head of a file, first lines of a file
# tags: file
# main: last_lines
# also: large
"""Last lines of a file."""

from collections import deque
from itertools import islice
from pathlib import Path
from typing import Iterable, List


def last_lines(lines: Iterable[str], count: int = 10) -> List[str]:
    """Return the last lines, without keeping the others in memory.

    >>> last_lines(["a", "b", "c"], 2)
    ['b', 'c']
    >>> last_lines([], 2)
    []
    """
    return list(deque(lines, maxlen=count))


def first_lines(lines: Iterable[str], count: int = 10) -> List[str]:
    """Return the first lines.

    >>> first_lines(["a", "b", "c"], 2)
    ['a', 'b']
    """
    return list(islice(lines, count))


def tail(path: Path, count: int = 10) -> List[str]:
    """Return the last lines of a file in UTF-8, without their line ends."""
    with path.open(encoding="utf-8", errors="replace") as file:
        return last_lines((line.rstrip("\n") for line in file), count)
