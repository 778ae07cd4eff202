"""A call reads by itself: one parameter of a function at most has no label, and names are words.

    python3 scripts/checks/labels.py --figures    prints the counts of each part and reports nothing
"""

import bisect
import re
import sys
from collections import Counter

from tree import Findings, files

FOLDERS = ("Sources", "Plugins")
# A name of so few letters is short; more short ones than this share are a dialect.
SHORT, SHORT_SHARE = 4, 0.14

# Functions that C calls take what its tables pass on. `run` and the other public functions of
# AgentKit are what agents were written against: they keep the labels of version 1.0.
CALLED_FROM_C = re.compile(r"UnsafePointer<hermes_host>\?")
AGENT_RUN = ["_ request: AgentRequest", "_ call: AgentCall"]

DECLARATION = re.compile(
    r"(?P<modifiers>(?:(?:@[\w.]+(?:\([^()]*\))?|\w+(?:\(set\)|\(unsafe\))?)[ \t\n]+)*?)"
    r"\b(?P<kind>func[ \t]+(?P<name>`?\w+`?|[-+*/=<>!&|^~?%.]+)|init[?!]?|subscript)[ \t]*(?P<opening>[<(])")


def without_comments(text):
    """The same length of text, with everything in comments and strings blanked, so that offsets stay."""
    out, at, depth = list(text), 0, 0

    def blank(start, end):
        for index in range(start, min(end, len(out))):
            if out[index] != "\n":
                out[index] = " "

    while at < len(text):
        if text.startswith("//", at):
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
        elif text.startswith("/*", at):
            depth, end = 1, at + 2
            while end < len(text) and depth:
                if text.startswith("/*", end):
                    depth, end = depth + 1, end + 2
                elif text.startswith("*/", end):
                    depth, end = depth - 1, end + 2
                else:
                    end += 1
        elif opening := re.match(r'(#*)("""|")', text[at:at + 12]):
            end = end_of_string(text, at + opening.end(), opening[2], opening[1])
        else:
            at += 1
            continue
        blank(at, end)
        at = end
    return "".join(out)


def end_of_string(text, at, quote, hashes):
    escape = "\\" + hashes
    while at < len(text):
        if text.startswith(quote + hashes, at):
            return at + len(quote) + len(hashes)
        if text.startswith(escape + "(", at):
            at = end_of_brackets(text, at + len(escape))
        elif text.startswith(escape, at):
            at += len(escape) + 1
        elif text[at] == "\n" and quote == '"':
            return at
        else:
            at += 1
    return at


def end_of_brackets(text, at):
    """Just after the bracket that closes the one at `at`, with strings skipped."""
    depth = 0
    while at < len(text):
        if opening := re.match(r'(#*)("""|")', text[at:at + 12]):
            at = end_of_string(text, at + opening.end(), opening[2], opening[1])
            continue
        if text[at] in "([{":
            depth += 1
        elif text[at] in ")]}":
            depth -= 1
            if not depth:
                return at + 1
        at += 1
    return at


def parameters(code, at):
    """The parameters between the brackets that open at `at`, each as written."""
    end = end_of_brackets(code, at)
    found, depth, start = [], 0, at + 1
    for index in range(at + 1, end):
        character = code[index]
        if character in "([{<":
            depth += 1
        elif character in "}]" or character == ")" and index < end - 1:
            depth -= 1
        elif character == ">" and code[index - 1] != "-":
            depth -= 1
        elif depth == 0 and character in ",)":
            found.append(code[start:index].strip())
            start = index + 1
    return [each for each in found if each], end


class Function:
    def __init__(self, path, text, code, match):
        self.path, self.line = path, text.count("\n", 0, match.start("kind")) + 1
        kind = match["kind"]
        self.name = match["name"].strip("`") if match["name"] else kind.rstrip("?!")
        self.is_named = match["name"] is not None
        opening = match.start("opening")
        if code[opening] == "<":
            opening = code.index("(", end_of_generics(code, opening))
        self.parameters, self.end = parameters(code, opening)
        self.opening = opening
        before = code[max(0, match.start("kind") - 200):match.start("kind")]
        # What stands in front of `func`, back to the end of the statement before.
        self.modifiers = re.split(r"[;{}]|\n[ \t]*\n|\)[ \t]*\n", before)[-1]
        if kind.startswith("subscript"):
            self.unlabelled = [each for each in self.parameters if not re.match(r"\w+[ \n]+\w+[ \n]*:", each)]
        else:
            self.unlabelled = [each for each in self.parameters if re.match(r"(?:@\w+\s+)*_\b", each)]

    @property
    def is_exempt(self):
        is_operator = not re.match(r"\w", self.name)
        is_public = "public" in self.modifiers.split() and self.path.parts[1] == "AgentKit"
        return (
            is_operator or is_public or self.parameters == AGENT_RUN
            or any(CALLED_FROM_C.search(each) for each in self.parameters))


def end_of_generics(code, at):
    depth = 0
    while True:
        if code[at] == "<":
            depth += 1
        elif code[at] == ">" and code[at - 1] != "-":
            depth -= 1
            if not depth:
                return at + 1
        at += 1


def functions(path):
    text = path.read_text(encoding="utf-8")
    code = without_comments(text)
    for match in DECLARATION.finditer(code):
        # `self.init(…)`, `super.init(…)` and `.init(…)` are calls.
        if match["kind"].startswith("init") and is_call(code, match):
            continue
        yield Function(path, text, code, match)


def is_call(code, match):
    start = match.start("kind")
    if code[start - 1:start] == ".":
        return True
    line_start = code.rfind("\n", 0, start) + 1
    return re.search(r"[=(,:?]|\breturn\b", code[line_start:start]) is not None


def main():
    findings = Findings()
    everything = [
        function for path in files() if path.suffix == ".swift" and path.parts[0] in FOLDERS
        for function in functions(path)]
    if "--figures" in sys.argv:
        return figures(everything)
    for function in everything:
        if len(function.unlabelled) > 1 and not function.is_exempt:
            findings.add(
                function.path, function.line,
                f"{function.name}: {len(function.unlabelled)} parameters without a label; one is allowed")
    named = [function for function in everything if function.is_named]
    short = [function for function in named if len(function.name) <= SHORT]
    if len(short) > SHORT_SHARE * len(named):
        findings.add(
            "scripts/checks/labels.py", 1,
            f"{len(short)} of {len(named)} names of functions have {SHORT} letters or fewer;"
            f" at most {SHORT_SHARE:.0%} may: say what they do in words")
    print(f"{len(everything)} functions, {len(short) / len(named):.1%} of their names are short")
    findings.end()


def part(path):
    return "/".join(path.parts[:3] if path.parts[:2] == ("Sources", "Host") else path.parts[:2])


def figures(everything):
    counted, unlabelled, named, short = Counter(), Counter(), Counter(), Counter()
    for function in everything:
        for key in (part(function.path), "all"):
            counted[key] += 1
            unlabelled[key] += len(function.unlabelled) > 1 and not function.is_exempt
            named[key] += function.is_named
            short[key] += function.is_named and len(function.name) <= SHORT
    print(f"{'part':32} functions  two unlabelled or more  names of {SHORT} letters or fewer")
    for key in sorted(counted):
        print(f"{key:32} {counted[key]:9}  {unlabelled[key]:9} {unlabelled[key] / counted[key]:10.1%}"
              f"  {short[key]:9} {short[key] / max(1, named[key]):10.1%}")


main()
