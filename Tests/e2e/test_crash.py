"""kill -9 at any moment: what a client has seen stays, and every task still ends."""

import collections
import json
import random
import subprocess

import pytest

from client import SEED_QUERY, TERMINAL, Client, types
from hermes_process import AGENTS, ROOT, Server, free_port
from people import answer, next_question
from recorder import Budget, Recorder

ROUNDS = 20
WAIT = 60
# How the tasks of all rounds ended: whole, resumed or interrupted.
OUTCOMES = collections.Counter()


@pytest.fixture(scope="module")
def agents(fixture_folder):
    subprocess.run([ROOT / "Benchmarks/build"], check=True, capture_output=True)
    return [AGENTS, fixture_folder, ROOT / "Benchmarks/bin/agents"]


@pytest.fixture(scope="module")
def place(tmp_path_factory, agents):
    """A data directory and its port, which outlive the servers."""
    folder = tmp_path_factory.mktemp("crash")
    port = free_port()
    server = Server(folder / "data", agents, port)
    user = Client(port, "crash")
    server.kill()
    return folder / "data", port, user


# EmitThreads and SlowInvoke may not be run twice.
KINDS = {
    "seed": lambda user: user.chat(SEED_QUERY),
    "script": lambda user: user.chat("Write a Python script that prints prime numbers"),
    "firehose": lambda user: user.give("Firehose", "count=400 size=200"),
    "threads": lambda user: user.give("EmitThreads", "count=50"),
    "inside": lambda user: user.give("SlowInvoke", "ms=3000"),
}


def may_be_repeated(user, agent):
    """As its card says."""
    card = user.get(f"/agents/{agent}").json["card"]
    return all(
        card["hermes"]["skills"].get(skill["id"], {}).get("idempotent", False) for skill in card["skills"]
    )


def crash(place, agents, chance):
    """Starts tasks, follows each twice, and kills the server after so many events."""
    data, port, user = place
    # Both survive what only ends the process.
    settings = {"HERMES_DURABILITY": chance.choice(["power", "process"])}
    server = Server(data, agents, port, settings)
    budget = Budget(chance.randint(1, 700))
    kinds = [*KINDS, chance.choice(["seed", "script", "firehose"])]
    chance.shuffle(kinds)
    tasks = {KINDS[kind](user)["task_id"]: kind for kind in kinds}
    recorders = [Recorder(user, task, budget) for task in tasks for _ in range(2)]
    # If the tasks have fewer events than the budget, they have ended when the time is over.
    budget.spent.wait(5)
    server.kill()
    for recorder in recorders:
        recorder.join(WAIT)
        assert not recorder.is_alive()
    return tasks, recorders


def assert_kept(user, recorders):
    """Every event that any client had received is stored with the same seq and the same bytes."""
    for recorder in recorders:
        stored = user.follow(recorder.task)[1]
        assert stored[: len(recorder.frames)] == recorder.frames


def assert_resumed(user, task):
    """How a task ended after the restart, judged by its events before and after."""
    question = next_question(user, task)
    if question["type"] not in TERMINAL:
        # EmitThreads and SlowInvoke: whether they may run again is a person's to say.
        assert question["data"]["kind"] == "in_doubt"
        answer(user, task, resolve="fail")
    events = [json.loads(each) for each in user.follow(task)[1]]
    assert [each["seq"] for each in events] == list(range(1, len(events) + 1))
    assert [each in TERMINAL for each in types(events)] == [False] * (len(events) - 1) + [True]
    assert_steps_end_once(events)
    last, resumed = events[-1], [
        e for e in events if e["type"] == "task_resumed" and e["data"]["reason"] == "server_restarted"
    ]
    assert len(resumed) <= 1
    if not resumed:
        # It had ended before, or had only been created.
        assert last["type"] == "task_completed"
        return "whole"
    at = events.index(resumed[0])
    open_steps = unfinished(events[:at])
    if not all(may_be_repeated(user, e["data"]["agent_name"]) for e in open_steps):
        assert last["type"] == "task_failed" and last["data"]["error"]["code"] == "interrupted"
        failed = [e["data"] for e in events if e["type"] == "step_failed"]
        assert [e["error"]["code"] for e in failed] == ["interrupted"]
        # Never silently twice.
        assert types(events).count("step_started") == 1
        return "interrupted"
    assert last["type"] == "task_completed", last
    return "resumed"


def unfinished(events):
    started = {e["data"]["step_number"]: e for e in events if e["type"] == "step_started"}
    for event in events:
        if event["type"] in ("step_completed", "step_failed"):
            started.pop(event["data"]["step_number"], None)
    return list(started.values())


def assert_steps_end_once(events):
    ends = [
        e["data"]["step_number"]
        for e in events
        if e["type"] == "step_completed" or e["data"].get("will_retry") is False
    ]
    assert len(ends) == len(set(ends))


def come_back(user, recorder):
    """The same client goes on behind its last event."""
    seen = [json.loads(each)["seq"] for each in recorder.frames]
    epoch = recorder.first["data"]["epoch"] if recorder.first else None
    again = Recorder(user, recorder.task, after=seen[-1] if seen else 0, epoch=epoch)
    if seen and json.loads(recorder.frames[-1])["type"] in TERMINAL:
        return again, recorder.frames
    return again, None


@pytest.mark.parametrize("round", range(ROUNDS))
def test_nothing_that_was_seen_is_lost(place, agents, round):
    chance = random.Random(round)
    tasks, recorders = crash(place, agents, chance)
    data, port, user = place
    server = Server(data, agents, port)
    try:
        rests = [come_back(user, recorder) for recorder in recorders]
        ended = {task: assert_resumed(user, task) for task in tasks}
        OUTCOMES.update(ended.values())
        assert_kept(user, recorders)
        for recorder, (again, whole) in zip(recorders, rests, strict=True):
            if whole is None:
                again.join(WAIT)
                assert not again.is_alive() and again.problem is None, again.problem
            assert recorder.frames + again.frames == user.follow(recorder.task)[1]
        assert all(user.task(task)["status"] in ("completed", "failed") for task in ended)
        # The next one finds a server that still works.
        assert user.chat(wait=WAIT)["status"] == "completed"
    finally:
        server.kill()


def test_the_rounds_met_every_case():
    """Else the moments were chosen badly, and nothing was shown."""
    assert set(OUTCOMES) == {"whole", "resumed", "interrupted"}, OUTCOMES


def test_the_epoch_and_the_tokens_outlive_a_crash(place, agents):
    data, port, user = place
    epochs = []
    for _ in range(2):
        server = Server(data, agents, port)
        try:
            with user.socket("/user") as socket:
                epochs.append(socket.read_event("connected")["data"]["epoch"])
        finally:
            server.kill()
    assert epochs[0] == epochs[1]
