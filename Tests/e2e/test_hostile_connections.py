"""Connections that take what others need: slow ones, silent ones, too many, and descriptors that run out."""

import contextlib
import json
import os
import resource
import select
import shutil
import socket
import ssl
import subprocess
import time

import pytest

import certificate
import raw_http
from account import register
from client import Client
from hermes_process import AGENTS, BINARY, Server, serving
from raw_socket import PING, RawSocket, frame

def ended(connection):
    """All that came until the end of the connection."""
    data = b""
    with contextlib.suppress(ConnectionError):
        while more := connection.recv(65536):
            data += more
    return data


HALF_BODY = (
    b"POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b'Content-Length: 1000\r\n\r\n{"email"'
)


@pytest.fixture(scope="module")
def strict(fixture_folder, tmp_path_factory):
    sleeper = tmp_path_factory.mktemp("sleeper")
    shutil.copy(fixture_folder / "sleeper_async.so", sleeper)
    settings = {
        "HERMES_REQUEST_SECONDS": "1",
        "HERMES_STALLED_READER_SECONDS": "1",
        "HERMES_CONNECTIONS_PER_ADDRESS": "40",
        "HERMES_WAITING_REQUESTS_PER_USER": "2",
        "HERMES_KEEP_ALIVE_SECONDS": "3",
    }
    with serving([AGENTS, sleeper], **settings) as server:
        yield server


def test_a_body_that_does_not_come_is_given_up_with_408(strict):
    with raw_http.connect(strict.port) as connection:
        connection.sendall(HALF_BODY)
        answer = raw_http.read_answer(connection)
        assert (answer.status, answer.code) == (408, "request_timeout")
        assert "1 s" in answer.json["detail"] and ended(connection) == b""


def test_a_body_is_given_up_also_where_the_request_was_refused_before(strict):
    with raw_http.connect(strict.port) as connection:
        connection.sendall(HALF_BODY.replace(b"/api/v1/auth/login", b"/api/v1/chat"))
        assert raw_http.read_answer(connection).status == 401
        assert ended(connection) == b""


@pytest.mark.parametrize("body", ["Content-Length: 10", "Transfer-Encoding: chunked"])
def test_a_handshake_with_a_body_that_does_not_come_is_given_up(strict, body):
    with raw_http.connect(strict.port) as connection:
        connection.sendall(
            "GET /api/v1/ws/user HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            f"Sec-WebSocket-Version: 13\r\n{body}\r\n\r\n".encode()
        )
        assert raw_http.read_answer(connection).status == 426
        assert ended(connection) == b""


def test_an_idle_connection_ends(strict):
    with raw_http.connect(strict.port) as connection:
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert raw_http.read_answer(connection).status == 200
        assert ended(connection) == b""


def test_one_address_gets_so_many_connections_and_more_are_told(strict):
    with contextlib.ExitStack() as stack:
        opened = [stack.enter_context(raw_http.connect(strict.port)) for _ in range(50)]
        # Which ones are too many is not said: two loops accept.
        until(lambda: len(select.select(opened, [], [], 0)[0]) >= 10)
        refused = select.select(opened, [], [], 0)[0]
        assert len(refused) == 10
        for connection in refused:
            answer = raw_http.read_answer(connection)
            assert (answer.status, answer.code) == (429, "too_many_connections")
    # Their places are free when the server has seen them end.
    until(lambda: raw_http.request(strict.port, "GET", "/health").status == 200)


def test_streams_do_not_count_as_connections_of_an_address(strict):
    client = Client(strict.port)
    with contextlib.ExitStack() as stack:
        for _ in range(60):
            socket_ = stack.enter_context(RawSocket(strict.port, "/ws/user", client.headers))
            socket_.read_event("connected")
        assert raw_http.request(strict.port, "GET", "/health").status == 200


def waiting(server, client, seconds=250):
    """A connection whose request waits for a task that does not end."""
    body = json.dumps({"text": "ms=9999999"}).encode()
    connection = raw_http.connect(server.port)
    connection.sendall(
        f"POST /api/v1/agents/SleeperAsync/tasks?wait={seconds} HTTP/1.1\r\nHost: localhost\r\n"
        f"Authorization: Bearer {client.token}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n".encode()
        + body
    )
    return connection


def running(client):
    return [task for task in client.get("/tasks").json["tasks"] if task["status"] == "running"]


def until(condition):
    """Bounded by the suite's patience with one answer, not by a speed."""
    end = time.monotonic() + raw_http.SECONDS
    while not condition():
        assert time.monotonic() < end, "it did not come to pass"


def descriptors(server):
    return len(os.listdir(f"/proc/{server.process.pid}/fd"))


def test_a_client_that_hangs_up_gives_its_connection_back(strict):
    client = Client(strict.port)
    before = descriptors(strict)
    for number in range(1, 21):
        with waiting(strict, client):
            until(lambda: len(running(client)) == number or len(client.get("/tasks").json["tasks"]) == number)
    # Each would have been held for 250 s.
    until(lambda: descriptors(strict) <= before + 3)


def test_a_client_that_only_finished_sending_is_answered(strict):
    client = Client(strict.port)
    with waiting(strict, client) as connection:
        until(lambda: running(client))
        connection.shutdown(socket.SHUT_WR)
        answer = raw_http.read_answer(connection)
        assert (answer.status, answer.json["status"]) == (200, "running")


def test_a_user_has_so_many_waiting_requests_and_more_make_no_task(strict):
    client = Client(strict.port)
    with waiting(strict, client), waiting(strict, client):
        until(lambda: len(running(client)) == 2)
        refused = client.post("/chat?wait=1", {"query": "hello"})
        assert (refused.status, refused.code) == (429, "too_many_connections")
        assert len(client.get("/tasks").json["tasks"]) == 2
        # Nobody else is refused, nor is what does not wait.
        assert Client(strict.port).post("/chat?wait=1", {"query": "hello"}).status == 200
        assert client.post("/chat", {"query": "hello"}).status == 200


def test_answers_that_nobody_reads_are_given_up(strict):
    before = descriptors(strict)
    with raw_http.connect(strict.port, buffer=4096) as connection:
        connection.settimeout(1)
        with contextlib.suppress(OSError):
            for _ in range(5000):
                connection.sendall(b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n")
        until(lambda: descriptors(strict) <= before)


# MARK: - Proxies


def metrics(port, headers=()):
    return raw_http.request(port, "GET", "/metrics", headers).status


def test_metrics_are_for_this_machine_and_not_for_whoever_a_proxy_lets_in(port):
    assert metrics(port) == 200
    for headers in ({"X-Forwarded-For": "127.0.0.1"}, {"Forwarded": "for=127.0.0.1"}, {"Via": "1.1 x"},
                    {"X-Real-IP": "127.0.0.1"}, {"X-Forwarded-Prefix": "/h"}):
        assert metrics(port, headers) == 401


def test_through_a_trusted_proxy_limits_count_the_client_and_nobody_is_this_machine():
    settings = {
        "HERMES_TRUSTED_PROXIES": "127.0.0.0/8", "HERMES_SOCKETS_PER_ADDRESS": "1", "HERMES_REGISTRATION": "open",
    }  # fmt: skip
    with serving(**settings) as server:
        assert metrics(server.port) == 401
        client = Client(server.port)

        def opened(address):
            return RawSocket(server.port, "/ws/user", {**client.headers, "X-Forwarded-For": address})

        with opened("203.0.113.1") as first, opened("1.1.1.1, 203.0.113.2") as second:
            assert first.read_event("connected") and second.read_event("connected")
            with opened("9.9.9.9, 203.0.113.1") as third:
                assert third.read_event("error")["data"]["code"] == "too_many_connections"
                assert third.read_close() == 4429


def test_a_proxy_that_is_no_address_is_named(tmp_path):
    result = subprocess.run(
        [BINARY, "serve", "--port", "0", "--data", tmp_path / "data"],
        env={**os.environ, "HERMES_TRUSTED_PROXIES": "10.0.0.0/8,proxy.example"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert result.returncode == 1 and '"proxy.example"' in result.stderr


# MARK: - Descriptors


@pytest.fixture
def short_of_descriptors():
    """A server that may open twenty descriptors more than it has."""
    with serving(HERMES_HANDSHAKE_SECONDS="600") as server:
        limit = descriptors(server) + 20
        resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (limit, limit))
        yield server


def test_the_operator_gets_in_when_there_are_no_descriptors(short_of_descriptors):
    server = short_of_descriptors
    with contextlib.ExitStack() as stack:
        for _ in range(60):
            stack.enter_context(raw_http.connect(server.port))
        until(lambda: "no connection can be accepted" in server.errors)
        # Again and again: those who wait don't take the place that was kept for the operator.
        for _ in range(5):
            listed = subprocess.run(
                [BINARY, "agents", "--data", server.data], capture_output=True, text=True, timeout=60
            )
            assert listed.returncode == 0 and "PythonExpert" in listed.stdout
    until(lambda: raw_http.request(server.port, "GET", "/health"))
    assert register(server.port, "afterwards").token


def test_a_server_takes_as_many_descriptors_as_it_may(tmp_path):
    server = Server(tmp_path / "data", launcher=("prlimit", "--nofile=256:4096"))
    try:
        assert resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE) == (4096, 4096)
    finally:
        assert server.terminate() == 0


def resident_kib(server):
    with open(f"/proc/{server.process.pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def pipelining(port, tls=None):
    """Whether the server closes a connection that asks on and on and reads nothing."""
    request = b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * 40
    with socket.create_connection(("127.0.0.1", port)) as plain:
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection = tls.wrap_socket(plain, server_hostname="localhost") if tls else plain
        connection.settimeout(30)
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            for _ in range(10_000):
                connection.sendall(request)
            return False
        return True


@pytest.mark.parametrize("is_encrypted", [False, True], ids=["plain", "TLS"])
def test_requests_that_pile_up_unanswered_end_their_connection(tmp_path, is_encrypted):
    settings, tls = {}, None
    if is_encrypted:
        files = certificate.make(tmp_path)
        settings = {"HERMES_TLS_CERT": str(files[0]), "HERMES_TLS_KEY": str(files[1])}
        tls = ssl.create_default_context(cafile=str(files[0]))
    with serving(**settings) as server:
        before = resident_kib(server)
        assert all(pipelining(server.port, tls) for _ in range(20))
        assert resident_kib(server) - before < 100 << 10


def test_some_requests_at_once_are_answered_in_their_order(strict):
    paths = ["/health", "/openapi.json", "/ready"] * 10
    answers, rest = [], b""
    with raw_http.connect(strict.port) as connection:
        connection.sendall(b"".join(
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() for path in paths))
        for _ in paths:
            answers.append(raw_http.read_answer(connection, rest))
            rest = answers[-1].rest
    assert [answer.status for answer in answers] == [200] * 30
    assert [b"openapi" in answer.body for answer in answers] == [path == "/openapi.json" for path in paths]


def answers(connection, count):
    """That many, in the order in which they come."""
    found, rest = [], b""
    for _ in range(count):
        found.append(raw_http.read_answer(connection, rest))
        rest = found[-1].rest
    return found


def test_what_can_not_be_read_is_answered_behind_the_requests_before_it(strict):
    with raw_http.connect(strict.port) as connection:
        connection.sendall(b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * 2 + b"no request\r\n\r\n")
        assert [answer.status for answer in answers(connection, 3)] == [200, 200, 400]


def test_a_body_of_a_chunk_for_each_byte_is_refused(strict):
    head = b"POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    tiny = head + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\n \r\n" * 1000
    answer = raw_http.exchange(strict.port, tiny + b"0\r\n\r\n")
    assert answer.status == 400
    assert "chunks" in answer.body.decode()


def test_a_socket_that_does_not_read_its_answers_is_closed():
    pings = frame(PING, b"p" * 125) * 1000
    with serving(HERMES_SOCKET_FRAMES_PER_SECOND="1000000") as server:
        user = register(server.port, "user")
        with RawSocket(server.port, "/ws/user?follow=none", user.headers, buffer=4096) as opened:
            opened.read_event("connected")
            with pytest.raises(ConnectionError):
                for _ in range(4000):
                    opened.connection.sendall(pings)
