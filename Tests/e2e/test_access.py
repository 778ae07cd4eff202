"""API keys, sessions, and what operators do to accounts."""

import json

import pytest

import raw_http
from client import PASSWORD, Client
from command import hermes
from hermes_process import Server, serving
from raw_http import request
from raw_socket import RawSocket

JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def server():
    with serving() as server:
        yield server


@pytest.fixture
def user(server):
    return Client(server.port, "access")


def command(server, *arguments, **more):
    return hermes(*arguments, "--data", server.data, HERMES_PASSWORD_COST="10", **more)


def succeeded(server, *arguments, **more):
    done = command(server, *arguments, **more)
    assert done.returncode == 0, done
    return done.stdout


def log_in(user, password=PASSWORD, agent=None):
    headers = {**JSON, **({"User-Agent": agent} if agent else {})}
    body = json.dumps({"email": user.email, "password": password}).encode()
    return request(user.port, "POST", "/api/v1/auth/login", headers, body)


def audit(server):
    return [json.loads(line) for line in (server.data / "audit.log").read_text().splitlines()]


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


# What operators do


def test_a_disabled_user_s_sockets_close(server, user):
    key = user.post("/auth/keys", {"name": "k"}).json["key"]
    with user.socket("/user") as one, Client(user.port, token=key).socket("/user") as two:
        one.read_event("connected")
        two.read_event("connected")
        assert "1 session has ended" in succeeded(server, "user", "disable", user.email)
        assert one.read_close() == 4401 and two.read_close() == 4401
    assert user.get("/auth/me").code == "invalid_token"
    refused = log_in(user)
    assert (refused.status, refused.code) == (403, "account_disabled")
    assert log_in(user, "wrong").code == "wrong_credentials"
    succeeded(server, "user", "enable", user.email)
    assert log_in(user).status == 200 and Client(user.port, token=key).get("/auth/me").status == 200


def test_a_password_is_reset(server, user):
    with user.socket("/user") as socket:
        socket.read_event("connected")
        succeeded(server, "user", "password", user.email, HERMES_PASSWORD="brand-new")
        assert socket.read_close() == 4401
    assert log_in(user).code == "wrong_credentials" and log_in(user, "brand-new").status == 200
    short = command(server, "user", "password", user.email, HERMES_PASSWORD="x")
    assert short.returncode == 1 and "at least" in short.stderr


def test_an_admin_is_demoted_at_once(server, user):
    succeeded(server, "user", "promote", user.email)
    admin = Client(user.port, token=log_in(user).json["access_token"])
    assert admin.get("/auth/me").json["role"] == "admin" and admin.post("/agents/reload", {}).status == 200
    succeeded(server, "user", "demote", user.email)
    assert admin.post("/agents/reload", {}).code == "invalid_token"


def test_an_account_is_removed_with_its_tasks(server, user):
    task = user.chat()["task_id"]
    unsure = command(server, "user", "remove", user.email)
    assert unsure.returncode == 2 and "--yes" in unsure.stderr
    with user.socket("/user") as socket:
        socket.read_event("connected")
        succeeded(server, "user", "remove", user.email, "--yes")
        assert socket.read_close() == 4401
    assert user.get(f"/tasks/{task}").status == 401
    assert command(server, "user", "remove", user.email, "--yes").returncode == 1


def test_the_operator_s_own_account_stays(server):
    for verb in ("disable", "demote", "remove"):
        done = command(server, "user", verb, "operator@localhost", *(["--yes"] if verb == "remove" else []))
        assert done.returncode == 1 and "stays as it is" in done.stderr


def test_users_are_listed_with_their_state(server, user):
    succeeded(server, "user", "disable", user.email)
    rows = [json.loads(row) for row in succeeded(server, "user", "list", "--json").splitlines()]
    mine = next(row for row in rows if row["email"] == user.email)
    assert mine["role"] == "user" and mine["disabled_at"]
    assert "disabled" in succeeded(server, "user", "list")


def test_without_a_server_too(tmp_path):
    """The same commands on a data directory that nothing serves."""
    place = type("Place", (), {"data": tmp_path / "data"})
    succeeded(place, "user", "add", "ada@example.org", HERMES_PASSWORD="secret")
    key = succeeded(place, "key", "new", "k", "--user", "ada@example.org").strip()
    succeeded(place, "user", "disable", "ada@example.org")
    server = Server(place.data)
    try:
        assert Client(server.port, token=key).get("/auth/me").code == "invalid_token"
        succeeded(server, "user", "enable", "ada@example.org")
        assert Client(server.port, token=key).get("/auth/me").status == 200
    finally:
        server.terminate()


# Who may register


def register(port, name, **more):
    body = json.dumps({"email": f"{name}@example.org", "password": PASSWORD, **more}).encode()
    return raw_http.request(port, "POST", "/api/v1/auth/register", JSON, body)


def test_closed_registration():
    with serving(HERMES_REGISTRATION="closed") as server:
        answer = register(server.port, "ada")
        assert (answer.status, answer.code) == (403, "registration_closed")
        succeeded(server, "user", "add", "ada@example.org", HERMES_PASSWORD=PASSWORD)
        ada = Client(server.port, token="none")
        ada.email = "ada@example.org"
        assert log_in(ada).status == 200


def test_behind_a_trusted_proxy_registration_is_closed():
    with serving(HERMES_TRUSTED_PROXIES="127.0.0.1") as server:
        assert register(server.port, "ada").code == "registration_closed"


def test_an_invitation_is_used_once():
    with serving(HERMES_REGISTRATION="invite") as server:
        assert register(server.port, "ada").code == "invalid_invitation"
        code = succeeded(server, "user", "invite").strip()
        assert register(server.port, "ada", invitation=code).status == 200
        assert register(server.port, "eve", invitation=code).code == "invalid_invitation"
        code = succeeded(server, "user", "invite", "bob@example.org").strip()
        assert register(server.port, "eve", invitation=code).code == "invalid_invitation"
        assert register(server.port, "bob", invitation=code).status == 200
        succeeded(server, "user", "invite")
        assert "1 invitations" in succeeded(server, "user", "invite", "--withdraw")


# The audit log


def test_the_audit_log_has_who_did_what_and_no_secret(server, user):
    made = user.post("/auth/keys", {"name": "audited"}).json
    log_in(user, "wrong-one")
    log_in(user, agent="audit/1")
    user.delete(f"/auth/keys/{made['id']}")
    succeeded(server, "user", "disable", user.email)
    me = made and next(
        row["id"] for row in map(json.loads, succeeded(server, "user", "list", "--json").splitlines())
        if row["email"] == user.email
    )  # fmt: skip
    mine = [entry for entry in audit(server) if me in (entry["by"], entry.get("account"))]
    assert [entry["event"] for entry in mine] == [
        "registered", "key_created", "login_failed", "logged_in", "key_revoked", "account_disabled",
    ]  # fmt: skip
    assert mine[3]["client"] == "audit/1" and mine[3]["address"] == "127.0.0.1"
    assert mine[5]["by"] == "operator" and mine[5]["client"] == "command line"
    text = (server.data / "audit.log").read_text()
    assert made["key"] not in text and PASSWORD not in text and "wrong-one" not in text
    assert (server.data / "audit.log").stat().st_mode & 0o777 == 0o600
