"""What becomes of requests in plain words, and what is delivered for them."""

import os
import re
import subprocess
import sys

import pytest

import request_table
from client import TERMINAL, Client, types

WAIT = 60


@pytest.fixture(scope="module")
def user(port):
    return Client(port, "words")


@pytest.mark.parametrize("row", request_table.load("seen"), ids=lambda row: row["query"][:60])
def test_a_request_is_understood(user, row):
    assert (request_table.misses(user, row) == []) != row.get("known_miss", False)


def test_most_of_what_nobody_tried_before_is_understood(user, capsys):
    """The rows were written from the contract alone; what they miss is left standing."""
    rows = request_table.load("seen")
    seen, _ = request_table.score(user, rows)
    held_out, wrong = request_table.score(user, request_table.load("held_out"))
    with capsys.disabled():
        print(f"\nrequests: {seen} of {len(rows)} seen, {held_out} of 20 held out")
        for query, found in wrong.items():
            print(f"  missed: {query[:60]!r}: {'; '.join(found)}")
    assert held_out >= 17


def test_rewordings_give_the_same_plan(user):
    hashes = set()
    for row in request_table.load("seen"):
        if row.get("same") == "fibonacci":
            hashes.add(user.task(user.chat(row["query"], wait=WAIT)["task_id"])["plan"]["plan_hash"])
    assert len(hashes) == 1


@pytest.mark.parametrize("query", ["Translate this sentence into French", "asdf qwer"])
def test_what_nobody_can_do_is_said_with_what_can_be_done(user, query):
    answer = user.chat(query, wait=WAIT)
    message = answer["message"]
    assert answer["status"] == "failed" and answer["error"]["code"] == "no_agent_found"
    assert all(name in message for name in (
        "CodeGenerator", "ContentWriter", "DataAnalyzer", "PythonExpert", "ScriptWriter"))
    assert "agents.d" in message


@pytest.mark.parametrize("language", ["JavaScript", "Rust"])
def test_another_language_is_refused_by_its_name(user, language):
    answer = user.chat(f"Write a {language} function that adds two numbers", wait=WAIT)
    assert answer["status"] == "failed" and language.lower() in answer["message"].lower()


def test_a_recipe_that_does_not_exist_fails_with_the_nearest(user):
    answer = user.chat("Write a Python function to steer a submarine through a binary storm", wait=WAIT)
    assert answer["status"] == "failed"
    message = answer["error"]["message"]
    assert "binary_" in message and "HERMES_RECIPES" in message
    # The review never ran, and says why.
    events = user.events(answer["task_id"])
    ends = [e["data"] for e in events if e["type"] == "step_failed"]
    assert [(e["step_number"], e["will_retry"]) for e in ends] == [(1, False), (2, False)]
    assert ends[1]["error"]["code"] == "dependency_failed" and types(events)[-1] in TERMINAL


@pytest.fixture(scope="module")
def script(user, tmp_path_factory):
    query = "Write a Python script that prints the first n fibonacci numbers"
    task = user.task(user.chat(query, wait=WAIT)["task_id"])
    assert task["status"] == "completed", task["error"]
    assert [step["agent_name"] for step in task["steps"]] == ["CodeGenerator", "PythonExpert", "ScriptWriter"]
    (made,) = [each for each in task["artifacts"] if each["step_number"] == 3]
    path = tmp_path_factory.mktemp("script") / "script.py"
    path.write_bytes(user.get(made["href"].removeprefix("/api/v1")).body)
    assert path.read_text() == task["result"]
    return path


def run(script, *arguments):
    return subprocess.run(
        [sys.executable, script, *arguments], capture_output=True, text=True, timeout=WAIT, env={**os.environ}
    )


def test_the_script_explains_itself(script):
    done = run(script, "--help")
    assert done.returncode == 0 and "usage:" in done.stdout and "fib" in done.stdout


def test_the_script_runs_with_arguments(script):
    usage = run(script, "--help").stdout
    # One function is the script itself, several are commands.
    command = next(iter(re.findall(r"\bfibonacci\w*", usage.partition("COMMAND")[2])), None)
    done = run(script, command, "10") if command else run(script, "10")
    assert done.returncode == 0, done.stderr
    assert "34" in done.stdout or "55" in done.stdout


def test_the_script_refuses_wrong_arguments(script):
    done = run(script, "--nonsense")
    assert done.returncode == 2 and "usage:" in done.stderr


def test_the_script_tests_itself(script):
    assert run(script, "--self-test").returncode == 0


def test_a_review_returns_the_module_and_a_report(user):
    query = "Review this code:\n```python\ndef add(a, items=[]):\n    items.append(a)\n    return items\n```"
    task = user.task(user.chat(query, wait=WAIT)["task_id"])
    assert task["status"] == "completed", task["error"]
    kinds = {each["media_type"]: each for each in task["artifacts"]}
    assert set(kinds) >= {"text/x-python", "text/markdown"}
    report = user.get(kinds["text/markdown"]["href"].removeprefix("/api/v1")).body.decode()
    assert "items" in report and "default" in report.lower()
