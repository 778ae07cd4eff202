"""What PythonExpert does with a module by request: changes it, finds its faults, or says that it can't."""

import doctest
import subprocess
import sys
import types

import pytest

from agent_run import ask

GOOD = '''"""A module."""


def double(n, times=2):
    """Return n some times.

    >>> double(2)
    4
    >>> double("a", times=3)
    'aaa'
    >>> double(None)
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for *: 'NoneType' and 'int'
    """
    return n * times


def name():
    return "double"


def shown():
    return f"{double(1)}"
'''
FAULTS = {
    "syntax_error": "def f(:\n    pass\n", "load_failed": "1 / 0\n",
    "doctest_failed": GOOD.replace("    4\n", "    5\n"),
}


def given(words, source=GOOD, end="\n"):
    """A request that brings a module along."""
    request = ask(words)
    request["message"]["parts"].append(
        {"text": source.replace("\n", end), "mediaType": "text/x-python", "filename": "double.py"})
    return {**request, "wish": words, "capabilities": ["code_review"]}


def unmet(call):
    artifacts = call.result["artifacts"]
    return [each["code"] for artifact in artifacts for each in artifact.get("metadata", {}).get("unmet", [])]


def failures(source):
    module = types.ModuleType("changed")
    exec(compile(source, "changed", "exec"), module.__dict__)
    runner = doctest.DocTestRunner(verbose=False)
    for test in doctest.DocTestFinder().find(module):
        runner.run(test)
    return runner.failures, runner.tries, module


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("words", [
    "Rename double to twice", "rename the function double into twice please", "rename double in this module to twice",
])
def test_a_function_gets_another_name(python_expert, words, end):
    (call,) = python_expert(given(words, end=end))
    assert call.status == 0, call.message
    source = call.artifact("text/x-python")
    failed, tried, module = failures(source)
    assert (failed, tried) == (0, 3) and module.twice(2) == 4
    # A string that happens to hold the word stays.
    assert module.name() == "double" and module.shown() == "2" and not hasattr(module, "double")


def test_it_is_the_only_function(python_expert):
    source = "def f(x):\n    return x\n"
    calls = python_expert(*[given(words, source) for words in ("rename it to total", "Call it total")])
    assert [call.artifact("text/x-python") for call in calls] == ["def total(x):\n    return x\n"] * 2
    # Of several it is the one that the module is named after.
    (several,) = python_expert(given("rename it to total"))
    assert "def total(n, times=2)" in several.artifact("text/x-python")
    (unnamed,) = python_expert(given("rename it to total", GOOD.replace("double", "twice")))
    assert unnamed.code == "nothing_to_change" and "twice" in unnamed.message


@pytest.mark.parametrize("words, source, said", [
    ("Rename missing to x", GOOD, "missing"), ("Rename double to class", GOOD, "class"),
    ("Rename double to name", GOOD, "used"), ("Rename f to g", "def f(f):\n    return f\n", "by hand"),
    ("Rename key to k", "key = 1\nx = sorted([1], key=str)\n", "by hand"),
])
def test_a_name_that_can_not_be_given_is_refused(python_expert, words, source, said):
    (call,) = python_expert(given(words, source))
    assert call.code == "nothing_to_change" and said in call.message


def test_docstrings_are_added_where_there_are_none(python_expert):
    (call,) = python_expert(given("Add docstrings"))
    source = call.artifact("text/x-python")
    failed, _, module = failures(source)
    assert failed == 0 and module.name.__doc__ == "Name." and module.double.__doc__ in GOOD


def test_type_hints_follow_from_defaults_and_results(python_expert):
    (call,) = python_expert(given("add type hints"))
    source = call.artifact("text/x-python")
    assert "times: int=2" in source and "def name() -> str:" in source and "def shown() -> str:" in source
    # Nothing is guessed: n may be anything.
    assert "double(n, times" in source
    (none,) = python_expert(given("add type hints", "def f(x):\n    return x\n"))
    assert none.code == "nothing_to_change" and "default" in none.message


def test_tests_are_made_of_the_doctests(python_expert, tmp_path):
    (call,) = python_expert(given("Write unit tests for this"))
    source = call.artifact("text/x-python")
    assert source.startswith(GOOD.rstrip()) and failures(source)[0] == 0
    path = tmp_path / "double.py"
    path.write_text(source)
    assert subprocess.run([sys.executable, path], capture_output=True).returncode == 0
    # They test something.
    path.write_text(source.replace("return n * times", "return n * times * 2"))
    assert subprocess.run([sys.executable, path], capture_output=True).returncode == 1
    (none,) = python_expert(given("Write unit tests for this", "def f(x):\n    return x\n"))
    assert none.code == "nothing_to_change" and "doctest" in none.message


def test_several_changes_are_made_at_once(python_expert):
    (call,) = python_expert(given("Rename double to twice, add docstrings and add type hints"))
    source = call.artifact("text/x-python")
    assert "def twice(n, times: int=2)" in source and '"""Name."""' in source and unmet(call) == ["nothing_to_change"]


@pytest.mark.parametrize("words", [
    "make it recursive", "Translate to Rust", "Explain", "convert to async", "Refactor this", "speed it up",
    "What does this do?", "Remove the second function", "Split it into two modules", "frobnicate it",
    "Rename the variable times in double to count", "rename the parameter n of double to x",
    "Rename the argument double to x", "rename the local times inside name to x",
])
def test_what_can_not_be_done_is_said(python_expert, words):
    (call,) = python_expert(given(words))
    assert call.code == "unknown_change", call.result
    assert "rename" in call.message and "docstrings" in call.message


def test_what_is_left_undone_of_a_request_is_named(python_expert):
    review, change = python_expert(given("Review this and explain it"), given("Add docstrings and make it recursive"))
    assert review.status == 0 and "unknown_change" in unmet(review)
    assert change.status == 0 and "unknown_change" in unmet(change)


@pytest.mark.parametrize("code", FAULTS)
@pytest.mark.parametrize("words", ["Why does this fail?", "Review this", "check my code for bugs", ""])
def test_a_fault_is_what_a_review_finds(python_expert, words, code):
    (call,) = python_expert(given(words, FAULTS[code]))
    assert call.status == 0, call.message
    assert f"`{code}`" in call.artifact("text/markdown") and unmet(call) == []
    assert len(call.result["artifacts"]) == 1


@pytest.mark.parametrize("code", FAULTS)
def test_a_fault_that_is_to_be_mended_is_named_as_not_mended(python_expert, code):
    (call,) = python_expert(given("Fix this code", FAULTS[code]))
    assert call.status == 0 and unmet(call) == ["not_mended"]


def test_a_fault_that_is_not_found_is_not_said_to_be_found(python_expert):
    source = '"""M."""\n\n\ndef last(items: list) -> object:\n    """Return the last.\n\n    >>> last([1])\n    1\n    """\n    return items[0]\n'
    find, fix, review = python_expert(
        given("Find the bug", source), given("fix it", source), given("Review this", source))
    assert "no_fault_found" in unmet(find) or "nothing_to_fix" in unmet(find)
    assert set(unmet(fix)) <= {"nothing_to_fix", "no_fault_found"}
    assert review.status == 0 and unmet(review) == []


def test_a_module_that_is_reviewed_for_its_language_alone_is_just_reviewed(python_expert):
    request = {**given("Turn it into a script"), "capabilities": ["python"]}
    (call,) = python_expert(request)
    assert call.status == 0 and unmet(call) == []


@pytest.mark.parametrize("words", ["Add docstrings", "Add logging", "Review this"])
def test_a_module_keeps_its_line_ends(python_expert, words):
    source = GOOD + "\n\ndef bare(a, b=1):\n    return a\n"
    crlf, lf = python_expert(given(words, source, "\r\n"), given(words, source))
    text = crlf.artifact("text/x-python")
    assert text.count("\n") == text.count("\r\n")
    assert text.replace("\r\n", "\n") == lf.artifact("text/x-python")


def test_a_log_names_a_function_as_it_is_called(python_expert):
    (logging,) = python_expert(given("Add logging"))
    (renamed,) = python_expert(given("Rename double to twice", logging.artifact("text/x-python")))
    text = renamed.artifact("text/x-python")
    assert '_log.debug("twice(' in text and '"double"' in text


def test_warnings_that_are_left_are_not_mended(python_expert):
    source = "import os\n\n\ndef f(x=[]):\n    try:\n        return eval(x)\n    except:\n        pass\n"
    (call,) = python_expert(given("Review this and fix all problems", source))
    assert call.status == 0 and unmet(call) == ["not_mended"]


def test_whoever_asks_for_a_review_reads_the_report(python_expert):
    review, fix = python_expert(given("Review this"), given("Fix this code"))
    answers = lambda call: [a["name"] for a in call.result["artifacts"] if a["metadata"].get("is_answer")]  # noqa: E731
    assert (answers(review), answers(fix)) == (["review.md"], [])


def test_what_the_step_before_has_made_is_made(python_expert):
    request = given("Review this, rename double to twice", GOOD.replace("double", "twice"))
    part = request["message"]["parts"].pop()
    made = {**request, "skill": "change_python", "artifacts": [{"artifactId": "module", "parts": [part]}]}
    (call,) = python_expert(made)
    assert call.status == 0, call.message
    assert "twice" in call.artifact("text/x-python")


LOGS = "import logging\n\n_log = logging.getLogger(__name__)\n\n\ndef f(a):\n    _log.debug('x')\n    return a\n\n\ndef g(b=1):\n    return b\n"


@pytest.mark.parametrize("words", [
    "Remove the logging", "I don't want any logging here", "Replace the logging with print statements",
    "Delete the docstrings", "Remove the comments and docstrings", "Drop the type hints and the docstrings",
    "Add a module docstring", "Drop the unit tests", "Tell me whether it has docstrings", "There is too much logging",
])
def test_the_opposite_of_a_change_is_not_the_change(python_expert, words):
    (call,) = python_expert(given(words, LOGS))
    assert call.code == "unknown_change", call.result


@pytest.mark.parametrize("words", [
    "Fix the rate, it should be 0.19", "Correct the default of b to 0.19", "Fix it so that it rounds to 2 digits",
    "Correct the calculation", "Improve the names", "Fix the formatting", "Fix this code",
])
def test_a_fix_that_is_none_is_named(python_expert, words):
    """The doctest run that a review adds by itself mends nothing."""
    (call,) = python_expert(given(words))
    assert call.status == 0 and unmet(call), call.result


@pytest.mark.parametrize("words", [
    "Add docstrings and error handling, thanks in advance", "write docstrings and handle errors",
    "add type hints, docstrings and error handling to the attached module",
])
def test_error_handling_behind_another_change_is_made(python_expert, words):
    (call,) = python_expert(given(words, "def f(a: int, b=1):\n    return a + b\n"))
    source = call.artifact("text/x-python")
    assert "raise TypeError" in source and '"""' in source and "unknown_change" not in unmet(call)


@pytest.mark.parametrize("words", [
    "There's a typo in the name, rename double to twice", "The name is spelled wrong, rename double to twice",
    "The function name is wrong, it should be called twice",
])
def test_a_reason_beside_a_rename_takes_nothing_from_it(python_expert, words):
    (call,) = python_expert({**given(words), "capabilities": ["python"]})
    assert "def twice(" in call.artifact("text/x-python") and not unmet(call)


@pytest.mark.parametrize("words, left", [
    ("Add logging to app.log", "to app.log"), ("Add logging to a file", "a file"), ("Add logging to this file", None), ("Add docstrings in Google style", "in Google style"),
    ("Add logging at INFO level to every function", "at INFO level"),
    ("Add docstrings and play some music", "play some music"), ("Add logging and a --version flag", "a --version flag"),
    ("Review this and give it a grade", "give it a grade"), ("Review this for performance", "for performance"),
    ("Check my code for bugs", None), ("Add docstrings and count the lines", "count the lines"),
    ("Please could you add some proper docstrings to all of my functions?", None),
    ("Review it in German", "Review it in German"), ("Test it with 100 random values", "Test it with 100 random values"),
    ("Verify that f(24) is 20", "Verify that f(24) is 20"), ("Could you look over the code below?", None),
    ("Can you look it over and tell me what you think?", None),
    ("This is from work. Add logging to it, thanks!", None), ("Add docstrings to the whole module, please", None),
])
def test_every_word_of_a_request_is_accounted_for(python_expert, words, left):
    (call,) = python_expert(given(words, "def f(a, b=1):\n    return b\n"))
    assert call.status == 0, call.message
    named = [each["wish"] for artifact in call.result["artifacts"] for each in artifact.get("metadata", {}).get("unmet", [])]
    assert named == ([left] if left else [])


def test_a_change_and_a_review_are_both_done(python_expert):
    (call,) = python_expert(given("Add logging, and review the code", "def f(a, b=1):\n    return b\n"))
    assert "_log" in call.artifact("text/x-python") and "# Review" in call.artifact("text/markdown")
    changed = call.result["artifacts"][0]
    again = {**given("Add logging"), "skill": "change_python", "artifacts": [changed]}
    again["message"]["parts"] = again["message"]["parts"][:1]
    (call,) = python_expert(again)
    assert call.status == 0 and unmet(call) == []
