"""Sessions: log in, refresh, log out, change, delete."""

import json

import pytest

import raw_http
from client import PASSWORD, Client


@pytest.fixture
def user(port):
    return Client(port, "accounts")


def send(user, path, body):
    """Without a token."""
    data = json.dumps(body).encode()
    return raw_http.request(
        user.port, "POST", f"/api/v1/auth/{path}", {"Content-Type": "application/json"}, data
    )


def test_registering_answers_with_tokens_and_the_user(port):
    user = Client(port)
    again = send(user, "register", {"email": user.email, "password": PASSWORD})
    assert (again.status, again.code) == (409, "email_taken")
    email = "full-" + user.email
    body = {"email": email, "password": PASSWORD, "full_name": "Full Name", "username": email.split("@")[0]}
    answer = send(user, "register", body).json
    assert answer["token_type"] == "bearer" and answer["expires_in"] > 0
    assert (answer["user"]["email"], answer["user"]["full_name"]) == (email, "Full Name")
    assert answer["user"]["role"] == "user"


def test_log_in_with_json(user):
    answer = send(user, "login", {"email": user.email, "password": PASSWORD})
    assert answer.status == 200 and Client(user.port, token=answer.json["access_token"]).get("/auth/me").status == 200


def test_log_in_with_a_form(user):
    body = f"username={user.email.replace('@', '%40')}&password={PASSWORD}".encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = raw_http.request(user.port, "POST", "/api/v1/auth/login", headers, body)
    assert answer.status == 200 and answer.json["user"]["email"] == user.email


def test_a_form_s_password_may_have_any_character(port):
    user = Client(port)
    email = "odd-" + user.email
    assert send(user, "register", {"email": email, "password": "a+b &%=ü"}).status == 200
    body = f"username={email}&password=a%2Bb+%26%25%3D%C3%BC".encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert raw_http.request(port, "POST", "/api/v1/auth/login", headers, body).status == 200


def test_a_wrong_password_and_an_unknown_address_answer_alike(user):
    answers = [
        send(user, "login", {"email": email, "password": "wrong-one"})
        for email in (user.email, "nobody-" + user.email)
    ]
    bodies = [{**answer.json, "request_id": ""} for answer in answers]
    assert bodies[0] == bodies[1] and answers[0].status == answers[1].status == 401


def test_refreshing_rotates(user):
    first = send(user, "refresh", {"refresh_token": user.refresh_token})
    assert first.status == 200 and first.json["refresh_token"] != user.refresh_token
    second = send(user, "refresh", {"refresh_token": first.json["refresh_token"]})
    assert second.status == 200


def test_a_reused_refresh_token_ends_its_whole_family(user):
    first = send(user, "refresh", {"refresh_token": user.refresh_token}).json
    reused = send(user, "refresh", {"refresh_token": user.refresh_token})
    assert reused.status == 401
    newest = send(user, "refresh", {"refresh_token": first["refresh_token"]})
    assert newest.status == 401
    assert Client(user.port, token=first["access_token"]).get("/auth/me").status == 401


def test_a_reused_refresh_token_closes_the_family_s_sockets(user):
    send(user, "refresh", {"refresh_token": user.refresh_token})
    with user.socket("/user") as socket:
        socket.read_event("connected")
        send(user, "refresh", {"refresh_token": user.refresh_token})
        assert socket.read_close() == 4401


def test_log_out_ends_this_session_only(user):
    other = Client(user.port, token=send(user, "login", {"email": user.email, "password": PASSWORD}).json["access_token"])
    assert user.post("/auth/logout", {}).status in (200, 204)
    assert user.get("/auth/me").status == 401
    assert send(user, "refresh", {"refresh_token": user.refresh_token}).status == 401
    assert other.get("/auth/me").status == 200


def test_a_changed_password_ends_other_sessions(user):
    other = Client(user.port, token=send(user, "login", {"email": user.email, "password": PASSWORD}).json["access_token"])
    wrong = user.post("/auth/password", {"old_password": "wrong-one", "new_password": "another1"})
    assert wrong.status in (401, 403, 422)
    assert user.post("/auth/password", {"old_password": PASSWORD, "new_password": "another1"}).status in (200, 204)
    assert (user.get("/auth/me").status, other.get("/auth/me").status) == (200, 401)
    assert send(user, "login", {"email": user.email, "password": PASSWORD}).status == 401
    assert send(user, "login", {"email": user.email, "password": "another1"}).status == 200


def test_a_deleted_account_is_gone_with_its_tasks(user):
    task = user.chat("hello")["task_id"]
    with user.socket("/user") as socket:
        socket.read_event("connected")
        assert user.delete("/auth/me").status == 204
        assert socket.read_close() == 4401
    assert user.get(f"/tasks/{task}").status == 401
    assert send(user, "login", {"email": user.email, "password": PASSWORD}).status == 401
    assert send(user, "register", {"email": user.email, "password": PASSWORD}).status == 200


def test_metrics_are_never_labelled_by_task_or_user(user):
    task = user.chat("hello")["task_id"]
    text = raw_http.request(user.port, "GET", "/metrics").body.decode()
    assert "hermes_tasks" in text and task not in text and user.email not in text


def test_the_interface_describes_itself(user):
    document = raw_http.request(user.port, "GET", "/api/v1/openapi.json").json
    assert document["openapi"].startswith("3.") and "/api/v1/chat" in document["paths"]


def test_bodies_are_described_as_they_are_read(user):
    paths = raw_http.request(user.port, "GET", "/api/v1/openapi.json").json["paths"]
    described = {
        path: item["post"]["requestBody"]["content"]["application/json"]["schema"]
        for path, item in paths.items() if "requestBody" in item.get("post", {})
    }  # fmt: skip
    assert {"/api/v1/chat", "/api/v1/agents/{name}/tasks", "/api/v1/tasks/{id}/input"} <= set(described)
    assert described["/api/v1/auth/login"]["required"] == ["email", "password"]
    task = user.chat("hello", wait=60)["task_id"]
    for path, schema in described.items():
        path = path.replace("{name}", "CodeGenerator").replace("{id}", task).removeprefix("/api/v1")
        for name in schema["properties"]:
            assert user.post(path, {name: None}).code != "unknown_field", (path, name)
        assert schema["additionalProperties"] is False
        assert user.post(path, {"nonsense": 1}).code == "unknown_field", path
    wait = next(each for each in paths["/api/v1/chat"]["post"]["parameters"] if each["name"] == "wait")
    assert wait["schema"] == {"type": "integer", "minimum": 0, "maximum": 300, "default": 0}


def test_health_and_readiness(user):
    for path in ("/api/v1/health", "/api/v1/ready"):
        assert raw_http.request(user.port, "GET", path).status == 200
