"""ScriptWriter turns modules into scripts that run."""

import subprocess
import sys

import pytest


def request(module):
    part = {"text": module, "mediaType": "text/x-python"}
    return {
        "message": {"parts": [{"text": "make it a script"}]},
        "artifacts": [{"artifactId": "a1", "name": "module.py", "parts": [part]}],
    }


@pytest.fixture
def script(script_writer, tmp_path):
    """Writes the script of a module and returns a function that runs it."""

    def write(module):
        status, result = script_writer.invoke(request(module))
        assert status == 0, result
        path = tmp_path / "script.py"
        path.write_text(result["artifacts"][0]["parts"][0]["text"])

        def run(*arguments):
            command = [sys.executable, str(path), *arguments]
            return subprocess.run(command, capture_output=True, text=True, timeout=60)

        return run

    return write


FIBONACCI = '''"""Fibonacci numbers."""


def fibonacci(n: int) -> list[int]:
    """The first n numbers.

    >>> fibonacci(5)
    [0, 1, 1, 2, 3]
    """
    if n < 0:
        raise ValueError("n must not be negative")
    numbers = [0, 1]
    while len(numbers) < n:
        numbers.append(numbers[-1] + numbers[-2])
    return numbers[:n]


if __name__ == "__main__":
    print("the old entry")
'''


def test_one_function_needs_no_command(script):
    run = script(FIBONACCI)
    done = run("7")
    assert (done.returncode, done.stdout, done.stderr) == (0, "[0, 1, 1, 2, 3, 5, 8]\n", "")


def test_the_old_entry_is_replaced(script):
    assert "the old entry" not in script(FIBONACCI)("1").stdout


def test_an_error_goes_to_stderr_with_status_1(script):
    done = script(FIBONACCI)("--", "-1")
    assert done.returncode == 1 and done.stdout == ""
    assert "ValueError: n must not be negative" in done.stderr


def test_wrong_usage_is_status_2(script):
    run = script(FIBONACCI)
    assert run("seven").returncode == 2
    assert run().returncode == 2


def test_help_shows_the_documentation(script):
    done = script(FIBONACCI)("--help")
    assert done.returncode == 0 and "The first n numbers." in done.stdout


def test_self_test_runs_the_examples(script):
    done = script(FIBONACCI)("--self-test")
    assert (done.returncode, done.stdout) == (0, "self-test: 1 of 1 examples passed\n")


def test_a_failing_self_test_is_status_1(script):
    assert script(FIBONACCI.replace("[0, 1, 1, 2, 3]\n", "[9]\n"))("--self-test").returncode == 1


MANY = '''import functools
import typing
from dataclasses import dataclass
from pathlib import Path


def loud(function):
    @functools.wraps(function)
    def inner(*args, **kwargs):
        return function(*args, **kwargs)
    return inner


@loud
def every_kind(
    first: int, /, second: "float" = 2.5,  # a comment, with (brackets
    *rest: str, flag: bool = False, off: bool = True,
    name: typing.Optional[str] = None, items: list[int] = (1, 2), **extra,
) -> dict:
    """Take 100% of it."""
    return [first, second, rest, flag, off, name, items, extra]


def count(start: int = 0):
    while True:
        yield start
        start += 1


def print(text):
    """Shadows what the script itself needs."""
    return f"<{text}>"


def list(values: typing.List[str], where: Path | None = None, table: dict = {}, *, help: str = "x)"):
    return [values, where, table, help]


async def later(n: int | None = 3):
    return n


def _private():
    pass


@dataclass
class Point:
    x: int
'''


def test_every_kind_of_parameter(script):
    run = script(MANY)
    done = run("every-kind", "1", "4", "a", "b", "--flag", "--off", "no", "--name", "N", "--items",
               "5,6", "--set", "k=[1]")
    expected = "[1, 4.0, ('a', 'b'), True, False, 'N', [5, 6], {'k': [1]}]\n"
    assert (done.returncode, done.stdout) == (0, expected), done.stderr


def test_what_is_not_given_keeps_the_default(script):
    assert script(MANY)("every_kind", "1").stdout == "[1, 2.5, (), False, True, None, (1, 2), {}]\n"


def test_a_generator_is_listed_up_to_a_limit(script):
    done = script(MANY)("count", "--start", "5")
    assert done.stdout.splitlines()[:2] == ["5", "6"] and len(done.stdout.splitlines()) == 1000
    assert "only the first 1000" in done.stderr


def test_names_of_builtins_stay_the_module_s(script):
    run = script(MANY)
    assert run("print", "hi").stdout == "<hi>\n"
    done = run("list", "a,b", "--where", "/tmp", "--table", "{'a': 1}", "--arg-help", "h")
    assert done.stdout == "[['a', 'b'], PosixPath('/tmp'), {'a': 1}, 'h']\n", done.stderr


def test_an_asynchronous_function_is_awaited(script):
    assert script(MANY)("later", "--n", "8").stdout == "8\n"


def test_private_names_are_no_commands(script):
    text = script(MANY)("--help").stdout
    assert "every-kind" in text and "private" not in text and "Point" not in text


def test_a_command_is_needed(script):
    done = script(MANY)()
    assert done.returncode == 2 and "--help lists them" in done.stderr


CLASS = '''class Counter:
    def __init__(self, start: int, *, step: int = 1):
        self.value, self.step = start, step

    def advance(self, times: int = 1) -> int:
        """Count on."""
        return self.value + times * self.step

    @property
    def hidden(self):
        return 1

    @staticmethod
    def zero():
        return 0

    @classmethod
    def name(cls, suffix: str):
        return cls.__name__ + suffix
'''


def test_methods_of_a_class_are_commands(script):
    run = script(CLASS)
    assert run("Counter.advance", "--init-start", "5", "--init-step", "2", "--times", "3").stdout == "11\n"
    assert run("Counter.zero").stdout == "0\n"
    assert run("Counter.name", "x").stdout == "Counterx\n"
    assert run("Counter.advance").returncode == 2
    assert "hidden" not in run("--help").stdout


def test_a_module_without_anything_public_runs(script):
    run = script("print('hello')\n")
    assert run().stdout == "hello\n" and run("--help").returncode == 0


def test_a_function_called_main_stays(script):
    assert script("def main():\n    return 'mine'\n\nif __name__ == '__main__':\n    main()\nelse:\n    x = 1\n")().stdout == "mine\n"


def test_fenced_code_in_the_text_is_a_module(script_writer):
    message = {"parts": [{"text": "Make a script:\n```python\ndef f(): return 1\n```\nthanks"}]}
    status, result = script_writer.invoke({"message": message})
    assert status == 0 and result["artifacts"][0]["metadata"]["commands"] == ["f"]


def test_the_last_artifact_counts_and_names_the_script(script_writer):
    asked = request("def old(): pass\n")
    part = {"text": "def new(): pass\n", "mediaType": "text/x-python; charset=utf-8"}
    asked["artifacts"].append({"artifactId": "a2", "name": "better.py", "parts": [part]})
    _, result = script_writer.invoke(asked)
    artifact = result["artifacts"][0]
    assert artifact["name"] == "better_cli.py"
    assert artifact["metadata"]["commands"] == ["new"]
    assert artifact["metadata"]["source_artifact"] == "a2"


def test_the_streamed_pieces_are_the_result(script_writer):
    script_writer.events.clear()
    _, result = script_writer.invoke(request("# ünï\n" * 5000 + FIBONACCI))
    pieces = [event for kind, event in script_writer.events if kind == 3]
    assert len(pieces) > 3 and pieces[-1]["last"] and not pieces[0]["append"]
    assert "".join(piece["text"] for piece in pieces) == result["artifacts"][0]["parts"][0]["text"]


@pytest.mark.parametrize(
    "asked, code",
    [
        (b"", "invalid_request"),
        (b"[]", "invalid_request"),
        (b'{"a":1,}', "invalid_request"),
        (b'{"a":"\xff"}', "invalid_request"),
        (b'{"a":"\\ud800"}', "invalid_request"),
        (b"[" * 100 + b"]" * 100, "invalid_request"),
        ({}, "no_module"),
        ({"message": {"parts": [{"text": "hello"}]}}, "no_module"),
        ({"artifacts": 7, "message": [1]}, "no_module"),
        (request("def f(:\n"), "invalid_module"),
        (request('x = """never closed\n'), "invalid_module"),
        (request("x = 1)\n"), "invalid_module"),
        (request("x = '\0'\n"), "invalid_module"),
    ],
)
def test_bad_input_is_refused_with_a_code(script_writer, asked, code):
    status, error = script_writer.invoke(asked)
    assert (status, error["code"], error["retryable"]) == (-1, code, False)


def test_the_card_is_complete(script_writer):
    card = script_writer.card()
    skill = card["skills"][0]
    assert (card["name"], skill["id"]) == ("ScriptWriter", "write_script")
    assert skill["inputModes"] == ["text/x-python"] and skill["outputModes"] == ["text/x-script.python"]
    assert card["hermes"]["skills"]["write_script"]["category"] == "script_writing"


def test_what_the_module_deletes_is_no_command(script_writer):
    module = "def a(): pass\ndef b(): pass\nclass C: pass\ndel b, C\n"
    _, result = script_writer.invoke(request(module))
    assert result["artifacts"][0]["metadata"]["commands"] == ["a"]


@pytest.mark.parametrize(
    "module",
    [
        "".join(f"def f{number}():0\n" for number in range(20_000)),
        "".join(f"class C{number}:0\n" for number in range(20_000)),
        "def f():0\ndel " + ",".join(["z"] * 20_000) + "\n",
    ],
    ids=["functions", "classes", "deletions"],
)
def test_a_module_of_very_many_names_is_refused(script_writer, module):
    status, result = script_writer.invoke(request(module))
    assert status < 0 and "4000 names" in result["message"]


@pytest.mark.parametrize("module, code", [
    ("def f(" + ", ".join(f"a{i}" for i in range(1001)) + "): pass\n", "invalid_module"),
    ("def f(a, /, b, /): pass\n", "invalid_module"),
    # The constructor's arguments are written again for each method.
    ("class C:\n    def __init__(self, " + ", ".join(f"a{i}" for i in range(900)) + "): pass\n"
     + "".join(f"    def m{i}(self): pass\n" for i in range(3000)), "script_too_large"),
], ids=["parameters", "marks", "methods"])
def test_what_would_grow_without_a_bound_is_refused(script_writer, module, code):
    status, result = script_writer.invoke(request(module))
    assert status != 0 and result["code"] == code, result
