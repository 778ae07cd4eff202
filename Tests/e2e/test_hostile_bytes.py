"""What isn't HTTP, or only half of it."""

import pytest

import raw_http

pytestmark = pytest.mark.usefixtures("still_healthy")

START = b"GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\n"
POST = b"POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"

REFUSED = {
    "no HTTP": (b"hello\r\n\r\n", {400}),
    "no version": (b"GET /api/v1/health\r\n\r\n", {400}),
    "a version of the future": (b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", {400, 505}),
    "the preface of HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {400, 405, 505}),
    "a TLS handshake": (b"\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03" + b"\0" * 64, {400}),
    "a header without a colon": (START + b"nonsense\r\n\r\n", {400}),
    "a blank before the colon": (START + b"X-A : b\r\n\r\n", {400}),
    "a NUL in a header": (START + b"X-A: a\0b\r\n\r\n", {400}),
    "a huge header": (START + b"X-A: " + b"a" * 200_000 + b"\r\n\r\n", {400, 431}),
    "thousands of headers": (START + b"X-A: a\r\n" * 20_000 + b"\r\n", {400, 431}),
    "a huge path": (b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", {400, 414, 431}),
    "two lengths": (POST + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", {400}),
    "a negative length": (POST + b"Content-Length: -1\r\n\r\n", {400}),
    "a length of letters": (POST + b"Content-Length: two\r\n\r\n{}", {400}),
    "an endless length": (POST + b"Content-Length: 99999999999999999999999\r\n\r\n", {400, 413}),
    "a length and chunks": (
        POST + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        {400},
    ),
    "chunks of garbage": (POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", {400}),
    "a chunk too large to be": (POST + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n", {400, 413}),
    "an unknown transfer coding": (POST + b"Transfer-Encoding: gzip\r\n\r\n", {400, 501}),
    "no host": (b"GET /api/v1/health HTTP/1.1\r\n\r\n", {400, 403}),
}


@pytest.mark.parametrize("data, statuses", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_not_http_is_refused(port, data, statuses):
    answer = raw_http.exchange(port, data)
    assert answer is not None and answer.status in statuses


HALF = {
    "nothing": b"",
    "half a request line": b"GET /api/v1/he",
    "half a head": START,
    "half a body": POST + b'Content-Length: 100\r\n\r\n{"email"',
    "half a chunk": POST + b"Transfer-Encoding: chunked\r\n\r\n64\r\n{",
}


@pytest.mark.parametrize("data", HALF.values(), ids=HALF.keys())
def test_half_a_request_and_a_hang_up_harm_nobody(port, data):
    connection = raw_http.connect(port)
    connection.sendall(data)
    connection.close()


def test_many_open_connections_that_say_nothing_harm_nobody(port):
    connections = [raw_http.connect(port) for _ in range(200)]
    for connection in connections:
        connection.sendall(START)
    answer = raw_http.request(port, "GET", "/api/v1/health")
    for connection in connections:
        connection.close()
    assert answer.status == 200


def test_requests_in_one_piece_are_answered_in_order(port):
    one = f"GET /api/v1/health HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode()
    two = f"GET /api/v1/nothing HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode()
    with raw_http.connect(port) as connection:
        connection.sendall(one + two)
        first = raw_http.read_answer(connection)
        second = raw_http.read_answer(connection, first.rest)
    assert (first.status, second.status) == (200, 404)


@pytest.mark.parametrize("path", ["/ws/user", "/ws/tasks/any"])
def test_a_socket_s_address_without_an_upgrade_says_so(port, path):
    answer = raw_http.request(port, "GET", f"/api/v1{path}")
    assert (answer.status, answer.code) == (426, "upgrade_required")


UPGRADE = (
    "GET /api/v1/ws/user HTTP/1.1\r\nHost: localhost:{port}\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\n{more}\r\n"
)
UPGRADES = {
    "an old version": "Sec-WebSocket-Version: 8\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
    "no key": "Sec-WebSocket-Version: 13\r\n",
    "a short key": "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: YQ==\r\n",
}


@pytest.mark.parametrize("more", UPGRADES.values(), ids=UPGRADES.keys())
def test_a_wrong_upgrade_is_refused(port, more):
    answer = raw_http.exchange(port, UPGRADE.format(port=port, more=more).encode())
    assert answer is not None and answer.status in (400, 426)
