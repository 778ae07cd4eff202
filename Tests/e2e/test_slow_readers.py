"""Readers that do not keep up: they lose resolution and never a state change, and harm nobody."""

import json
import threading

import pytest

import raw_http
from client import TERMINAL, Client, read_until
from event_source import EventSource
from hermes_process import AGENTS, serving
from raw_socket import RawSocket
from stream_fold import Fold

# More than the kernel keeps for a connection, so that a reader that waits falls behind.
COUNT, SIZE = 2600, 2500
QUERY = f"count={COUNT} size={SIZE}"
BUFFER = 8192


@pytest.fixture(scope="module")
def server(fixture_folder):
    """A reader that takes nothing for a second is given up."""
    with serving([AGENTS, fixture_folder], HERMES_STALLED_READER_SECONDS="1") as server:
        yield server


@pytest.fixture(scope="module")
def patient(fixture_folder):
    with serving([AGENTS, fixture_folder], HERMES_RUNNING_TASKS_PER_USER="1") as server:
        yield server


def slow_socket(user, path):
    return RawSocket(user.port, f"/ws{path}", user.headers, buffer=BUFFER)


def read_slowly(user, socket, frames):
    """Reads to the end of the task, and asks the server something else between two reads."""
    while True:
        frames.append(socket.read_text().encode())
        if json.loads(frames[-1])["type"] in TERMINAL:
            return
        if len(frames) % 50 == 0:
            assert user.get("/health").status == 200


def in_background(work, *arguments):
    results = []
    thread = threading.Thread(target=lambda: results.append(work(*arguments)), daemon=True)
    thread.start()

    def result():
        thread.join()
        return results[0]

    return result


def test_slow_readers_beside_healthy_ones(patient):
    user = Client(patient.port, "slow")
    # The task waits until all are there.
    before = user.give("SlowInvoke", "for ever")["task_id"]
    task = user.give("StreamChunks", QUERY)["task_id"]
    with (
        user.socket("/user") as everything,
        user.socket(f"/tasks/{task}") as healthy,
        slow_socket(user, "/user") as slow_everything,
        slow_socket(user, f"/tasks/{task}") as slow,
        slow_socket(user, "/user?follow=none") as chosen,
        EventSource(user, task, buffer=BUFFER) as source,
    ):
        chosen.text(json.dumps({"type": "subscribe", "task_id": task}))
        slow_ones = {"task": slow, "user": slow_everything, "chosen": chosen}
        for each in (everything, slow_everything):
            each.read_event("connected")
        first = {name: [] for name in slow_ones} | {"source": []}
        for name in ("task", "chosen"):
            first[name] = read_until(slow_ones[name], "task_created")[-1:]
        start = read_until(healthy, "task_created")[-1:]
        first["source"] = [json.dumps(source.read_event("task_created")).encode()]
        rest, of_user = (
            in_background(read_until, healthy, *TERMINAL),
            in_background(read_until, everything, "task_completed"),
        )
        user.post(f"/tasks/{before}/cancel")
        # The slow ones read nothing until the healthy ones have everything: nobody waits for them.
        whole_frames = start + rest()
        of_user = [frame for frame in of_user() if json.loads(frame)["task_id"] == task]
        assert start + of_user == whole_frames
        frames = {name: list(seen) for name, seen in first.items()}
        for name, socket in slow_ones.items():
            read_slowly(user, socket, frames[name])
        if json.loads(frames["user"][-1])["task_id"] == before:
            read_slowly(user, slow_everything, frames["user"])
        frames["source"] += source.read_all()[1]
    whole = Fold(whole_frames)
    assert whole.merged == 0 and whole_frames == user.follow(task)[1]
    assert len(next(iter(whole.texts.values()))) == COUNT * SIZE
    frames["user"] = start + [f for f in frames["user"] if json.loads(f)["task_id"] == task]
    for name, seen in frames.items():
        fold = Fold(seen)
        assert fold.texts == whole.texts and fold.newest == whole.newest, name
        assert fold.lossless[1:] == whole.lossless[1:] and fold.count == whole.count, name
        assert (fold.merged > 0) == (len(seen) < len(whole_frames)), name
    # One that had not been level when it began may have come late, and got everything as it was.
    assert sum(len(seen) < len(whole_frames) for seen in frames.values()) >= 2


def test_a_client_that_comes_late_gets_every_event_as_it_was(patient):
    user = Client(patient.port, "late")
    task = user.give("StreamChunks", QUERY, wait=60)["task_id"]
    with slow_socket(user, f"/tasks/{task}") as socket:
        socket.read_event("connected")
        frames = read_until(socket, *TERMINAL)
    assert Fold(frames).merged == 0 and frames == user.follow(task)[1]


def test_a_reader_that_takes_little_at_a_time_is_not_closed(server):
    user = Client(server.port, "little")
    task = user.give("StreamChunks", QUERY, wait=60)["task_id"]
    with slow_socket(user, f"/tasks/{task}") as socket:
        socket.read_event("connected")
        frames = []
        read_slowly(user, socket, frames)
    assert Fold(frames).meaning == Fold(user.follow(task)[1]).meaning


@pytest.mark.parametrize("kind", ["socket", "event source"])
def test_a_reader_that_takes_nothing_is_closed(server, kind):
    user = Client(server.port, "nothing")
    task = user.give("StreamChunks", QUERY, wait=60)["task_id"]
    if kind == "socket":
        stream = slow_socket(user, f"/tasks/{task}")
        stream.read_event("connected")
    else:
        stream = EventSource(user, task, buffer=BUFFER)
    with stream:
        # It counts until it is given up.
        while user.get("/ws/stats").json["websocket_stats"]["tasks"].get(task):
            pass
        # What the kernel had is still there, and then the connection ends: without the last event.
        rest = b""
        while more := raw_http.receive(stream.connection):
            rest += more
        assert b"task_completed" not in rest
    # And what it missed is there for it.
    assert Fold(user.follow(task)[1]).count == user.task(task)["last_seq"]


def test_many_pings_from_a_reader_of_nothing_harm_nobody(server):
    user = Client(server.port, "pinging")
    task = user.give("StreamChunks", QUERY, wait=60)["task_id"]
    with slow_socket(user, f"/tasks/{task}") as socket:
        thread = threading.Thread(target=lambda: [socket.text("ping") for _ in range(1000)])
        thread.start()
        assert Client(server.port).give("Echo", "x", wait=60)["status"] == "completed"
        thread.join()
