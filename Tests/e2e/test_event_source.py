"""GET /tasks/{id}/events as text/event-stream: the socket's events for a browser's EventSource."""

import json
import threading

import pytest

import raw_http
from client import Client, read_until
from event_source import EventSource
from hermes_process import running

WAIT = 60


@pytest.fixture
def user(faulty):
    return Client(faulty.port, "source")


def sockets(user):
    return user.get("/ws/stats").json["websocket_stats"]["total_connections"]


def test_an_ended_task_is_told_from_the_start(user):
    task = user.give("EmitThreads", "count=20", WAIT)["task_id"]
    with EventSource(user, task) as source:
        assert source.status == 200 and source.headers["content-type"] == "text/event-stream"
        (connected,), events = source.read_all()
    assert connected["type"] == "connected" and connected["message"]
    assert connected["data"]["last_seq"] == len(events)
    assert events == user.follow(task)[1]


def test_history_and_live_events_meet(user):
    task = user.give("EmitThreads", "count=400")["task_id"]
    with user.socket(f"/tasks/{task}") as socket:
        read_until(socket, "agent_event")
        sources = [EventSource(user, task, query=f"?after={after}") for after in (0, 1, 4)]
    whole = user.follow(task)[1]
    for after, source in zip((0, 1, 4), sources):
        with source:
            assert source.read_all()[1] == whole[after:]


def test_the_connection_can_be_used_again(user):
    task = user.give("Echo", "x", WAIT)["task_id"]
    with EventSource(user, task) as source:
        source.read_all()
        head = f"GET /api/v1/health HTTP/1.1\r\nHost: localhost:{user.port}\r\n\r\n"
        source.connection.sendall(head.encode())
        assert raw_http.read_answer(source.connection, source.data).status == 200


def test_the_last_event_id_goes_before_after(user):
    task = user.give("EmitThreads", "count=5", WAIT)["task_id"]
    whole = user.follow(task)[1]
    for headers, query, start in [
        ({"Last-Event-ID": "7"}, "", 7),
        ({"Last-Event-ID": "7"}, "?after=2", 7),
        ({"Last-Event-ID": "7"}, "?after=2&epoch=another", 7),
        ({"Last-Event-ID": ""}, "?after=2", 2),
    ]:
        with EventSource(user, task, headers, query) as source:
            (connected,), events = source.read_all()
        assert events == whole[start:] and connected["data"]["recovered"] is True


def test_a_client_that_has_everything_is_told_not_to_come_back(user):
    task = user.give("Echo", "x", WAIT)["task_id"]
    last = user.task(task)["last_seq"]
    for headers, query in [({"Last-Event-ID": last}, "?after=0"), ({}, f"?after={last}")]:
        with EventSource(user, task, headers, query) as source:
            assert source.status == 204


def test_a_position_of_another_journal_is_a_gap(user):
    task = user.give("Echo", "x", WAIT)["task_id"]
    whole = user.follow(task)[1]
    for query, reason in [("?after=999", "after_beyond_end"), ("?after=3&epoch=e", "epoch_changed")]:
        with EventSource(user, task, query=query) as source:
            (connected, gap), events = source.read_all()
        assert connected["data"]["recovered"] is False
        assert (gap["type"], gap["data"]["to"], gap["data"]["reason"]) == ("gap", 0, reason)
        assert events == whole


ACCEPTS = {
    "text/event-stream": True,
    "text/event-stream, */*;q=0.1": True,
    "text/event-stream, */*": True,
    "application/json;q=0.5, text/event-stream;q=0.9": True,
    "*/*": False,
    "text/*, application/json": False,
    "application/json": False,
    "application/json, text/event-stream;q=0.5": False,
    "text/html, text/event-stream;q=0": False,
}


@pytest.mark.parametrize("accept, is_stream", ACCEPTS.items())
def test_only_who_prefers_a_stream_gets_one(user, accept, is_stream):
    task = user.give("Echo", "x", WAIT)["task_id"]
    answer = user.get(f"/tasks/{task}/events", {"Accept": accept})
    expected = "text/event-stream" if is_stream else "application/json"
    assert (answer.status, answer.headers["content-type"]) == (200, expected)


def test_the_token_may_stand_in_the_query_of_a_stream_only(user):
    task = user.give("Echo", "x", WAIT)["task_id"]
    with EventSource(user, task, query=f"?token={user.token}", authorized=False) as source:
        assert source.status == 200 and source.read_all()[1]
    path = f"/api/v1/tasks/{task}/events?token={user.token}"
    assert raw_http.request(user.port, "GET", path).code == "missing_token"
    with EventSource(user, task, query="?token=bad", authorized=False) as source:
        assert source.status == 401


def test_bad_positions_are_refused(user):
    task = user.give("Echo", "x", WAIT)["task_id"]
    for headers, query in [({"Last-Event-ID": "x"}, ""), ({"Last-Event-ID": "-1"}, ""), ({}, "?after=x")]:
        with EventSource(user, task, headers, query) as source:
            assert source.status == 422


def test_a_stream_counts_until_its_reader_is_gone(user):
    task = user.give("SlowInvoke", "for ever")["task_id"]
    with EventSource(user, task) as source:
        source.read_event("agent_thinking")
        assert user.get("/ws/stats").json["websocket_stats"]["tasks"] == {task: 1}
    # The server learns of it at once, and not by its next write.
    while user.get("/ws/stats").json["websocket_stats"]["tasks"]:
        pass
    user.post(f"/tasks/{task}/cancel")


def test_too_many_streams_are_429():
    with running(HERMES_SOCKETS_PER_USER="1") as port:
        user = Client(port)
        task = user.chat(wait=WAIT)["task_id"]
        with user.socket("/user") as socket:
            socket.read_event("connected")
            with EventSource(user, task) as source:
                assert source.status == 429


def test_deleting_the_task_ends_the_stream(user):
    task = user.give("SlowInvoke", "for ever")["task_id"]
    with EventSource(user, task) as source:
        source.read_event("agent_thinking")
        thread = threading.Thread(target=user.delete, args=(f"/tasks/{task}",))
        thread.start()
        # The cancel before it may be seen first.
        last = source.read_event("task_failed", "error")
        thread.join()
        assert last["type"] == "task_failed" or last["data"]["code"] == "task_not_found"
        assert source.read() is None


def test_a_stopping_server_ends_the_stream_and_the_next_goes_on(tmp_path):
    from hermes_process import Server

    server = Server(tmp_path / "data")
    user = Client(server.port)
    task = user.chat(wait=WAIT)["task_id"]
    whole = user.follow(task)[1]
    server.terminate()
    server = Server(tmp_path / "data")
    try:
        with EventSource(user.at(server.port), task, {"Last-Event-ID": "4"}) as source:
            assert source.read_all()[1] == whole[4:]
    finally:
        server.terminate()


def test_events_have_no_line_breaks_that_would_cut_them(user):
    task = user.give("Echo", "one\ntwo\r\nthree\u2028four", WAIT)["task_id"]
    with EventSource(user, task) as source:
        events = source.read_all()[1]
    assert events == user.follow(task)[1]
    assert all(json.loads(each)["type"] for each in events)
