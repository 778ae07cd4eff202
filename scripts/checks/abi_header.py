"""The ABI headers compile alone, and every function says all that its implementer has to know."""

import re
import shutil
import subprocess
from pathlib import Path

from tree import Findings, files

ROOT = Path("Sources/AgentABI")
STANDARDS = [("c", "c11"), ("c++", "c++17")]
FLAGS = ["-Wall", "-Wextra", "-pedantic", "-Werror", "-fsyntax-only", "-I", str(ROOT / "include")]

# A function pointer of a struct or a typedef, or an exported function, up to its semicolon.
POINTER = re.compile(r"(?P<result>[\w \t*]+?)\(\*(?P<name>\w+)\)\s*\((?P<arguments>[^;]*?)\)\s*;")
EXPORT = re.compile(r"HERMES_EXPORT\s+(?P<result>[\w \t*]+?)(?P<name>\w+)\((?P<arguments>[^;]*?)\)\s*;")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
THREAD = re.compile(r"\[(?:agent|control|any)-thread(?: & !?running)?\]")
OWNERSHIP = re.compile(r"\b(?:BORROWED|COPIED|STATIC|taken over)\b")
BLOCKING = re.compile(r"\b(?:May block|Never blocks)\b")
SINCE = re.compile(r"\bSince\s+\d+\.\d+")


def compile_alone(headers, findings):
    compilers = [name for name in ("clang", "gcc") if shutil.which(name)]
    if "clang" not in compilers:
        findings.add("scripts/checks/abi_header.py", 1, "clang is not in PATH (it is in the toolchain)")
    for compiler in compilers:
        for language, standard in STANDARDS:
            for header in headers:
                run(compiler, language, standard, header, findings)
        run(compiler, "c", "c11", ROOT / "layout_check.c", findings)


def run(compiler, language, standard, path, findings):
    if compiler == "gcc" and language == "c++" and not shutil.which("g++"):
        return
    command = [compiler, "-x", language, f"-std={standard}", *FLAGS, str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode == 0:
        return
    faults = re.findall(r"^(\S+?):(\d+):\d+: (?:fatal )?error: (.*)$", done.stderr, re.MULTILINE)
    for where, line, text in faults or [(path, 1, done.stderr.strip())]:
        findings.add(where, line, f"{compiler} -std={standard}: {text}")


def passed(declaration):
    """The names of the pointers and bytes that a function is given, without the host table first."""
    names = []
    for position, argument in enumerate(declaration["arguments"].split(",")):
        if "*" not in argument and "hermes_bytes" not in argument:
            continue
        if position == 0 and re.match(r"\s*const hermes_host \*", argument):
            continue
        names.append(re.search(r"(\w+)\s*$", argument)[1])
    return names


def faults(comment, declaration):
    names = passed(declaration)
    returned = declaration["result"]
    if not THREAD.search(comment):
        yield "has no thread tag such as [agent-thread & running]"
    if (names or "*" in returned or "hermes_bytes" in returned) and not OWNERSHIP.search(comment):
        yield "says of no pointer whether it is BORROWED, COPIED, STATIC or taken over"
    for name in names:
        if not re.search(rf"\b{name}\b", comment):
            yield f"does not mention its argument {name}"
    if not BLOCKING.search(comment):
        yield 'says neither "May block" nor "Never blocks"'
    if not SINCE.search(comment):
        yield 'does not say "Since MAJOR.MINOR"'


def documented(header, findings):
    text = header.read_text(encoding="utf-8")
    comments = list(COMMENT.finditer(text))
    # Without the words of comments, but with every character at its place.
    code = COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    for declaration in [*POINTER.finditer(code), *EXPORT.finditer(code)]:
        line = code.count("\n", 0, declaration.start("name")) + 1
        # Its comment ends where the declaration's own text begins.
        start = declaration.start() + len(declaration[0]) - len(declaration[0].lstrip())
        before = [c for c in comments if c.end() <= start and not code[c.end() : start].strip()]
        if not before:
            findings.add(header, line, f"{declaration['name']} has no comment directly above it")
            continue
        words = re.sub(r"\s+\*?\s*", " ", before[-1][0])
        for fault in faults(words, declaration):
            findings.add(header, line, f"{declaration['name']} {fault}")


def main():
    findings = Findings()
    include = ROOT / "include"
    headers = [path for path in files() if include in path.parents and path.suffix == ".h"]
    compile_alone(headers, findings)
    for header in headers:
        documented(header, findings)
    findings.end()


main()
