"""API keys and sessions."""

import json

import pytest

from access_commands import command, log_in, succeeded
from client import PASSWORD, Client
from command import hermes
from hermes_process import serving
from raw_http import request
from raw_socket import RawSocket


@pytest.fixture(scope="module")
def server():
    with serving() as server:
        yield server


@pytest.fixture
def user(server):
    return Client(server.port, "access")


# API keys


def test_a_key_does_what_a_token_does(user):
    made = user.post("/auth/keys", {"name": "ci", "expires_in_days": 30})
    assert made.status == 201 and made.json["scope"] == "run" and made.json["expires_at"]
    program = Client(user.port, token=made.json["key"])
    task = program.chat(wait=60)["task_id"]
    assert program.task(task)["status"] == "completed" and user.task(task)["task_id"] == task
    assert program.follow(task)[1] == user.follow(task)[1]
    listed = user.get("/auth/keys").json["keys"]
    assert [key["name"] for key in listed] == ["ci"] and listed[0]["last_used_at"]
    assert made.json["key"] not in json.dumps(listed)


def test_a_key_in_the_query_of_a_stream(user):
    key = user.post("/auth/keys", {"name": "browser", "scope": "read"}).json["key"]
    with RawSocket(user.port, f"/ws/user?token={key}", {}) as socket:
        socket.read_event("connected")
    task = user.chat(wait=60)["task_id"]
    stream = {"Accept": "text/event-stream"}
    answer = request(user.port, "GET", f"/api/v1/tasks/{task}/events?token={key}", stream)
    assert answer.status == 200


def test_a_key_can_make_no_key_and_change_no_account(user):
    key = user.post("/auth/keys", {"name": "narrow", "scope": "run"}).json
    program = Client(user.port, token=key["key"])
    for answer in (
        program.post("/auth/keys", {"name": "more"}),
        program.delete(f"/auth/keys/{key['id']}"),
        program.post("/auth/password", {"old_password": PASSWORD, "new_password": "another1"}),
        program.post("/auth/logout", {}),
        program.delete("/auth/me"),
    ):
        assert (answer.status, answer.code) == (403, "insufficient_scope"), answer
    assert program.get("/auth/me").json["email"] == user.email


def test_a_revoked_key_s_stream_closes(user):
    key = user.post("/auth/keys", {"name": "gone"}).json
    with Client(user.port, token=key["key"]).socket("/user") as socket:
        socket.read_event("connected")
        assert user.delete(f"/auth/keys/{key['id']}").status == 204
        assert socket.read_close() == 4401
    assert user.delete(f"/auth/keys/{key['id']}").code == "key_not_found"


def test_what_can_be_no_key_is_refused(user):
    for body in ({"name": ""}, {"name": "a\nb"}, {"name": "x", "scope": "all"}, {"name": "x", "scope": "admin"},
                 {"name": "x", "expires_in_days": 0}, {"name": "x", "expires_in_days": 1.5},
                 {"name": "x", "expires_in_days": 2**62}):  # fmt: skip
        answer = user.post("/auth/keys", body)
        assert (answer.status, answer.code) == (422, "invalid_field"), (body, answer)
    assert user.post("/auth/keys", {}).code == "missing_field"


def test_keys_from_the_command_line(server, user):
    secret = succeeded(server, "key", "new", "nightly", "--user", user.email).strip()
    program = Client(user.port, token=secret)
    assert program.get("/auth/me").json["email"] == user.email
    rows = [json.loads(row) for row in succeeded(server, "key", "list", "--user", user.email, "--json").splitlines()]
    assert [(row["name"], row["scope"]) for row in rows] == [("nightly", "run")]
    with program.socket("/user") as socket:
        socket.read_event("connected")
        succeeded(server, "key", "revoke", "nightly", "--user", user.email)
        assert socket.read_close() == 4401
    again = command(server, "key", "revoke", "nightly", "--user", user.email)
    assert again.returncode == 1 and "hermes key list" in again.stderr


def test_an_operator_s_key_reaches_the_operator_s_tasks(server):
    secret = succeeded(server, "key", "new", "dashboard", "--scope", "admin").strip()
    program = Client(server.port, token=secret)
    assert program.get("/auth/me").json["role"] == "admin"
    assert program.get("/metrics").status == 200


def test_keys_over_http_by_the_command(server, user, tmp_path):
    url = f"http://localhost:{server.port}"
    place = {"XDG_CONFIG_HOME": str(tmp_path), "HERMES_PASSWORD": PASSWORD}
    assert hermes("login", user.email, "--url", url, **place).returncode == 0
    made = hermes("key", "new", "laptop", "--scope", "read", "--url", url, **place)
    assert made.returncode == 0, made
    assert Client(user.port, token=made.stdout.strip()).get("/tasks").status == 200
    assert "laptop" in hermes("key", "list", "--url", url, **place).stdout
    assert hermes("key", "revoke", "laptop", "--url", url, **place).returncode == 0
    assert hermes("key", "list", "--url", url, "--user", user.email, **place).returncode == 2


def test_an_account_of_a_program(server):
    succeeded(server, "user", "add", "robot@example.org", "--no-password")
    robot = Client(server.port, token="none")
    robot.email = "robot@example.org"
    for password in ("", "x"):
        assert log_in(robot, password).code == "wrong_credentials"
    key = succeeded(server, "key", "new", "only", "--user", "robot@example.org").strip()
    assert Client(server.port, token=key).get("/auth/me").json["email"] == "robot@example.org"


# Sessions


def test_sessions_are_listed_and_ended(user):
    phone = Client(user.port, token=log_in(user, agent="phone/1").json["access_token"])
    sessions = phone.get("/auth/sessions").json["sessions"]
    assert len(sessions) == 2 and [each["is_current"] for each in sessions].count(True) == 1
    mine = next(each for each in sessions if each["is_current"])
    assert mine["address"] == "127.0.0.1" and mine["client"] == "phone/1"
    with phone.socket("/user") as socket:
        socket.read_event("connected")
        assert user.delete(f"/auth/sessions/{mine['id']}").status == 204
        assert socket.read_close() == 4401
    assert phone.get("/auth/me").code == "invalid_token"


def test_another_user_s_session_does_not_exist(user):
    theirs = Client(user.port, "theirs")
    session = theirs.get("/auth/sessions").json["sessions"][0]["id"]
    assert user.delete(f"/auth/sessions/{session}").code == "session_not_found"
    assert user.delete("/auth/sessions/none").code == "session_not_found"
    assert theirs.get("/auth/me").status == 200
