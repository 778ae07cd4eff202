"""What operators do to accounts, who may register, and the audit log."""

import json
import os

import pytest

import control_socket
import raw_http
from access_commands import JSON, command, log_in, succeeded
from agents_folder import until
from client import PASSWORD, Client
from command import hermes
from hermes_process import Server, serving
from raw_http import request


@pytest.fixture(scope="module")
def server():
    with serving() as server:
        yield server


@pytest.fixture
def user(server):
    return Client(server.port, "access")


def audit(server):
    return [json.loads(line) for line in (server.data / "audit.log").read_text().splitlines()]


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


def test_a_demotion_closes_the_streams_of_keys(server, user):
    succeeded(server, "user", "promote", user.email)
    key = succeeded(server, "key", "new", "k", "--scope", "admin", "--user", user.email).strip()
    program = Client(user.port, token=key)
    with program.socket("/user") as socket:
        socket.read_event("connected")
        succeeded(server, "user", "demote", user.email)
        assert socket.read_close() == 4401
    # It may be opened again, with what is left of its rights.
    with program.socket("/user") as socket:
        socket.read_event("connected")
    assert program.get("/users").code == "admin_only"


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


def test_nobody_else_gets_the_operator_s_address(server, user):
    for name in ("operator@localhost", "OPERATOR@localhost", "operator@localhost\u200b"):
        body = json.dumps({"email": name, "password": PASSWORD}).encode()
        answer = request(server.port, "POST", "/api/v1/auth/register", JSON, body)
        assert (answer.status, answer.code) == (422, "invalid_field"), answer
    added = command(server, "user", "add", "operator@localhost", "--no-password")
    assert added.returncode == 1 and "operator" in added.stderr
    with pytest.raises(Exception, match="422"):
        control_socket.request(server.data, "DELETE", "/api/v1/auth/me")
    assert succeeded(server, "key", "new", "still-mine")


def test_the_operator_s_key_before_the_first_start(tmp_path):
    place = type("Place", (), {"data": tmp_path / "data"})
    key = succeeded(place, "key", "new", "first", "--scope", "admin").strip()
    server = Server(place.data)
    try:
        assert Client(server.port, token=key).get("/auth/me").json["id"] == "operator"
    finally:
        server.terminate()


def test_a_key_streams_again_when_its_account_is_enabled(server, user):
    program = Client(user.port, token=user.post("/auth/keys", {"name": "k"}).json["key"])
    with program.socket("/user") as socket:
        socket.read_event("connected")
        succeeded(server, "user", "disable", user.email)
        assert socket.read_close() == 4401
    succeeded(server, "user", "enable", user.email)
    with program.socket("/user") as socket:
        socket.read_event("connected")


def test_a_login_of_before_the_promotion_makes_no_admin_key(server, user):
    succeeded(server, "user", "promote", user.email)
    assert user.post("/auth/keys", {"name": "k", "scope": "admin"}).code == "invalid_field"
    admin = Client(user.port, token=log_in(user).json["access_token"])
    assert admin.post("/auth/keys", {"name": "k", "scope": "admin"}).status == 201


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


def test_what_came_through_a_proxy_does_not_register_by_default():
    with serving() as server:
        body = json.dumps({"email": "ada@example.org", "password": PASSWORD}).encode()
        headers = {**JSON, "X-Forwarded-For": "203.0.113.5"}
        assert request(server.port, "POST", "/api/v1/auth/register", headers, body).code == "registration_closed"
        assert register(server.port, "ada").status == 200


def test_an_invitation_at_the_command_line(tmp_path):
    with serving(HERMES_REGISTRATION="invite") as server:
        code = succeeded(server, "user", "invite").strip()
        place = {"XDG_CONFIG_HOME": str(tmp_path), "HERMES_PASSWORD": PASSWORD}
        login = ("login", "ada@example.org", "--url", f"http://localhost:{server.port}")
        assert hermes(*login, "--invitation", code, **place).returncode == 2
        assert hermes(*login, "--register", "--invitation", code, **place).returncode == 0
        assert hermes(*login, **place).returncode == 0


def test_an_invitation_is_used_once():
    with serving(HERMES_REGISTRATION="invite") as server:
        assert register(server.port, "ada").code == "invalid_invitation"
        code = succeeded(server, "user", "invite").strip()
        assert register(server.port, "ada", invitation=code).status == 200
        assert register(server.port, "eve", invitation=code).code == "invalid_invitation"
        code = succeeded(server, "user", "invite", "bob@example.org").strip()
        assert register(server.port, "eve", invitation=code).code == "invalid_invitation"
        assert register(server.port, "bob", invitation=code).status == 200
        entries = [each for each in audit(server) if "invitation" in each]
        first, second = entries[0]["invitation"], entries[3]["invitation"]
        assert [(each["event"], each.get("email"), each["invitation"]) for each in entries] == [
            ("invited", None, first),
            ("registered", "ada@example.org", first),
            ("registration_refused", "eve@example.org", first),
            ("invited", "bob@example.org", second),
            ("registration_refused", "eve@example.org", second),
            ("registered", "bob@example.org", second),
        ]  # fmt: skip
        assert code not in (server.data / "audit.log").read_text()
        succeeded(server, "user", "invite")
        assert "1 invitation has" in succeeded(server, "user", "invite", "--withdraw")


# The audit log


def test_the_audit_log_has_who_did_what_and_no_secret(server, user):
    made = user.post("/auth/keys", {"name": "audited"}).json
    log_in(user, "wrong-one")
    user.post("/auth/password", {"old_password": "wrong-one", "new_password": "another1"})
    log_in(user, agent="audit/1")
    user.delete(f"/auth/keys/{made['id']}")
    succeeded(server, "user", "disable", user.email)
    me = made and next(
        row["id"] for row in map(json.loads, succeeded(server, "user", "list", "--json").splitlines())
        if row["email"] == user.email
    )  # fmt: skip
    mine = [entry for entry in audit(server) if me in (entry["by"], entry.get("account"))]
    assert [entry["event"] for entry in mine] == [
        "registered", "key_created", "login_failed", "password_change_failed", "logged_in", "key_revoked",
        "account_disabled",
    ]  # fmt: skip
    assert mine[0]["email"] == user.email
    assert mine[5]["name"] == mine[1]["name"] == "audited"
    assert mine[4]["client"] == "audit/1" and mine[4]["address"] == "127.0.0.1"
    assert mine[6]["by"] == "operator" and mine[6]["client"] == "command line"
    text = (server.data / "audit.log").read_text()
    assert made["key"] not in text and PASSWORD not in text and "wrong-one" not in text
    assert (server.data / "audit.log").stat().st_mode & 0o777 == 0o600


def test_a_name_that_may_be_a_password_is_not_recorded(server):
    stranger = Client(server.port, token="none")
    for name, is_recorded in (("hunter2secret", False), ("nobody@example.net", True)):
        stranger.email = name
        assert log_in(stranger, "whatever").code == "wrong_credentials"
        assert (name in (server.data / "audit.log").read_text()) == is_recorded


def test_a_pipe_in_place_of_the_audit_log_stops_nothing(tmp_path):
    server = Server(tmp_path / "data")
    user = Client(server.port)
    (server.data / "audit.log").rename(tmp_path / "old.log")
    os.mkfifo(server.data / "audit.log")
    assert log_in(user).status == 200
    until(lambda: server.errors, lambda errors: "the audit log can't be written" in errors)
    (server.data / "audit.log").unlink()
    assert log_in(user).status == 200
    until(lambda: (server.data / "audit.log").exists(), bool)
    assert server.terminate() == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("key", "new", "k", "--days", "0"),
        ("key", "new", "k", "--scope", "all"),
        ("key", "list", "--url", "http://localhost:1", "--user", "a@b"),
        ("user", "invite", "--days", "366"),
        ("user", "invite", "a@b", "--withdraw"),
        ("user", "add"),
    ],
)
def test_wrong_usage_ends_with_2(server, arguments):
    assert command(server, *arguments).returncode == 2


def test_one_place_at_a_time(server):
    done = command(server, "key", "list", "--url", f"http://localhost:{server.port}")
    assert done.returncode == 2 and "two places" in done.stderr
