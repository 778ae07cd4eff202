"""A deep plan with helpers in both lanes, cancelled after any of its events: the receipt names every
step and every call, and afterwards nothing is left. HERMES_CANCELS: how often (60)."""

import collections
import json
import os
import pathlib
import random

import pytest

from agents_folder import until
from client import Client, types
from deep_plan import AGENTS as DEEP
from deep_plan import LEVELS, QUERY, WIDTH, deep, steps
from hermes_process import AGENTS

CANCELS = int(os.environ.get("HERMES_CANCELS", "60"))
SEED = 20261123
WORDS = ("ms=4 help=DeepHelper", "ms=30 help=DeepHelper", "ms=10", "together", "hold")
# So many events come of such a task, whatever happens.
EVENTS = {"hold": 8 + 2 * WIDTH, "together": 8 + 3 * LEVELS * WIDTH}
ENDLESS = "Review this:\n```python\ndef f():\n    '''\n    >>> f()\n    1\n    '''\n    while True:\n        pass\n```"


@pytest.fixture(scope="module")
def place(tmp_path_factory, fixture_folder):
    with deep(tmp_path_factory.mktemp("deep"), fixture_folder, AGENTS) as server:
        yield server, Client(server.port, "cancels")


def processes(pid):
    """Those that a process has begun, and those that they have."""
    found = set()
    for file in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = file.read_text().split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        for child in children:
            found |= {child} | processes(child)
    return found


def running(user):
    return {each["name"]: each["health"]["running"] for each in user.get("/agents").json["agents"]
            if each["health"]["running"]}


def cancel_after(user, query, count):
    """The answer to a cancel that is sent when so many events have come."""
    task = user.chat(query)["task_id"]
    with user.socket(f"/tasks/{task}") as socket:
        for _ in range(1 + count):
            if json.loads(socket.read_text())["type"] in ("task_completed", "task_failed"):
                break
        answer = user.post(f"/tasks/{task}/cancel")
    return task, answer


def check(events, receipt):
    """That a receipt tells of each step and call what the journal does."""
    assert events[-1]["type"] == "task_failed" and types(events).count("task_failed") == 1
    assert events[-1]["data"]["error"]["code"] == "cancelled"
    assert events[-1]["data"]["receipt"] == receipt
    if "plan_created" not in types(events):
        assert receipt == []
        return
    plan, kinds = steps(events), collections.defaultdict(list)
    for event in events:
        kinds[event["data"].get("step_number"), event["type"]].append(event)
    own = {each["step_number"]: each for each in receipt if "call" not in each}
    assert list(own) == list(plan)
    for number, step in plan.items():
        line, completed = own[number], kinds[number, "step_completed"]
        assert line["agent_name"] == step["agent_name"]
        assert line["outcome"] == ("finished_before" if completed else "stopped"), line
        assert line["attempt"] == len(kinds[number, "step_started"])
        assert len(completed) + len(kinds[number, "step_failed"]) == 1
        helpers = [each for each in receipt if each["step_number"] == number and "call" in each]
        heard = [each for each in kinds[number, "agent_thinking"]
                 if each["data"]["agent_name"] == "DeepHelper"]
        # A helper that was asked for in the moment of the cancel is not on the stream any more.
        assert len(heard) <= len(helpers) <= len(heard) + (not completed)
        for helper in helpers:
            assert (helper["agent_name"], helper["call"]) == ("DeepHelper", "1")
            assert not completed or helper["outcome"] == "finished_before"
    assert {each["outcome"] for each in receipt} <= {"finished_before", "stopped"}
    assert all(0 <= each["milliseconds"] <= 2000 for each in receipt)


def test_cancel_after_any_event(place):
    server, user = place
    # The child of the process lane stays.
    before, seen = processes(server.process.pid), {}
    generator, outcomes = random.Random(SEED), collections.Counter()
    for _ in range(CANCELS):
        words = generator.choice(WORDS)
        count = generator.randrange(EVENTS.get(words, 8 + 4 * LEVELS * WIDTH))
        task, answer = cancel_after(user, f"{QUERY} {words}", count)
        if answer.status == 409 or answer.json["status"] == "completed":
            outcomes["too late"] += 1
            continue
        assert (answer.status, answer.json["status"]) == (200, "cancelled"), (words, count, answer)
        # At once, and not after a while.
        left = running(user), processes(server.process.pid)
        seen[task] = events = user.events(task)
        check(events, answer.json["receipt"])
        assert left == ({}, before)
        outcomes.update(each["outcome"] for each in answer.json["receipt"])
        outcomes["helpers"] += sum("call" in each for each in answer.json["receipt"])
    # The numbers are only of use if they met what they are about.
    assert outcomes["too late"] < CANCELS / 2, outcomes
    assert min(outcomes["stopped"], outcomes["finished_before"], outcomes["helpers"]) > CANCELS, outcomes
    for task, events in seen.items():
        assert user.events(task) == events


def test_a_deaf_helper_is_named_and_its_caller_is_not(place, tmp_path):
    server, user = place
    there = tmp_path / "there"
    task = user.give("Deep0", f"hold help=IgnoreCancel file={there}")["task_id"]
    until(lambda: running(user), lambda now: "IgnoreCancel" in now)
    receipt = user.post(f"/tasks/{task}/cancel").json["receipt"]
    own, helper = receipt
    assert (own["agent_name"], own["outcome"], "call" in own) == ("Deep0", "stopped", False)
    assert (helper["agent_name"], helper["call"]) == ("IgnoreCancel", "1")
    assert (helper["outcome"], helper["attempt"]) == ("uncooperative", 1)
    assert own["milliseconds"] < helper["milliseconds"] <= 2000
    assert running(user) == {"IgnoreCancel": 1}
    events = user.events(task)
    there.touch()
    until(lambda: running(user), lambda now: now == {})
    assert user.events(task) == events and events[-1]["data"]["receipt"] == receipt


def test_what_a_helper_has_begun_ends_with_it(place):
    server, user = place
    before = processes(server.process.pid)
    task = user.chat(ENDLESS)["task_id"]
    until(lambda: processes(server.process.pid), lambda now: len(now - before) >= 2)
    receipt = user.post(f"/tasks/{task}/cancel").json["receipt"]
    assert [each["outcome"] for each in receipt] == ["stopped"], receipt
    assert processes(server.process.pid) == before and running(user) == {}


def test_every_attempt_is_named(place):
    _, user = place
    # It fails until its third attempt; between two there is a pause in which it is cancelled.
    task = user.give("ErrorRetryable", "succeed=9")["task_id"]
    with user.socket(f"/tasks/{task}") as socket:
        while json.loads(socket.read_text())["type"] != "step_superseded":
            pass
        receipt = user.post(f"/tasks/{task}/cancel").json["receipt"]
    assert all(each["agent_name"] == "ErrorRetryable" for each in receipt)
    attempts = {each["attempt"] for each in receipt}
    assert attempts == set(range(1, len(receipt) + 1)) and receipt[0]["attempt"] == len(receipt)
