"""Declarations that other targets use say what they are, and errors are not dropped in passing.

    python3 scripts/checks/documented.py --figures    prints the counts of each part, reports nothing

A declaration counts as documented, too, if it implements a documented requirement of a protocol:
there is nothing else to say about it.
"""

import re
import sys
from collections import Counter

from swift import functions, part, without_comments
from tree import Findings, files

DOCUMENTED_SHARE = 0.75
# Of `try?` without a comment that says why the error may be ignored, a thousand lines.
DROPPED_ERRORS = 1.0

MODIFIERS = r"(?:(?:static|final|override|nonisolated|mutating|convenience|required|indirect|lazy|weak|class)\s+)*"
DECLARATION = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*" + MODIFIERS + r"(?:package|public)\s+(?:(?:private|package|internal)\(set\)\s+)?"
    + MODIFIERS + r"(func|init|subscript|var|let|struct|class|enum|actor|protocol|typealias)\b\s*`?(\w*)")
DROPPED = re.compile(r"\btry\?")
PROTOCOL = re.compile(r"^\s*(?:(?:package|public|fileprivate|private)\s+)?protocol\s+\w+")


def is_documented(lines, index):
    index -= 1
    while index >= 0 and re.match(r"\s*@\w", lines[index]):
        index -= 1
    return index >= 0 and lines[index].strip().startswith("///")


def requirements(everything):
    """The names of the documented requirements of all protocols, with the labels of functions."""
    found = set()
    for path, text in everything:
        lines, depth, inside = text.split("\n"), 0, False
        bare = without_comments(text).split("\n")
        for index, line in enumerate(bare):
            if depth == 0 and PROTOCOL.match(line):
                inside = True
            if inside and depth == 1 and is_documented(lines, index):
                if match := re.match(r"\s*" + MODIFIERS + r"(?:var|func|init)\b\s*`?(\w*)", line):
                    found.add(match[1] or "init")
            depth += line.count("{") - line.count("}")
            if inside and depth == 0 and "}" in line:
                inside = False
    return found


def dropped_errors(text):
    """How many `try?` have no comment beside them or on the two lines above."""
    lines = text.split("\n")
    return sum(
        len(DROPPED.findall(line)) for index, line in enumerate(without_comments(text).split("\n"))
        if not any("//" in each for each in lines[max(0, index - 2):index + 1]))


def main():
    findings = Findings()
    everything = [
        (path, path.read_text(encoding="utf-8")) for path in files()
        if path.suffix == ".swift" and path.parts[0] == "Sources"]
    known = requirements(everything)
    all_, documented, dropped, lines_of = Counter(), Counter(), Counter(), Counter()
    for path, text in everything:
        lines = text.split("\n")
        for key in (part(path), "all"):
            lines_of[key] += len(lines)
            dropped[key] += dropped_errors(text)
        for index, line in enumerate(lines):
            if not (match := DECLARATION.match(line)):
                continue
            implements = match[1] in ("func", "var") and match[2] in known and path.parts[2:3] != ("Contract",)
            for key in (part(path), "all"):
                all_[key] += 1
                documented[key] += is_documented(lines, index) or implements
    if "--figures" in sys.argv:
        print(f"{'part':32} declarations  documented  try? a thousand lines")
        for key in sorted(lines_of):
            print(f"{key:32} {all_[key]:12} {documented[key] / max(1, all_[key]):11.0%}"
                  f" {1000 * dropped[key] / lines_of[key]:22.1f}")
        return
    share = documented["all"] / all_["all"]
    if share < DOCUMENTED_SHARE:
        findings.add(
            "scripts/checks/documented.py", 1,
            f"{share:.0%} of the declarations that other targets use are documented; at least"
            f" {DOCUMENTED_SHARE:.0%} have to be")
    rate = 1000 * dropped["all"] / lines_of["all"]
    if rate > DROPPED_ERRORS:
        findings.add(
            "scripts/checks/documented.py", 1,
            f"try? drops an error {rate:.1f} times a thousand lines; at most {DROPPED_ERRORS:.1f}:"
            " handle it, or name the case in one place")
    print(f"{share:.0%} documented, try? {rate:.2f} times a thousand lines")
    findings.end()


main()
