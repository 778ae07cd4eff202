"""What an everyday request has to give: checks that know nothing of how it was made.

A check is called with an `Answer` and asserts. Code is run in a process of its own, on cases that
the table names; figures are compared with those that the table works out."""

import json
import math
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path

PYTHON, MARKDOWN, SVG = ("text/x-python", "text/x-script.python"), "text/markdown", "image/svg+xml"
SECONDS = 30
LINES = "one\ntwo\nthree\n"
# What a program that judges a module finds: F and C are its public functions and classes.
DRIVER = '''
import copy, inspect, math, sys, types
SOURCE = open(sys.argv[1], encoding="utf-8").read()
made = sys.modules["made"] = types.ModuleType("made")
exec(compile(SOURCE, sys.argv[1], "exec"), made.__dict__)
own = [each for name, each in vars(made).items()
       if getattr(each, "__module__", "") == "made" and not name.startswith("_")]
F, C = [each for each in own if inspect.isfunction(each)], [each for each in own if inspect.isclass(each)]

def plain(value):
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, range)) or inspect.isgenerator(value):
        return [plain(each) for each in value]
    return sorted(value) if isinstance(value, (set, frozenset)) else value

def tried(function, *arguments):
    try:
        return plain(function(*copy.deepcopy(arguments)))
    except Exception:
        return Exception

def raises(function, *arguments):
    try:
        function(*arguments)
    except (TypeError, ValueError):
        return True
    return False

def same(found, wanted, tolerance):
    if isinstance(wanted, bool):
        return found is wanted
    if isinstance(wanted, float) and isinstance(found, (int, float)):
        return math.isclose(found, wanted, abs_tol=tolerance or 1e-9)
    return found == wanted and not isinstance(found, bool)

def computes(functions, cases, tolerance):
    return any(all(same(tried(f, *given), plain(wanted), tolerance) for given, wanted in cases) for f in functions)

scope = {**vars(made), **{each: globals()[each] for each in ("F", "C", "SOURCE", "tried", "raises", "computes")}}
exec(compile(sys.stdin.read(), "check", "exec"), scope)
'''


@dataclass
class Row:
    """Turns of one conversation, each a query and its check; `half` is 2 for those of a new user,
    3 for those that were thought out to find faults.

    `known_miss` says why a row is not right today."""

    turns: tuple
    half: int = 1
    known_miss: str = None

    @property
    def refusal(self):
        return isinstance(self.turns[-1][1], Refused)

    @property
    def name(self):
        return " / ".join(query for query, _ in self.turns)


@dataclass
class Answer:
    """A task that has ended, with the texts of its artifacts."""

    task: dict
    artifacts: list = field(default_factory=list)

    @property
    def unmet(self):
        return [each["code"] for each in self.task.get("unmet") or []]

    @property
    def reasons(self):
        return " ".join(f"{each['wish']} {each['reason']}" for each in self.task.get("unmet") or [])

    def of(self, media_type):
        wanted = (media_type,) if isinstance(media_type, str) else media_type
        return [text for kind, _, text in self.artifacts if kind.partition(";")[0] in wanted]

    @property
    def modules(self):
        """Python that no later step made something else of."""
        steps = {step for kind, step, _ in self.artifacts if kind.partition(";")[0] in PYTHON}
        needed = {each["step_number"]: set(each["depends_on"]) for each in self.task["plan"]["steps"]}
        stale = set().union(*(above(needed, step) for step in steps)) if steps else set()
        return [text for kind, step, text in self.artifacts if kind.partition(";")[0] in PYTHON and step not in stale]


def above(needed, step):
    """All steps that this one depends on."""
    return needed[step].union(*(above(needed, each) for each in needed[step]))


@dataclass
class Check:
    """Asserts of an answer what `run` says. Exactly the codes of `unmet` are expected; None is any."""

    run: callable
    unmet: tuple = ()

    def __call__(self, answer):
        self.run(answer)


@dataclass
class Refused:
    """Fails with one of the codes, or names its wish as unmet with one."""

    codes: tuple
    says: str = ""
    # An answer with this is a miss, but says nothing that is untrue.
    harmless: str = None


def refused(*codes, says="", harmless=None):
    return Refused(codes, says, harmless)


def but(check, *codes):
    """The same beside wishes that are unmet with these codes."""
    return Check(check.run, codes)


def all_of(*checks):
    def run(answer):
        for check in checks:
            check(answer)
    return Check(run)


def any_of(*checks):
    def run(answer):
        failures = []
        for check in checks:
            try:
                return check(answer)
            except AssertionError as failure:
                failures.append(str(failure))
        raise AssertionError("; ".join(failures))
    return Check(run)


def judged(source, program):
    """The last line of what the program complains about; empty if it finds nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made.py")
        path.write_text(source, encoding="utf-8")
        done = subprocess.run([sys.executable, "-c", DRIVER, path], input=program, capture_output=True,
                              text=True, timeout=SECONDS, cwd=folder)
    return "" if done.returncode == 0 else (done.stderr.strip().splitlines() or ["no reason"])[-1]


def code(program):
    """A module for which the program runs without an error; its names and F, C, SOURCE are there."""
    def run(answer):
        assert answer.modules, "no Python was made"
        found = [judged(source, program) for source in answer.modules]
        assert "" in found, f"{found[0]} in {program.strip().splitlines()[-1][:160]}"
    return Check(run)


def computes(*cases, tolerance=0):
    """Some public function gives the wanted result of each case, ((arguments), result)."""
    return code(f"assert computes(F, {list(cases)!r}, {tolerance})")


def named(name, *cases):
    """The same of the function of this name."""
    return code(f"assert computes([{name}], {list(cases)!r}, 0)")


def honours(program, saying):
    """The program finds nothing amiss, or what is unmet, or what a step says of its work, has to do with it."""
    def run(answer):
        previews = " ".join(each["result_preview"] or "" for each in answer.task["steps"])
        if not re.search(saying, f"{answer.reasons} {previews}", re.I):
            code(program)(answer)
    return Check(run, unmet=None)


def printed(source, arguments):
    """What the module prints when it is run: with the arguments, or behind one of the commands it names."""
    with tempfile.TemporaryDirectory() as folder:
        path, lines = Path(folder, "made.py"), Path(folder, "lines.txt")
        path.write_text(source, encoding="utf-8")
        lines.write_text(LINES, encoding="utf-8")

        def run(*given):
            return subprocess.run([sys.executable, path, *given], capture_output=True, text=True,
                                  timeout=SECONDS, cwd=folder)

        given = [each.replace("{file}", str(lines)) for each in arguments]
        done = [run(*given)]
        choice = re.search(r"choose from (.*)\)", done[0].stderr)
        done += [run(each.strip(" '"), *given) for each in (choice[1].split(",") if choice else [])]
    return [each.stdout for each in done if each.returncode == 0] or [done[0].stderr[-200:]]


def script(arguments, wanted):
    """A module that prints the text when it is run; {file} is a file of three lines."""
    def run(answer):
        assert answer.modules, "no Python was made"
        outputs = [text for source in answer.modules for text in printed(source, arguments)]
        assert any(re.search(rf"(?<!\w){wanted}(?!\w)", text) for text in outputs), f"{arguments} prints {outputs}"
    return Check(run)


def shows(text, wanted):
    """Whether the text has the words, or the number to the digits that it shows, at least three."""
    if isinstance(wanted, str):
        return wanted.lower() in text.lower()
    for token in re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?(?:e-?\d+)?(?![\w]|\.\d)", text):
        decimals = len(token.partition(".")[2])
        exact = math.isclose(float(token), wanted, rel_tol=1e-9)
        if exact or (decimals >= 2 and abs(float(token) - wanted) <= 0.5 * 10**-decimals):
            return True
    return False


def answers(*wanted):
    """DataAnalyzer's answers have these words and numbers, and no question is left."""
    def run(answer):
        figures = [json.loads(text) for text in answer.of("application/json")]
        found = [each for each in figures if isinstance(each, dict) and each.get("answers")]
        assert found, "no question was answered"
        text = json.dumps(found[-1]["answers"], ensure_ascii=False)
        for each in wanted:
            assert shows(text, each), f"{each} is not in {text[:200]}"
    return Check(run)


def listed(*wanted):
    """The answers' tables have these words and numbers."""
    def run(answer):
        answers()(answer)
        text = "\n".join(answer.of(MARKDOWN))
        for each in wanted:
            assert shows(text, each), f"{each} is not in {text[:200]}"
    return Check(run)


def chart(*labels):
    """An SVG that has these labels."""
    def run(answer):
        assert answer.of(SVG), "no chart was drawn"
        shown = [" ".join(ElementTree.fromstring(text).itertext()) for text in answer.of(SVG)]
        assert any(all(label in text for label in labels) for text in shown), f"{labels} not in {shown[0][:120]}"
    return Check(run)


def document(*wanted, shorter_than=10**9):
    """A Markdown text with these words."""
    def run(answer):
        texts = answer.of(MARKDOWN)
        assert texts, "no document was written"
        lacks = [[each for each in wanted if each.lower() not in text.lower().replace("\\", "")] for text in texts]
        assert [] in lacks, f"lacks {lacks[-1]}"
        assert len(texts[lacks.index([])].strip()) < shorter_than, "it is not shorter"
    return Check(run)


def made_files(*names):
    """Artifacts with these names."""
    def run(answer):
        made = [artifact["name"] for artifact in answer.task["artifacts"]]
        assert set(names) <= set(made), f"made {made}"
    return Check(run)


def report(pattern):
    """A Markdown text that the pattern is found in."""
    def run(answer):
        texts = answer.of(MARKDOWN) or [answer.task["result"] or ""]
        assert any(re.search(pattern, text, re.I) for text in texts), f"{pattern} is not in {texts[-1][:120]!r}"
    return Check(run)


def converted(suffix, test):
    """A file with this suffix for which the test holds; JSON is parsed."""
    def run(answer):
        kind = {"json": "application/json", "csv": "text/csv", "markdown": MARKDOWN}[suffix]
        texts = answer.of(kind)
        assert texts, f"no {kind} was made"
        found = [json.loads(text) if suffix == "json" else text for text in texts]
        held = []
        for each in found:
            try:
                held.append(test(each))
            except (KeyError, IndexError, TypeError):
                held.append(False)
        assert any(held), texts[0][:160]
    return Check(run)


def talk(*wanted):
    """A short answer in words and nothing else."""
    def run(answer):
        text = answer.task["result"] or ""
        assert 0 < len(text) < 3000 and not answer.of(PYTHON), text[:160]
        assert all(each.lower() in text.lower() for each in wanted), text[:160]
    return Check(run)
