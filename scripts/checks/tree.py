"""The files of this repository, for the checks beside this file."""

import subprocess
import sys
from pathlib import Path


def files():
    """Tracked files and new ones that are not ignored; without those that were just removed."""
    listing = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], check=True, capture_output=True
    ).stdout.decode()
    return [path for path in map(Path, sorted(set(listing.split("\0")) - {""})) if path.is_file()]


def lines(path):
    """Numbered lines; none of a file that is not text."""
    try:
        return list(enumerate(path.read_text(encoding="utf-8").splitlines(), 1))
    except UnicodeDecodeError:
        return []


class Findings:
    """Prints each finding at once; `end` leaves with 1 if there was any."""

    def __init__(self):
        self.count = 0

    def add(self, path, line, text):
        self.count += 1
        print(f"{path}:{line}: {text}")

    def end(self):
        sys.exit(1 if self.count else 0)
