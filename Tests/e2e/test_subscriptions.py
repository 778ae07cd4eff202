"""User sockets that follow chosen tasks, each from a position of its own, and the cursor under load."""

import json
import threading

import pytest

from client import TERMINAL, Client
from hermes_process import running

WAIT = 60
MAXIMUM = 100


@pytest.fixture
def user(faulty):
    return Client(faulty.port, "subscriptions")


@pytest.fixture
def socket(user):
    with user.socket("/user", follow="none") as socket:
        assert socket.read_event("connected")["data"]["follow"] == "none"
        yield socket


def send(socket, kind, task=None, **more):
    socket.text(json.dumps({"type": kind, "task_id": task, **more}))


def read_all(socket, tasks):
    """The event frames of tasks until each has ended, by task; and the frames between them."""
    events, other, open_tasks = {task: [] for task in tasks}, [], set(tasks)
    while open_tasks:
        payload = socket.read_text().encode()
        frame = json.loads(payload)
        if "seq" in frame:
            events[frame["task_id"]].append(payload)
            continue
        other.append(frame)
        if frame["type"] == "unsubscribed":
            open_tasks.remove(frame["task_id"])
    return events, other


def is_alive(socket):
    socket.text("ping")
    return socket.read_text() == "pong"


def test_many_tasks_on_one_socket_each_from_its_own_position(user, socket):
    ended = [user.give("EmitThreads", "count=20", WAIT)["task_id"] for _ in range(3)]
    whole = {task: user.follow(task)[1] for task in ended}
    live = [user.give("EmitThreads", "count=50")["task_id"] for _ in range(5)]
    after = {task: 7 * number for number, task in enumerate(ended + live)}
    after |= {task: 0 for task in live}
    for task in ended + live:
        send(socket, "subscribe", task, after=after[task])
    events, other = read_all(socket, ended + live)
    whole |= {task: user.follow(task)[1] for task in live}
    assert events == {task: whole[task][after[task] :] for task in ended + live}
    answers = {frame["task_id"]: frame for frame in other if frame["type"] == "subscribed"}
    assert set(answers) == set(ended + live)
    for task in ended:
        assert answers[task]["data"]["last_seq"] == len(whole[task])
        assert answers[task]["data"]["recovered"] is True and answers[task]["message"]
    ends = [frame["data"] for frame in other if frame["type"] == "unsubscribed"]
    assert {(end["task_id"], end["reason"], end["last_seq"]) for end in ends} == {
        (task, "task_ended", len(whole[task])) for task in ended + live
    }
    assert is_alive(socket)


def test_a_running_task_is_followed_and_left(user, socket):
    task = user.give("SlowInvoke", "for ever")["task_id"]
    other = user.give("SlowInvoke", "for ever")["task_id"]
    for each in (task, other):
        send(socket, "subscribe", each)
        while json.loads(socket.read_text())["type"] != "agent_thinking":
            pass
    assert user.get("/ws/stats").json["websocket_stats"]["tasks"] == {task: 1, other: 1}
    send(socket, "unsubscribe", task)
    answer = socket.read_event("unsubscribed")
    assert (answer["task_id"], answer["data"]["reason"]) == (task, "requested")
    assert answer["data"]["last_seq"] == user.task(task)["last_seq"]
    assert user.get("/ws/stats").json["websocket_stats"]["tasks"] == {other: 1}
    for each in (task, other):
        send(socket, "cancel", each)
    frame = socket.read_event("task_failed", "error")
    assert frame["task_id"] == other and frame["data"]["error"]["code"] == "cancelled"
    assert socket.read_event("unsubscribed")["task_id"] == other
    # What came meanwhile is got later, without a hole.
    send(socket, "subscribe", task, after=answer["data"]["last_seq"])
    events, _ = read_all(socket, [task])
    assert events[task] == user.follow(task, after=answer["data"]["last_seq"])[1] and events[task]


def test_what_is_said_before_the_stream_is_open_is_answered_after_it(user):
    task = user.give("Echo", "x", WAIT)["task_id"]
    for _ in range(10):
        with user.socket("/user", follow="none") as socket:
            send(socket, "subscribe", task)
            socket.text("ping")
            assert json.loads(socket.read_text())["type"] == "connected"
            assert read_all_and_pong(socket, task) == user.follow(task)[1]


def read_all_and_pong(socket, task):
    frames, is_over, has_pong = [], False, False
    while not (is_over and has_pong):
        text = socket.read_text()
        has_pong = has_pong or text == "pong"
        if text != "pong":
            frame = json.loads(text)
            is_over = is_over or frame["type"] == "unsubscribed"
            frames += [text.encode()] if "seq" in frame else []
    return frames


def test_subscribing_twice_is_told(user, socket):
    task = user.give("SlowInvoke", "for ever")["task_id"]
    send(socket, "subscribe", task)
    send(socket, "subscribe", task)
    error = socket.read_event("error")
    assert (error["data"]["code"], error["task_id"]) == ("already_subscribed", task)
    send(socket, "cancel", task)
    assert socket.read_event("unsubscribed")["data"]["reason"] == "task_ended"


def test_a_position_that_is_not_of_this_journal_is_a_gap(user, socket):
    task = user.give("Echo", "x", WAIT)["task_id"]
    whole = user.follow(task)[1]
    cases = [({"after": 999}, "after_beyond_end"), ({"after": 3, "epoch": "e"}, "epoch_changed")]
    for query, reason in cases:
        send(socket, "subscribe", task, **query)
        events, (subscribed, gap, _) = read_all(socket, [task])
        assert subscribed["data"]["recovered"] is False
        assert gap["data"] == {"from": query["after"] + 1, "to": 0, "reason": reason}
        assert events[task] == whole


def test_an_ended_task_of_which_everything_is_known_ends_at_once(user, socket):
    task = user.give("Echo", "x", WAIT)["task_id"]
    send(socket, "subscribe", task, after=user.task(task)["last_seq"])
    events, _ = read_all(socket, [task])
    assert events == {task: []} and is_alive(socket)


BAD = [
    ("subscribe", {}, "missing_field"),
    ("subscribe", {"task_id": 7}, "missing_field"),
    ("subscribe", {"task_id": "a" * 65}, "missing_field"),
    ("subscribe", {"task_id": "nobody"}, "task_not_found"),
    ("subscribe", {"task_id": "nobody", "after": -1}, "invalid_field"),
    ("subscribe", {"task_id": "nobody", "after": "3"}, "invalid_field"),
    ("unsubscribe", {"task_id": "nobody"}, "not_subscribed"),
    ("cancel", {}, "missing_field"),
    ("cancel", {"task_id": "nobody"}, "task_not_found"),
    ("input", {"text": "yes"}, "missing_field"),
    ("input", {"task_id": "nobody", "text": "yes"}, "task_not_found"),
]


@pytest.mark.parametrize("kind, members, code", BAD, ids=lambda value: str(value)[:40])
def test_a_bad_frame_is_answered_and_the_socket_stays(socket, kind, members, code):
    socket.text(json.dumps({"type": kind, **members}))
    error = socket.read_event("error")
    assert error["data"]["code"] == code and error["message"]
    assert is_alive(socket)


def test_input_goes_to_the_task(user, socket):
    task = user.give("SlowInvoke", "for ever")["task_id"]
    for members, code in (({"text": "yes"}, "no_open_input"), ({}, "missing_field")):
        send(socket, "input", task, **members)
        error = socket.read_event("error")
        assert (error["data"]["code"], error["task_id"]) == (code, task)
    user.post(f"/tasks/{task}/cancel")


def test_subscriptions_are_bounded(user, socket):
    tasks = [user.give("SlowInvoke", "for ever")["task_id"] for _ in range(MAXIMUM + 1)]
    for task in tasks[:MAXIMUM]:
        # Those that do not exist take no place.
        send(socket, "subscribe", f"no-{task}")
        assert socket.read_event("error")["data"]["code"] == "task_not_found"
        send(socket, "subscribe", task)
        assert socket.read_event("subscribed", "error")["type"] == "subscribed"
    send(socket, "subscribe", tasks[MAXIMUM])
    error = socket.read_event("error")
    assert (error["task_id"], error["data"]["code"]) == (tasks[MAXIMUM], "too_many_subscriptions")
    for task in tasks:
        user.post(f"/tasks/{task}/cancel")


def test_a_deleted_task_ends_its_subscription_only(user, socket):
    task = user.give("SlowInvoke", "for ever")["task_id"]
    send(socket, "subscribe", task)
    socket.read_event("agent_thinking")
    assert user.delete(f"/tasks/{task}").status == 204
    # The cancel that comes before it may end the subscription first.
    assert socket.read_event("unsubscribed")["data"]["reason"] in ("task_ended", "task_deleted")
    assert is_alive(socket)


@pytest.mark.parametrize("query", [{"follow": "some"}, {"follow": "none", "after": "c1"}])
def test_other_ways_to_follow_are_refused(user, query):
    with user.socket("/user", **query) as socket:
        assert socket.read_event("error")["data"]["code"] == "invalid_parameter"
        assert socket.read_close() == 1008


class Reader(threading.Thread):
    """A user stream that is dropped and resumed at its cursor, again and again."""

    def __init__(self, user, after, ends, every):
        super().__init__(daemon=True)
        self.user, self.after, self.ends, self.every, self.frames = user, after, ends, every, []
        self.problem = None
        self.start()

    def run(self):
        try:
            ended = 0
            while ended < self.ends:
                with self.user.socket("/user", after=self.after) as socket:
                    assert socket.read_event("connected")["data"]["recovered"]
                    for _ in range(self.every):
                        self.frames.append(socket.read_text().encode())
                        event = json.loads(self.frames[-1])
                        self.after = event["cursor"]
                        ended += event["type"] in TERMINAL
                        if ended == self.ends:
                            break
        except Exception as problem:  # shown by the test
            self.problem = problem


def test_the_user_stream_is_whole_under_load_and_over_reconnects(user):
    with user.socket("/user") as socket:
        start = socket.read_event("connected")["data"]["last_cursor"]
    readers = [Reader(user, start, 24, every) for every in (1_000_000, 50, 7, 333)]
    tasks = [user.give("EmitThreads", "count=20")["task_id"] for _ in range(24)]
    for reader in readers:
        reader.join(WAIT)
        assert reader.problem is None and not reader.is_alive(), reader.problem
    whole = {task: user.follow(task)[1] for task in tasks}
    for reader in readers:
        assert reader.frames == readers[0].frames
    for task in tasks:
        assert [f for f in readers[0].frames if json.loads(f)["task_id"] == task] == whole[task]


def test_too_many_streams_of_an_address_are_refused():
    with running(HERMES_SOCKETS_PER_ADDRESS="1") as port:
        one, other = Client(port), Client(port)
        with one.socket("/user") as first:
            first.read_event("connected")
            with other.socket("/user") as second:
                assert second.read_event("error")["data"]["code"] == "too_many_connections"
                assert second.read_close() == 4429


@pytest.mark.parametrize("more", ["\0", "\0a", "\n", '","x":"', " ", "%00"])
def test_an_id_with_more_behind_it_is_another_id(user, socket, more):
    """A statement that is given U+0000 sees what stands before it: the id of a task that is there."""
    task = user.chat("Write a Python function to sort a list", wait=WAIT, require_approval=True)["task_id"]
    send(socket, "subscribe", task)
    assert socket.read_event("subscribed")["task_id"] == task
    socket.read_event("input_required")
    for kind in ("subscribe", "unsubscribe", "cancel", "input"):
        send(socket, kind, task + more, approve=user.task(task)["plan"]["plan_hash"])
        error = socket.read_event("error")
        assert error["data"]["code"] == ("not_subscribed" if kind == "unsubscribe" else "task_not_found")
    assert user.post(f"/tasks/{task}/cancel").status == 200
    events, _ = read_all(socket, [task])
    assert json.loads(events[task][-1])["type"] == "task_failed"
    assert user.page(task).json["events"][-1]["type"] == "task_failed"
