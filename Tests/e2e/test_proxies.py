"""Behind nginx, HAProxy and Caddy, as packaging/proxies configures them."""

import json
import socket

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from client import PASSWORD
from command import hermes
from hermes_process import AGENTS, serving
from reverse_proxy import NAME, PORTS, add_user, serving_through

WAIT = 60
SETTINGS = {
    "HERMES_TRUSTED_PROXIES": "127.0.0.1",
    "HERMES_ALLOWED_HOSTS": NAME,
    "HERMES_SOCKETS_PER_ADDRESS": "1",
}
# Addresses of this machine that clients come from.
HERE, THERE = "127.0.0.8", "127.0.0.9"


@pytest.fixture(scope="module")
def server(fixture_folder):
    with serving([AGENTS, fixture_folder], **SETTINGS) as server:
        for name in ("ada", "grace"):
            add_user(server, name)
        yield server


@pytest.fixture(scope="module", params=PORTS)
def proxy(request, server, tmp_path_factory):
    with serving_through(
        request.param, tmp_path_factory.mktemp(request.param), server.port
    ) as port:
        yield port


class Visitor:
    """A client of the proxy, from one address."""

    def __init__(self, port, address, name="ada"):
        self.port, self.address = port, address
        self.http = httpx.Client(
            base_url=f"http://127.0.0.1:{port}",
            headers={"Host": NAME},
            timeout=WAIT,
            transport=httpx.HTTPTransport(local_address=address),
        )
        body = {"email": f"{name}@{NAME}", "password": PASSWORD}
        answer = self.http.post("/api/v1/auth/login", json=body)
        assert answer.status_code == 200, answer.text
        self.token = answer.json()["access_token"]
        self.http.headers["Authorization"] = f"Bearer {self.token}"

    def socket(self, path):
        connection = socket.create_connection(
            ("127.0.0.1", self.port), source_address=(self.address, 0)
        )
        return connect(
            f"ws://{NAME}:{self.port}/api/v1/ws{path}",
            sock=connection,
            additional_headers={"Authorization": f"Bearer {self.token}"},
        )

    def give(self, agent, text):
        answer = self.http.post(f"/api/v1/agents/{agent}/tasks", json={"text": text})
        assert answer.status_code == 200, answer.text
        return answer.json()["task_id"]


def test_a_task_is_followed_over_both_kinds_of_stream(proxy):
    user = Visitor(proxy, HERE)
    task = user.give("SlowInvoke", "for ever")
    with user.socket(f"/tasks/{task}") as stream:
        seen = []
        # It arrives while the task runs: nothing is held back.
        while "agent_thinking" not in seen:
            seen.append(json.loads(stream.recv(WAIT))["type"])
        assert user.http.post(f"/api/v1/tasks/{task}/cancel").status_code == 200
        while seen[-1] != "task_failed":
            seen.append(json.loads(stream.recv(WAIT))["type"])
    assert seen[:2] == ["connected", "task_created"]

    task = user.give("SlowInvoke", "for ever")
    path = f"/api/v1/tasks/{task}/events"
    with user.http.stream(
        "GET", path, headers={"Accept": "text/event-stream"}
    ) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        lines = answer.iter_lines()
        next(line for line in lines if "agent_thinking" in line)
        assert user.http.post(f"/api/v1/tasks/{task}/cancel").status_code == 200
        next(line for line in lines if "task_failed" in line)


def test_clients_have_their_own_addresses(proxy):
    one, other = Visitor(proxy, HERE), Visitor(proxy, THERE, "grace")
    for user in (one, other):
        sessions = user.http.get("/api/v1/auth/sessions").json()["sessions"]
        assert (
            next(each for each in sessions if each["is_current"])["address"]
            == user.address
        )
    # One stream for each address.
    with one.socket("/user") as first, other.socket("/user") as second:
        assert json.loads(first.recv(WAIT))["type"] == "connected"
        assert json.loads(second.recv(WAIT))["type"] == "connected"
        with other.socket("/user") as third, pytest.raises(ConnectionClosed) as refused:
            # It says why before it is closed.
            for _ in range(2):
                third.recv(WAIT)
        assert refused.value.rcvd.code == 4429


@pytest.mark.parametrize("field", ["X-Forwarded-For", "Forwarded"])
def test_a_claimed_address_is_not_believed(proxy, field):
    user = Visitor(proxy, HERE)
    claim = {"X-Forwarded-For": "192.0.2.1", "Forwarded": "for=192.0.2.1"}[field]
    body = {"email": f"ada@{NAME}", "password": PASSWORD}
    answer = user.http.post("/api/v1/auth/login", json=body, headers={field: claim})
    user.http.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
    sessions = user.http.get("/api/v1/auth/sessions").json()["sessions"]
    assert next(each for each in sessions if each["is_current"])["address"] == HERE


def test_what_is_not_for_clients_of_a_proxy(proxy):
    user = Visitor(proxy, HERE)
    assert user.http.get("/metrics").status_code == 403
    del user.http.headers["Authorization"]
    assert user.http.get("/metrics").status_code == 401
    # Who may register is the operator's decision there.
    body = {"email": "eve@example.org", "password": PASSWORD}
    answer = user.http.post("/api/v1/auth/register", json=body)
    assert answer.status_code == 403 and answer.json()["code"] == "registration_closed"


def test_only_named_hosts_are_answered(server):
    for host, status in (
        (NAME, 200),
        (NAME.upper(), 200),
        ("localhost", 200),
        ("evil.org", 403),
    ):
        answer = httpx.get(
            f"http://127.0.0.1:{server.port}/health", headers={"Host": host}
        )
        assert answer.status_code == status, host
    headers = {"Host": NAME, "Origin": f"https://{NAME}"}
    answer = httpx.get(f"http://127.0.0.1:{server.port}/health", headers=headers)
    assert answer.headers["access-control-allow-origin"] == f"https://{NAME}"
    headers["Origin"] = "https://evil.org"
    answer = httpx.get(f"http://127.0.0.1:{server.port}/health", headers=headers)
    assert answer.status_code == 403 and answer.json()["code"] == "origin_not_allowed"


def test_a_host_is_a_name(tmp_path):
    for host in (
        "https://hermes.example.org",
        "hermes.example.org:443",
        "a b",
        "*",
        "*.",
    ):
        refused = hermes(
            "serve", "--data", tmp_path / "data", HERMES_ALLOWED_HOSTS=host
        )
        assert refused.returncode == 1 and "allowed_hosts has" in refused.stderr, host
