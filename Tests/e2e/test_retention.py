"""Old history goes, and whoever comes back for it is told."""

import json

import pytest

from agents_folder import build, put, until
from client import TERMINAL, Client, read_until
from event_source import EventSource
from hermes_process import AGENTS, serving

WAIT = 60
LOSSY = ("step_progress", "artifact_delta")


@pytest.fixture(scope="module")
def forgetful(fixture_folder):
    """Ended tasks are removed after a second."""
    settings = {"HERMES_RETENTION_SECONDS": "1", "HERMES_RETENTION_INTERVAL_SECONDS": "1"}
    with serving([AGENTS, fixture_folder], **settings) as server:
        yield server


@pytest.fixture(scope="module")
def cramped(fixture_folder):
    """There is never room, but ended tasks are kept whole for a day."""
    settings = {"HERMES_RETENTION_BYTES": "1", "HERMES_RETENTION_INTERVAL_SECONDS": "1"}
    with serving([AGENTS, fixture_folder], **settings) as server:
        yield server


def wait_until_gone(user, task):
    while user.get(f"/tasks/{task}").status != 404:
        pass


def test_an_old_task_is_gone_everywhere(forgetful):
    user = Client(forgetful.port, "forgotten")
    unfinished = user.give("SlowInvoke", "for ever")["task_id"]
    with user.socket("/user") as socket:
        start = socket.read_event("connected")["data"]["last_cursor"]
        answer = user.give("StreamChunks", "count=700", WAIT)
        task = answer["task_id"]
        last = json.loads(read_until(socket, *TERMINAL)[-1])["cursor"]
        wait_until_gone(user, task)
        for path in ("/events", "/artifacts/1-text"):
            assert user.get(f"/tasks/{task}{path}").code == "task_not_found"
        assert user.get(f"/conversations/{answer['conversation_id']}").status == 404
        with user.socket(f"/tasks/{task}", after=5) as gone:
            assert gone.read_event("error")["data"]["code"] == "task_not_found"
            assert gone.read_close() == 4404
        with EventSource(user, task) as source:
            assert source.status == 404
    # Nothing of what has not ended.
    assert user.task(unfinished)["status"] == "running"
    assert len(user.page(unfinished).json["events"]) == user.task(unfinished)["last_seq"]
    # A stream of everything tells that some of it is missing.
    with user.socket("/user", after=start) as socket:
        assert socket.read_event("connected")["data"]["recovered"] is False
        gap = json.loads(socket.read_text())
        assert gap["type"] == "gap" and gap["message"]
        assert gap["data"] == {"from": next_cursor(start), "to": last, "reason": "retention"}
        user.post(f"/tasks/{unfinished}/cancel")
        assert socket.read_event("task_failed", "gap")["task_id"] == unfinished
    with user.socket("/user", after=last) as socket:
        assert socket.read_event("connected")["data"]["recovered"] is True


def test_blobs_go_with_an_old_task(tmp_path_factory):
    libraries, folder = build(tmp_path_factory.mktemp("lanes")), tmp_path_factory.mktemp("agents")
    (folder / "Extensions.toml").write_text('[agents.Extensions]\ngrants = ["blob"]\n')
    put(libraries / "Extensions.so", folder)
    settings = {"HERMES_RETENTION_SECONDS": "3", "HERMES_RETENTION_INTERVAL_SECONDS": "1"}
    with serving([AGENTS, folder], **settings) as server:
        user = Client(server.port, "blobs")
        task = user.give("Extensions", "blob first second", WAIT)["task_id"]
        blobs = server.data / "blobs" / task
        assert len(list(blobs.iterdir())) == 1
        wait_until_gone(user, task)
        until(blobs.exists, lambda is_there: not is_there)


def next_cursor(cursor):
    number, digits, text = int(cursor[1:], 36) + 1, "0123456789abcdefghijklmnopqrstuvwxyz", ""
    while number:
        number, digit = divmod(number, 36)
        text = digits[digit] + text
    return chr(ord("a") + len(text)) + text


def test_a_stream_of_a_task_that_goes_is_closed(forgetful):
    user = Client(forgetful.port, "closed")
    task = user.give("SlowInvoke", "for ever")["task_id"]
    with user.socket("/user", follow="none") as socket:
        socket.read_event("connected")
        other = user.give("Echo", "x", WAIT)["task_id"]
        wait_until_gone(user, other)
        socket.text(json.dumps({"type": "subscribe", "task_id": other}))
        assert socket.read_event("error")["data"]["code"] == "task_not_found"
    user.post(f"/tasks/{task}/cancel")


def test_thinned_history_says_so_at_every_door(cramped):
    user = Client(cramped.port, "thinned")
    with user.socket("/user") as socket:
        start = socket.read_event("connected")["data"]["last_cursor"]
        task = user.give("StreamChunks", "count=700", WAIT)["task_id"]
        whole = [frame for frame in read_until(socket, *TERMINAL)]
    assert user.task(task)["status"] == "completed"
    while any(each["type"] in LOSSY for each in user.page(task).json["events"]):
        pass
    frames = user.follow(task)[1]
    gaps = [json.loads(each) for each in frames if json.loads(each)["type"] == "gap"]
    kept = [each for each in frames if json.loads(each)["type"] != "gap"]
    # Every event that is left is as it was, and the gaps are exactly what is missing.
    assert kept == [each for each in whole if each in set(kept)]
    assert {gap["data"]["reason"] for gap in gaps} == {"retention"}
    missing = {seq for gap in gaps for seq in range(gap["data"]["from"], gap["data"]["to"] + 1)}
    seqs = {json.loads(each)["seq"] for each in kept}
    assert missing | seqs == set(range(1, len(whole) + 1)) and not missing & seqs
    lossy = {
        event["seq"]
        for event in map(json.loads, whole)
        if event["type"] in LOSSY or (event["type"] == "agent_thinking" and "thought" in event["data"])
    }
    assert missing == lossy
    # The same on the page, as an event source, by subscription, and on the user's stream.
    assert user.page(task).json["events"] == [json.loads(each) for each in frames]
    with EventSource(user, task) as source:
        control, events = source.read_all()
        assert control[1:] == gaps and events == kept
    with user.socket("/user", follow="none") as socket:
        socket.text(json.dumps({"type": "subscribe", "task_id": task}))
        socket.read_event("subscribed")
        assert read_until(socket, *TERMINAL) == frames
    with user.socket("/user", after=start) as socket:
        socket.read_event("connected")
        assert read_until(socket, *TERMINAL) == frames
    # In the middle of what is missing: the gap, and then what follows.
    middle = gaps[-1]["data"]["from"]
    with user.socket(f"/tasks/{task}", after=middle) as socket:
        socket.read_event("connected")
        assert json.loads(socket.read_text()) == gaps[-1]
        assert json.loads(socket.read_text())["seq"] == gaps[-1]["data"]["to"] + 1
