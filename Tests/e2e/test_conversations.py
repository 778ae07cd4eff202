"""Later turns of a conversation: what was made before is gone on with, what was said is context."""

import json
import subprocess
import sys

import pytest

from client import SEED_QUERY, Client
from hermes_process import AGENTS, Server, serving

WAIT = 60


@pytest.fixture(scope="module")
def server():
    with serving() as server:
        yield server


@pytest.fixture(scope="module")
def begun(server):
    """A user and a task that made a module."""
    user = Client(server.port, "talker")
    task = user.chat(SEED_QUERY, wait=WAIT)
    assert task["status"] == "completed", task
    return user, task


def event(user, task, kind):
    return next(e for e in user.events(task["task_id"]) if e["type"] == kind)


def module(user, task, name):
    """The text of the artifact of that name."""
    answer = user.get(f"/tasks/{task['task_id']}/artifacts/{name}")
    assert answer.status == 200, answer
    return answer.body.decode()


def python(source, expression):
    program = f"{source}\nprint({expression})"
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30)


def test_what_was_made_before_is_changed(begun):
    user, task = begun
    changed = user.chat("now add error handling", wait=WAIT, conversation_id=task["conversation_id"])
    assert changed["status"] == "completed", changed
    parsed = event(user, changed, "intent_parsed")["data"]
    assert parsed["goes_on_with"]["task_id"] == task["task_id"]
    assert parsed["goes_on_with"]["media_type"] == "text/x-python"
    plan = event(user, changed, "plan_created")["data"]["steps"]
    assert [step["skill"] for step in plan] == ["change_python", "review_python"]
    source = module(user, changed, "reviewed_module")
    assert python(source, "fibonacci(10)").returncode == 0
    wrong = python(source, "fibonacci('ten')")
    assert "TypeError: n must be int, not str" in wrong.stderr


def test_a_change_can_be_changed_again(server):
    user = Client(server.port, "changes")
    asked = {"wait": WAIT, "conversation_id": user.chat(wait=WAIT)["conversation_id"]}
    first = user.chat("now add error handling", **asked)
    second = user.chat("Add logging to it", **asked)
    assert second["status"] == "completed", second
    assert event(user, second, "intent_parsed")["data"]["goes_on_with"]["task_id"] == first["task_id"]
    source = module(user, second, "reviewed_module")
    assert "_log.debug(" in source and "raise TypeError" in source
    again = user.chat("Add error handling", **asked)
    assert again["status"] == "failed"
    assert user.task(again["task_id"])["error"]["code"] == "nothing_to_change"


def test_a_new_wish_is_not_a_change(begun):
    user, task = begun
    other = user.chat(
        "Write a Python function that adds the digits of a number", wait=WAIT,
        conversation_id=task["conversation_id"],
    )
    assert "goes_on_with" not in event(user, other, "intent_parsed")["data"]


def test_without_something_before_there_is_nothing_to_change(server):
    user = Client(server.port, "stranger")
    task = user.chat("now add error handling", wait=WAIT)
    assert task["status"] == "failed"
    assert "goes_on_with" not in event(user, task, "intent_parsed")["data"]


def test_what_is_gone_on_with_is_the_same_after_a_restart(tmp_path):
    server = Server(tmp_path / "data", [AGENTS])
    user = Client(server.port, "restarted")
    task = user.chat(SEED_QUERY, wait=WAIT)
    asked = user.chat(
        "now add error handling", wait=WAIT, conversation_id=task["conversation_id"],
        require_approval=True,
    )
    assert asked["status"] == "input_required"
    plan = user.task(asked["task_id"])["plan"]
    server.kill()
    server = Server(tmp_path / "data", [AGENTS])
    try:
        user = user.at(server.port)
        answer = user.post(f"/tasks/{asked['task_id']}/input", {"approve": plan["plan_hash"]})
        assert answer.status < 300, answer
        user.events(asked["task_id"])
        assert "raise TypeError" in module(user, asked, "changed_module")
    finally:
        server.terminate()
