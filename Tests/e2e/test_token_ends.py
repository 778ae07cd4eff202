"""What becomes of open streams when their token or session ends: sockets and event sources alike."""

import concurrent.futures
import contextlib
import json
import os
import subprocess
import threading
import time

import pytest

from agents_folder import until
from client import PASSWORD, Client, read_until
from event_source import EventSource
from hermes_process import BINARY, FAST, running
from raw_socket import CLOSE

TOKEN_SECONDS = 3


@contextlib.contextmanager
def streams(user):
    """A socket of a task, of all, of none, and an event source, behind their first events."""
    task = user.give("SlowInvoke", "for ever")["task_id"]
    with (
        user.socket(f"/tasks/{task}") as one,
        user.socket("/user") as everything,
        user.socket("/user", follow="none") as chosen,
        EventSource(user, task) as source,
    ):
        read_until(one, "agent_thinking")
        everything.read_event("connected")
        chosen.read_event("connected")
        source.read_event("agent_thinking")
        yield one, everything, chosen, source


def assert_ended(one, everything, chosen, source, code="invalid_token"):
    assert [each.read_close() for each in (one, everything, chosen)] == [4401] * 3
    assert source.read_event("error")["data"]["code"] == code
    assert source.read() is None


def is_alive(socket):
    socket.text("ping")
    return socket.read_text() == "pong"


def revoke(server, email):
    command = [BINARY, "user", "revoke", email, "--data", server.data]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **FAST})
    assert done.returncode == 0, done.stderr
    return done.stdout


def log_in(user):
    answer = user.post("/auth/login", {"email": user.email, "password": PASSWORD})
    return answer.json


ENDINGS = {
    "logout": lambda server, user: user.post("/auth/logout", {}),
    "revoked by the operator": lambda server, user: revoke(server, user.email),
    "the account is deleted": lambda server, user: user.delete("/auth/me"),
    "an old refresh token is used again": lambda server, user: [
        user.post("/auth/refresh", {"refresh_token": user.refresh_token}) for _ in range(2)
    ],
    "the password is changed elsewhere": lambda server, user: user.post(
        "/auth/password",
        {"old_password": PASSWORD, "new_password": "another1"},
        {"Authorization": f"Bearer {log_in(user)['access_token']}"},
    ),
}


@pytest.mark.parametrize("end", ENDINGS.values(), ids=ENDINGS.keys())
def test_a_session_that_ends_closes_its_streams(faulty, end):
    user, other = Client(faulty.port, "ending"), Client(faulty.port, "staying")
    with other.socket("/user") as stays, streams(user) as open_streams:
        stays.read_event("connected")
        end(faulty, user)
        if end is ENDINGS["the account is deleted"]:
            # Its tasks are cancelled before: their streams may end by themselves.
            one, everything, chosen, source = open_streams
            assert [each.read_close() for each in (everything, chosen)] == [4401] * 2
            assert one.read_close() is not None
            while source.read() is not None:
                pass
        else:
            assert_ended(*open_streams)
        assert is_alive(stays)


def test_the_session_that_changed_the_password_stays(faulty):
    user = Client(faulty.port, "changing")
    with user.socket("/user") as socket:
        socket.read_event("connected")
        body = {"old_password": PASSWORD, "new_password": "another1"}
        assert user.post("/auth/password", body).status == 200
        assert is_alive(socket)


def test_revoking_says_how_many_sessions_ended(faulty):
    user = Client(faulty.port, "counted")
    log_in(user)
    assert revoke(faulty, user.email).startswith("2 sessions")
    assert user.get("/auth/me").code == "invalid_token"


def test_the_operator_s_door_is_not_on_the_port(faulty):
    user = Client(faulty.port)
    answer = user.post("/operator/remove", {"user": "operator"})
    assert (answer.status, answer.code) == (404, "not_found") or answer.status == 405
    assert user.get("/auth/me").status == 200


def test_streams_end_at_the_moment_at_which_the_token_expires():
    with running(HERMES_ACCESS_TOKEN_SECONDS=str(TOKEN_SECONDS)) as port:
        user = Client(port)
        ends = json.loads(_claims(user.token))["exp"]
        with user.socket("/user") as socket, user.socket("/user") as renewed:
            socket.read_event("connected")
            renewed.read_event("connected")
            fresh = user.post("/auth/refresh", {"refresh_token": user.refresh_token}).json
            renewed.text(json.dumps({"type": "auth", "token": fresh["access_token"]}))
            assert is_alive(renewed)
            assert socket.read_close() == 4401
            # Not before, and well before the next heartbeat.
            assert ends <= time.time() < ends + 20
            # The other has a token that is good for as long again, or for less: it ends in its turn.
            assert json.loads(_claims(fresh["access_token"]))["exp"] >= ends
            assert renewed.read_close() == 4401


def _claims(token):
    import base64

    body = token.split(".")[1]
    return base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))


def test_an_event_source_ends_when_its_token_expires(fixture_folder):
    from hermes_process import AGENTS, serving

    with serving([AGENTS, fixture_folder], HERMES_ACCESS_TOKEN_SECONDS="3") as server:
        user = Client(server.port)
        task = user.give("SlowInvoke", "for ever")["task_id"]
        with EventSource(user, task) as source:
            source.read_event("agent_thinking")
            assert source.read_event("error")["data"]["code"] == "invalid_token"
            assert source.read() is None
        with EventSource(user, task) as source:
            # Which is what keeps a browser from coming back for ever.
            assert source.status == 401


def test_a_socket_moves_to_the_session_of_its_new_token(faulty):
    user = Client(faulty.port, "moving")
    second = log_in(user)["access_token"]
    with user.socket("/user") as socket:
        socket.read_event("connected")
        socket.text(json.dumps({"type": "auth", "token": second}))
        assert is_alive(socket)
        # The first session's end is none of its business any more; the second's is.
        assert user.post("/auth/logout", {}).status == 200
        assert is_alive(socket)
        Client(faulty.port, token=second).post("/auth/logout", {})
        assert socket.read_close() == 4401


def test_a_new_token_of_an_ended_session_closes(faulty):
    user = Client(faulty.port, "late")
    second = log_in(user)["access_token"]
    Client(faulty.port, token=second).post("/auth/logout", {})
    with user.socket("/user") as socket:
        socket.read_event("connected")
        socket.text(json.dumps({"type": "auth", "token": second}))
        assert socket.read_close() == 4401


def test_no_stream_outlives_a_session_that_ends_while_it_opens(faulty):
    for _ in range(20):
        user = Client(faulty.port, "racing")
        thread = threading.Thread(target=user.post, args=("/auth/logout", {}))
        thread.start()
        with user.socket("/user") as socket:
            assert socket.read_close() == 4401
        thread.join()


def answer_to_ping(socket):
    """The next frame, whatever it is; None where the connection has ended."""
    socket.text("ping")
    return socket.read()


def opened_while(user, done):
    """Sockets of log-ins that came while something was not done yet."""
    sockets = []
    while not done.is_set():
        answer = user.post("/auth/login", {"email": user.email, "password": PASSWORD})
        if answer.status == 200:
            late = Client(user.port, token=answer.json["access_token"])
            sockets.append(late.socket("/user", follow="none"))
    return sockets


def test_no_stream_outlives_an_account_that_is_deleted_while_it_opens(faulty):
    for _ in range(10):
        user, done = Client(faulty.port, "leaving"), threading.Event()
        with concurrent.futures.ThreadPoolExecutor(3) as pool:
            openers = [pool.submit(opened_while, user, done) for _ in range(3)]
            assert user.delete("/auth/me").status == 204
            done.set()
        for socket in [socket for each in openers for socket in each.result()]:
            with socket:
                until(lambda: answer_to_ping(socket), lambda frame: frame is None or frame[0] == CLOSE)
