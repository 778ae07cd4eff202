"""Nothing is left for later without an issue, and the documents promise nothing that can't be kept."""

import re
import subprocess

from tree import Findings, files, lines

# In two pieces, so that this file does not find itself.
LATER = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME)\b")
PROMISES = ["crash-proof", "exactly once"]


def is_document(path):
    return path.parts[0] == "docs" or path.name in ("README.md", "CHANGELOG.md")


def main():
    findings = Findings()
    for path in files():
        for number, line in lines(path):
            if found := LATER.search(line):
                findings.add(path, number, f"{found[0]}: do it, or write an issue")
            if not is_document(path):
                continue
            for promise in PROMISES:
                if promise in line.lower():
                    findings.add(path, number, f'"{promise}" is more than can be promised')
    tracked = subprocess.run(
        ["git", "ls-files", "Package.resolved"], check=True, capture_output=True, text=True)
    if tracked.stdout.strip():
        findings.add("Package.resolved", 1, "versions are exact in Package.swift: take it out of git")
    findings.end()


main()
