"""Requests with several wishes: each is fulfilled or named as unmet, and no finished work is lost."""

import json
import subprocess

import pytest

from client import SEED_QUERY, Client, read_until
from hermes_process import AGENTS, BINARY

WAIT = 60
CODE = "```python\ndef double(x):\n    return x * 2\n```"
CSV = "```csv\nday,sales\n1,10\n2,12\n3,9\n```"


@pytest.fixture(scope="module")
def user(port):
    return Client(port, "wishes")


def done(user, query, **fields):
    """The task and the data and message of its last event."""
    task = user.task(user.chat(query, wait=WAIT, **fields)["task_id"])
    end = user.events(task["task_id"])[-1]
    assert end["type"] == "task_completed", end
    return task, end


def agents(task):
    return [step["agent_name"] for step in task["plan"]["steps"]]


def test_a_request_that_is_done_leaves_nothing_unmet(user):
    task, end = done(user, SEED_QUERY)
    assert end["data"]["unmet"] == [] and "unmet" not in end["message"]
    assert "Not done" not in task["result"] and len(task["plan"]["wishes"]) == 1


def test_a_wish_that_nobody_can_fulfil_is_named(user):
    task, end = done(user, f"{SEED_QUERY} and email it to Bob")
    [unmet] = end["data"]["unmet"]
    assert unmet["wish"] == "email it to Bob" and unmet["code"] == "no_agent_found"
    assert "1 wish is unmet" in end["message"] and "email it to Bob" in end["message"]
    assert "def fibonacci" in task["result"] and "email it to Bob" in task["result"].partition("Not done:")[2]
    assert task["unmet"] == end["data"]["unmet"] == task["plan"]["unmet"]


def test_a_wish_that_an_agent_refuses_throws_nothing_away(user):
    task, end = done(user, f"{SEED_QUERY}. Then write a Python function to steer a submarine.")
    [unmet] = end["data"]["unmet"]
    assert unmet["code"] == "no_recipe" and "submarine" in unmet["wish"]
    assert any("fibonacci" in artifact["name"] for artifact in task["artifacts"])
    assert task["unmet"] == end["data"]["unmet"]


def test_two_things_to_be_made_are_made_apart(user):
    task, end = done(user, f"{SEED_QUERY} and write a Python function to sort a list with merge sort")
    assert agents(task) == ["CodeGenerator", "CodeGenerator", "PythonExpert", "PythonExpert"]
    names = {artifact["name"] for artifact in task["artifacts"]}
    assert {"fibonacci.py", "merge_sort.py"} <= names and end["data"]["unmet"] == []
    # Each review is of its own module.
    assert [step["depends_on"] for step in task["plan"]["steps"]] == [[], [], [1], [2]]


def test_a_report_goes_with_what_is_made(user):
    task, end = done(user, f"{SEED_QUERY} and a report")
    assert agents(task) == ["CodeGenerator", "PythonExpert", "ContentWriter"]
    assert end["data"]["unmet"] == [] and "fibonacci" in task["result"]


def test_where_nothing_can_be_done_the_task_fails(user):
    answer = user.chat("Email this to Bob and book a flight to Oslo", wait=WAIT)
    assert answer["status"] == "failed" and answer["error"]["code"] == "no_agent_found"


def test_what_depends_on_a_refused_wish_is_refused_with_it(user):
    answer = user.chat("Analyse this CSV and write a report", wait=WAIT)
    assert answer["status"] == "failed" and answer["error"]["code"] == "missing_input"


def test_what_will_not_be_done_is_shown_before_a_plan_is_approved(user):
    task = user.chat(f"{SEED_QUERY} and email it to Bob", require_approval=True)
    with user.socket(f"/tasks/{task['task_id']}") as socket:
        plan = json.loads(read_until(socket, "plan_created")[-1])["data"]
    assert [wish["code"] for wish in plan["unmet"]] == ["no_agent_found"] and len(plan["wishes"]) == 2
    user.post(f"/tasks/{task['task_id']}/cancel")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("request_, wanted", [
    (f"Review this code:\n{CODE}", ["PythonExpert"]), (f"Analyse this CSV\n{CSV}", ["DataAnalyzer"]),
    ("Review this:\ndef double(x):\n    return x * 2\n", ["PythonExpert"]),
    ("Analyse this:\nday,sales\n1,10\n2,12\n3,9\n", ["DataAnalyzer"]),
    ('Analyse this JSON\n[{"a": 1},\n {"a": 2}]', ["DataAnalyzer"]),
    ("Analyse this\n| day | sales |\n|---|---|\n| 1 | 10 |\n| 2 | 12 |\n", ["DataAnalyzer"]),
    ("day,sales\n1,10\n2,12\n3,9\n", ["DataAnalyzer"]), (CODE, ["PythonExpert"]),
], ids=["code", "csv", "bare code", "bare csv", "json", "markdown", "only data", "only code"])
def test_material_is_recognised_with_any_line_end(user, request_, wanted, end):
    task, _ = done(user, request_.replace("\n", end))
    assert agents(task) == wanted
    # What was sent is kept as it was sent.
    assert task["query"] == request_.replace("\n", end)


def test_the_command_line_ends_with_what_was_not_done(tmp_path):
    def run(query):
        command = [BINARY, "run", query, "--data", tmp_path / "data", "--agents", AGENTS]
        return subprocess.run(command, capture_output=True, text=True, timeout=WAIT)

    done = run(f"{SEED_QUERY} and email it to Bob")
    assert done.returncode == 0 and "def fibonacci" in done.stdout
    assert "email it to Bob" in done.stderr.partition("Not done:")[2]
    assert "Not done" not in run(SEED_QUERY).stderr
