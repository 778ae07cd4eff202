"""Reads Swift sources for the checks beside this file: their functions, without a compiler."""

import re

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


def part(path):
    return "/".join(path.parts[:3] if path.parts[:2] == ("Sources", "Host") else path.parts[:2])
