"""HTTP/1.1 as RFC 9110 and 9112 have it, beside what test_connections and the hostile tests ask."""

import json

import pytest

import raw_http
from client import PASSWORD, SEED_QUERY, Client

WAIT = 60


def ask(port, data):
    """The head and all that follows it until the server closes."""
    with raw_http.connect(port) as connection:
        connection.sendall(data)
        answer = b""
        while more := raw_http.receive(connection):
            answer += more
        return answer.partition(b"\r\n\r\n")[::2]


@pytest.fixture(scope="module")
def task(port):
    user = Client(port, "http")
    return user, user.chat(wait=WAIT)["task_id"]


@pytest.mark.parametrize("path", ["", "/events", "/artifacts", "/artifacts/nothing", "x", "/nowhere"])
@pytest.mark.parametrize("accept", ["*/*", "text/event-stream"])
def test_head_answers_as_get_without_the_content(port, task, path, accept):
    user, name = task
    heads = []
    for method in ("GET", "HEAD"):
        lines = [
            f"{method} /api/v1/tasks/{name}{path} HTTP/1.1", f"Host: localhost:{port}",
            f"Authorization: Bearer {user.token}", "Connection: close",
            f"Accept: {'*/*' if method == 'GET' else accept}",
        ]  # fmt: skip
        head, content = ask(port, "\r\n".join([*lines, "", ""]).encode())
        assert (content == b"") == (method == "HEAD")
        changing = (b"date:", b"x-request-id:")
        heads.append([line for line in head.split(b"\r\n") if not line.lower().startswith(changing)])
    assert heads[0] == heads[1]


def test_head_is_among_the_methods_that_a_path_has(port):
    refused = raw_http.request(port, "PUT", "/api/v1/health")
    assert refused.status == 405 and refused.headers["allow"] == "GET, HEAD"
    # Nothing is made of a POST's path without its body.
    head, content = ask(port, b"HEAD /api/v1/chat HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 405 ") and content == b""


@pytest.mark.parametrize("version, more", [
    ("1.0", ""), ("1.0", "Connection: keep-alive\r\n"), ("1.1", "Connection: Close\r\n"),
    ("1.1", "Connection: te, close\r\n"),
])
def test_the_connection_ends_where_the_client_counts_on_it(port, version, more):
    head, content = ask(port, f"GET /health HTTP/{version}\r\nHost: localhost\r\n{more}\r\n".encode())
    assert head.startswith(b"HTTP/1.1 200 ") and json.loads(content)["status"] == "ok"


@pytest.mark.parametrize("hosts", [[], ["localhost", "localhost"], ["localhost", "elsewhere.example"]])
@pytest.mark.parametrize("upgrade", [False, True])
def test_a_request_has_one_host(port, alice, hosts, upgrade):
    lines = [f"GET /api/v1/{'ws/user' if upgrade else 'tasks'} HTTP/1.1", "Connection: close"]
    if upgrade:
        lines[1:] = ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
                     "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="]
    lines += [f"Host: {host}" for host in hosts] + [f"Authorization: Bearer {alice.token}"]
    head, content = ask(port, "\r\n".join([*lines, "", ""]).encode())
    assert head.startswith(b"HTTP/1.1 400 ") and json.loads(content)["code"] == "malformed_request"


def test_a_client_that_waits_with_its_body_is_told_to_send_it(port):
    body = json.dumps({"email": "expects@hermes.ai", "password": PASSWORD}).encode()
    head = (
        "POST /api/v1/auth/register HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Expect: 100-Continue\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode()
    user = Client(port, "before")
    slow = json.dumps({"query": SEED_QUERY}).encode()
    before = (
        f"POST /api/v1/chat HTTP/1.1\r\nHost: localhost\r\nPrefer: wait={WAIT}\r\n"
        f"Authorization: Bearer {user.token}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(slow)}\r\n\r\n"
    ).encode() + slow
    with raw_http.connect(port) as connection:
        for first in (b"", before):
            connection.sendall(first + head)
            rest = b""
            if first:
                # Not before the answer to what was asked before.
                answer = raw_http.read_answer(connection)
                assert answer.status == 200 and answer.json["status"] == "completed"
                rest = answer.rest
            told = raw_http.read_answer(connection, rest)
            assert told.status == 100 and not told.headers
            connection.sendall(body)
            assert raw_http.read_answer(connection).status == (409 if first else 200)


def test_a_client_of_http_1_0_is_told_nothing_in_between(port):
    head, _ = ask(port, b"GET /health HTTP/1.0\r\nHost: localhost\r\nExpect: 100-continue\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 ")
