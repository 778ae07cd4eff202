"""Sockets beside the events: control frames, the user's stream, closes."""

import json

import pytest

import raw_http
from client import TERMINAL, Client, read_stream, read_until
from hermes_process import running
from raw_socket import RawSocket

WAIT = 60


@pytest.fixture
def user(faulty):
    return Client(faulty.port, "streams")


def connected(user, **query):
    """A user socket behind its first frame, and that frame."""
    socket = user.socket("/user", **query)
    return socket, socket.read_event("connected")


def read_count(socket, count):
    return [socket.read_text().encode() for _ in range(count)]


def test_the_user_stream_has_the_events_of_all_tasks(user):
    socket, first = connected(user)
    with socket:
        assert "seq" not in first and isinstance(first["message"], str)
        tasks = [user.give("EmitThreads", "count=5", WAIT)["task_id"] for _ in range(3)]
        whole = {task: user.follow(task)[1] for task in tasks}
        frames = read_count(socket, sum(len(each) for each in whole.values()))
    for task in tasks:
        assert [each for each in frames if json.loads(each)["task_id"] == task] == whole[task]


def test_the_user_stream_resumes_at_a_cursor(user):
    socket, first = connected(user)
    with socket:
        for _ in range(2):
            user.give("EmitThreads", "count=5", WAIT)
        frames = read_count(socket, 80)
    middle = json.loads(frames[30])["cursor"]
    socket, again = connected(user, after=middle, epoch=first["data"]["epoch"])
    with socket:
        assert again["data"]["recovered"] is True
        assert read_count(socket, 49) == frames[31:]
        # And then what is new.
        task = user.give("Echo", "new", WAIT)["task_id"]
        rest = [json.loads(each) for each in read_until(socket, *TERMINAL)]
    assert rest[-1]["task_id"] in (task, json.loads(frames[-1])["task_id"])


def test_the_user_stream_starts_with_what_is_new(user):
    user.give("Echo", "old", WAIT)
    socket, _ = connected(user)
    with socket:
        task = user.give("Echo", "new")["task_id"]
        frames = [json.loads(each) for each in read_until(socket, *TERMINAL)]
    assert {each["task_id"] for each in frames} == {task} and frames[0]["type"] == "task_created"


def test_the_user_stream_stays_after_a_task_s_end(user):
    socket, _ = connected(user)
    with socket:
        for _ in range(2):
            user.give("Echo", "x", WAIT)
            read_until(socket, *TERMINAL)
        socket.text("ping")
        assert socket.read_text() == "pong"


def test_the_user_stream_tells_a_wrong_epoch(user):
    user.give("Echo", "x", WAIT)
    socket, first = connected(user)
    socket.connection.close()
    socket, again = connected(user, epoch="another", after=first["data"]["last_cursor"])
    with socket:
        assert again["data"]["recovered"] is False
        gap = json.loads(socket.read_text())
    assert gap["type"] == "gap" and isinstance(gap["data"]["to"], str) and gap["message"]


def test_nobody_else_s_events_come(faulty, user):
    other = Client(faulty.port, "other")
    socket, _ = connected(user)
    with socket:
        other.give("Echo", "theirs", WAIT)
        mine = user.give("Echo", "mine")["task_id"]
        frames = [json.loads(each) for each in read_until(socket, *TERMINAL)]
    assert {each["task_id"] for each in frames} == {mine}


def test_ping_pong_and_stats_between_events(user):
    task = user.give("SlowInvoke", "for ever")["task_id"]
    with user.socket(f"/tasks/{task}") as socket:
        read_until(socket, "agent_thinking")
        socket.text("ping")
        assert socket.read_text() == "pong"
        socket.text("stats")
        stats = json.loads(socket.read_text())
        assert (stats["type"], stats["message"], "seq" in stats) == ("stats", "", False)
        assert stats["data"]["websocket_stats"]["tasks"] == {task: 1}
        user.post(f"/tasks/{task}/cancel")
        read_until(socket, "task_failed")


def test_stats_are_totals_for_anybody_and_tasks_for_their_owner(faulty, user):
    task = user.give("SlowInvoke", "for ever")["task_id"]
    with user.socket(f"/tasks/{task}") as socket:
        read_until(socket, "agent_thinking")
        mine = user.get("/ws/stats").json["websocket_stats"]
        theirs = Client(faulty.port, "other").get("/ws/stats").json["websocket_stats"]
        anybody = raw_http.request(faulty.port, "GET", "/api/v1/ws/stats").json["websocket_stats"]
    user.post(f"/tasks/{task}/cancel")
    assert mine["tasks"] == {task: 1} and theirs["tasks"] == anybody["tasks"] == {}
    assert anybody["total_connections"] >= 1 and anybody["active_tasks"] >= 1
    assert anybody["active_users"] >= 1


def test_a_token_in_the_url_in_the_header_or_as_subprotocol(user):
    task = user.give("Echo", "x", WAIT)["task_id"]
    ways = [
        (f"/ws/tasks/{task}?token={user.token}", {}),
        (f"/ws/tasks/{task}", user.headers),
        (f"/ws/tasks/{task}", {"Sec-WebSocket-Protocol": f"bearer, {user.token}"}),
    ]
    for path, headers in ways:
        with RawSocket(user.port, path, headers) as socket:
            assert read_stream(socket)[2] == 1000
            wanted = "bearer" if "Sec-WebSocket-Protocol" in headers else None
            assert socket.answer.headers.get("sec-websocket-protocol") == wanted


def test_a_token_is_never_logged(faulty, user):
    task = user.give("Echo", "x", WAIT)["task_id"]
    with RawSocket(user.port, f"/ws/tasks/{task}?token={user.token}") as socket:
        read_stream(socket)
    assert user.token.split(".")[2] not in faulty.errors


def test_a_plain_request_to_a_socket_is_told_to_upgrade(user):
    answer = user.get("/ws/user")
    assert (answer.status, answer.code) == (426, "upgrade_required")


def test_logout_closes_the_session_s_sockets(user):
    task = user.give("SlowInvoke", "for ever")["task_id"]
    with user.socket("/user") as socket, user.socket(f"/tasks/{task}") as other:
        socket.read_event("connected")
        read_until(other, "agent_thinking")
        assert user.post("/auth/logout", {}).status in (200, 204)
        assert (socket.read_close(), other.read_close()) == (4401, 4401)
    with user.socket("/user") as socket:
        assert socket.read_event("error")["data"]["code"] == "invalid_token"
        assert socket.read_close() == 4401


def test_a_new_token_keeps_the_socket(user):
    refreshed = user.post("/auth/refresh", {"refresh_token": user.refresh_token}).json
    with user.socket("/user") as socket:
        socket.read_event("connected")
        socket.text(json.dumps({"type": "auth", "token": refreshed["access_token"]}))
        socket.text("ping")
        assert socket.read_text() == "pong"


def test_too_many_sockets_close_4429():
    with running(HERMES_SOCKETS_PER_USER="2") as port:
        user = Client(port)
        with user.socket("/user") as one, user.socket("/user") as two:
            one.read_event("connected")
            two.read_event("connected")
            with user.socket("/user") as three:
                assert three.read_event("error")["data"]["code"]
                assert three.read_close() == 4429


def test_deleting_a_task_closes_its_sockets(user):
    task = user.give("SlowInvoke", "for ever")["task_id"]
    with user.socket(f"/tasks/{task}") as socket:
        read_until(socket, "agent_thinking")
        assert user.delete(f"/tasks/{task}").status == 204
        assert socket.read_close() is not None
    assert user.get(f"/tasks/{task}").status == 404
