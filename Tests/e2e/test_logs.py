"""The log: lines for people or programs, and nothing that opens a door."""

import json

import pytest

import raw_http
from client import JSON, PASSWORD, Client
from event_source import EventSource
from hermes_process import AGENTS, serving
from raw_socket import RawSocket

MODEL_KEY, COLLECTOR_KEY = "sk-never-told", "hdr-never-told"


def test_the_log_can_be_json(tmp_path):
    folder = tmp_path / "agents"
    folder.mkdir()
    (folder / "Broken.so").write_text("no library\n")
    with serving([AGENTS, folder], HERMES_LOG_FORMAT="json", HERMES_LOG_LEVEL="debug") as server:
        Client(server.port, "logged").chat("Write a Python function to sort a list", 30)
        lines = [json.loads(line) for line in server.errors.splitlines()]
    refused = next(line for line in lines if line["message"] == "library refused")
    assert refused["level"] == "error" and "Broken.so" in refused["reason"] and refused["time"].endswith("Z")
    assert all({"time", "level", "label", "message"} <= line.keys() for line in lines)


def use_every_door(server):
    """Signs in and follows a task in every way, right and wrong; returns what nobody may read."""
    user = Client(server.port, "discreet")
    task = user.chat("Book a flight", 30)["task_id"]
    stream = f"/ws/tasks/{task}"
    secrets = {"password": PASSWORD, "first": user.token, "first refresh": user.refresh_token}
    for headers, query in (
        (user.headers, ""),
        ({}, f"?token={user.token}"),
        ({"Sec-WebSocket-Protocol": f"bearer, {user.token}"}, ""),
        ({}, f"?token={user.token}x"),
        ({}, f"?token={user.token}&after=no"),
    ):
        with RawSocket(server.port, stream + query, headers) as socket:
            socket.read_event("task_failed", "error")
    with EventSource(user, task, query=f"?token={user.token}", authorized=False) as source:
        source.read_all()
    raw_http.request(server.port, "GET", f"/api/v1/nowhere?token={user.token}")
    raw_http.request(server.port, "GET", f"/api/v1/tasks?limit=no&token={user.token}")
    wrong = json.dumps({"email": user.email, "password": "wrong-and-secret"}).encode()
    raw_http.request(server.port, "POST", "/api/v1/auth/login", JSON, wrong)
    secrets["wrong password"] = "wrong-and-secret"
    raw_http.request(server.port, "POST", "/api/v1/auth/login", JSON, wrong[:-4])
    refreshed = user.post("/auth/refresh", {"refresh_token": user.refresh_token}).json
    with user.socket("/user") as socket:
        socket.text(json.dumps({"type": "auth", "token": refreshed["access_token"]}))
        socket.text(json.dumps({"type": "auth", "token": "gar.ba.ge"}))
        socket.read_close()
    user.token = refreshed["access_token"]
    user.post("/auth/refresh", {"refresh_token": user.refresh_token})
    user.post("/auth/logout", {"refresh_token": refreshed["refresh_token"]})
    assert user.get("/tasks").status == 401
    return {
        **secrets, "second": refreshed["access_token"], "second refresh": refreshed["refresh_token"],
        "model's key": MODEL_KEY, "collector's key": COLLECTOR_KEY,
    }  # fmt: skip


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_secret_is_logged(form):
    settings = {
        "HERMES_LOG_FORMAT": form, "HERMES_LOG_LEVEL": "debug",
        # Nobody is there: what goes wrong is logged too.
        "HERMES_MODEL_URL": "http://127.0.0.1:9/v1", "HERMES_MODEL_KEY": MODEL_KEY,
        "HERMES_OTLP_ENDPOINT": "http://127.0.0.1:9", "HERMES_OTLP_HEADERS": f"x-key={COLLECTOR_KEY}",
    }  # fmt: skip
    with serving([AGENTS], **settings) as server:
        secrets = use_every_door(server)
        log = server.errors
    assert len(log.splitlines()) > 3
    for name, secret in secrets.items():
        # Of a token the signature is what opens.
        assert secret.rpartition(".")[2] not in log, f"the {name} is in the log"
