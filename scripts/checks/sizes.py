"""Files and folders stay small, and files are named after what is in them."""

import fnmatch
import statistics
from collections import Counter
from pathlib import Path

from tree import Findings, files, lines

WANTED, ALLOWED = 350, 500
# Swift files side by side in a folder: more are found only by searching.
FOLDER = 20
SUFFIXES = {".swift", ".c", ".h", ".py", ".js", ".mjs", ".ts"}
FORBIDDEN = ["*Utils*", "*Helpers*", "*Manager*"]
REASONS = Path("scripts/large-files.txt")


def is_source(path):
    return path.suffix in SUFFIXES or (path.parts[0] == "scripts" and path.suffix in ("", ".sh"))


def reasons(findings):
    """Paths with the reason why they are long, one `PATH: REASON` a line."""
    found = {}
    for number, line in lines(REASONS) if REASONS.is_file() else []:
        if not line.strip() or line.startswith("#"):
            continue
        path, _, reason = line.partition(":")
        if not reason.strip():
            findings.add(REASONS, number, f"{path} has no reason")
        found[path.strip()] = number
    return found


def main():
    findings = Findings()
    listed = reasons(findings)
    counts = {}
    for path in files():
        if any(fnmatch.fnmatchcase(path.name, pattern) for pattern in FORBIDDEN):
            findings.add(path, 1, "a file is named after what is in it, not Utils, Helpers or Manager")
        if is_source(path):
            counts[path] = len(lines(path))
    for path, count in counts.items():
        if count > ALLOWED:
            findings.add(path, ALLOWED + 1, f"{count} lines: more than {ALLOWED} are never allowed")
        elif count > WANTED and str(path) not in listed:
            findings.add(path, WANTED + 1, f"{count} lines: more than {WANTED} need a reason in {REASONS}")
    folders = Counter(path.parent for path in counts if path.suffix == ".swift" and path.parts[0] != "Tests")
    for folder, count in sorted(folders.items()):
        if count > FOLDER and f"{folder}/" not in listed:
            findings.add(folder, 1, f"{count} Swift files side by side; {FOLDER} are allowed: make subfolders")
    for path, number in listed.items():
        if path.endswith("/"):
            continue
        if counts.get(Path(path), 0) <= WANTED:
            findings.add(REASONS, number, f"{path} has not more than {WANTED} lines (any more)")
    print(f"{len(counts)} source files, median {statistics.median(counts.values()):.0f} lines")
    findings.end()


main()
