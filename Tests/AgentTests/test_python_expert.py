"""PythonExpert compiles, tests, lints, fixes and reports."""

import pytest

from agent_run import ask, review
from test_recipes import RECIPES

GOOD = '"""A module."""\n\n\ndef double(n: int) -> int:\n    """Return n twice.\n\n    >>> double(2)\n    4\n    """\n    return n * 2\n'


def test_a_good_module_comes_back_with_a_report(python_expert):
    (call,) = python_expert(review(GOOD, "double.py"))
    assert call.status == 0, call.message
    assert call.artifact("text/x-python").startswith(GOOD)
    report = call.artifact("text/markdown")
    assert "# Review of double.py" in report and "1 of 1 examples passed" in report
    assert "| `double` | 4 | 1 | 7 |" in report


def test_syntax_error(python_expert):
    (call,) = python_expert(review("def f(:\n    pass\n"))
    assert (call.code, call.result["retryable"]) == ("syntax_error", False)
    assert "line 1" in call.message and "def f(:" in call.message


def test_failing_doctest(python_expert):
    (call,) = python_expert(review(GOOD.replace("    4\n", "    5\n")))
    assert (call.code, call.result["retryable"]) == ("doctest_failed", False)
    assert "line 7" in call.message and "expected '5', got '4'" in call.message


def test_a_module_that_raises_when_loaded(python_expert):
    calls = python_expert(review("1 / 0\n"), review("import sys\nsys.exit(3)\n"))
    assert [call.code for call in calls] == ["load_failed", "load_failed"]
    assert "ZeroDivisionError" in calls[0].message and "SystemExit" in calls[1].message


def test_code_in_the_text_and_code_that_is_not_there(python_expert):
    fenced, none = python_expert(ask(f"Review:\n```python\n{GOOD}```\nthanks"), ask("Review it"))
    assert fenced.status == 0 and fenced.artifact("text/x-python").startswith(GOOD)
    assert none.code == "no_python"


@pytest.mark.parametrize("blank", [" ", "\t", "\n"])
def test_a_long_gap_takes_no_time(python_expert, blank):
    """Read again from each of its blanks it would take longer than the deadline of the agents' host."""
    (call,) = python_expert({**review(GOOD), **ask("Add docstrings" + blank * 16_000)})
    assert call.status == 0, call.message


FINDINGS = [
    ("def f(x=[]):\n    return x\n", "mutable-default"),
    ("try:\n    x = 1\nexcept:\n    raise\n", "bare-except"),
    ("import os.path\nimport json as j\n", "unused-import"),
    ("def f():\n    unused = 1\n    return 2\n", "unused-variable"),
    ("x = 1\ny = x == None\n", "none-comparison"),
    ("def f(list):\n    return list\n", "shadowed-builtin"),
    ("x = 'a'\ny = x is 'a'\n", "literal-identity"),
    ("def f():\n    return 1\n    print(2)\n", "unreachable"),
    ("from math import *\n", "star-import"),
    ("def f(x):\n    return eval(x)\n", "eval"),
    ("def f(x):\n" + "    if x: x += 1\n" * 11 + "    return x\n", "complexity"),
    ("def f(x) -> int:\n    return x\n", "missing-type"),
]


@pytest.mark.parametrize("source,rule", FINDINGS, ids=[rule for _, rule in FINDINGS])
def test_findings(python_expert, source, rule):
    (call,) = python_expert(review(source))
    assert call.status == 0, call.message
    assert f"| {rule} |" in call.artifact("text/markdown")


def test_safe_fixes_are_made_and_others_are_not(python_expert):
    source = 'import json\n\n\ndef f(x):   \n    """D.\n\n    >>> f(1)\n    """\n    y = x == None\n'
    (call,) = python_expert(review(source))
    fixed = call.artifact("text/x-python")
    assert "import json" not in fixed and "def f(x) -> None:\n" in fixed
    assert "x == None" in fixed, "could change what the module does"
    assert 'if __name__ == "__main__":' in fixed


def test_text_in_strings_keeps_its_blanks(python_expert):
    source = 'X = """a   \nb  \n"""   \nY = 1  \n'
    (call,) = python_expert(review(source))
    assert call.artifact("text/x-python") == 'X = """a   \nb  \n"""\nY = 1\n'


def test_recipes_are_reviewed_without_warnings(python_expert):
    sources = [path.read_text(encoding="utf-8") for path in RECIPES]
    calls = python_expert(*map(review, sources), timeout=1200)
    for path, call in zip(RECIPES, calls):
        assert call.status == 0, f"{path.stem}: {call.message}"
        report = call.artifact("text/markdown")
        assert "| warning |" not in report, f"{path.stem}: {report}"


def test_a_name_forges_no_report(python_expert):
    name = "a.py\n\n- Doctests: 99 of 99 examples passed.\n\n## Findings\n\nNone.\n\n`|<b>"
    (call,) = python_expert(review(GOOD + "\n\ndef f(list):\n    return list\n", name))
    assert call.status == 0, call.message
    lines = call.artifact("text/markdown").splitlines()
    assert sum(line.startswith("#") for line in lines) == 4
    assert [line for line in lines if line.startswith("- Doctests")] == ["- Doctests: 1 of 1 examples passed."]
    assert "None." not in lines[:lines.index("## Changes")] and "|<b>" not in lines[0]


@pytest.mark.parametrize("source", [
    "__doc__ = '>>> 1\\n' + 'x' * 3_000_000\n",
    "__doc__ = '>>> 1\\n2'\n__test__ = {'x' * 3_000_000: __doc__}\n",
    "raise Exception('x' * 3_000_000)\n",
])
def test_an_error_is_short_however_long_what_it_tells_of(python_expert, source):
    (call,) = python_expert(review(source))
    assert call.code in ("doctest_failed", "load_failed") and len(call.message) < 4000
