# recipe: line_count
# title: Count lines, words and characters of a file
# keywords: count lines, line count, number of lines in a file, words in file, wc
# tags: file, text
# main: count_file
# also: text
"""Count lines, words and characters of a file."""

from pathlib import Path
from typing import Dict


def count_file(path: Path) -> Dict[str, int]:
    """Return the lines, words and characters of a UTF-8 text file, read line by line.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "poem.txt"
    >>> _ = path.write_text("one two\\nthree\\n")
    >>> count_file(path)
    {'lines': 2, 'words': 3, 'characters': 14}
    >>> _ = path.write_text("")
    >>> count_file(path)
    {'lines': 0, 'words': 0, 'characters': 0}
    """
    counts = {"lines": 0, "words": 0, "characters": 0}
    with path.open(encoding="utf-8") as file:
        for line in file:
            counts["lines"] += 1
            counts["words"] += len(line.split())
            counts["characters"] += len(line)
    return counts
