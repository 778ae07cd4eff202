"""Connections: several requests on one, handshakes that come late, and those that never come."""

import json
import socket
import ssl
import time

import pytest

import certificate
import raw_http
from client import Client
from hermes_process import serving
from raw_socket import PING, PONG, TEXT, RawSocket, frame

UPGRADE = (
    "GET /api/v1/ws/user HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    "Sec-WebSocket-Version: 13\r\n\r\n"
).encode()
SECONDS = 2


@pytest.fixture(scope="module")
def impatient(tmp_path_factory):
    with serving(HERMES_HANDSHAKE_SECONDS=str(SECONDS), HERMES_SOCKET_FRAMES_PER_SECOND="2") as server:
        yield server


def get(path, more=""):
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{more}\r\n".encode()


def post(path, body):
    return (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


def test_requests_in_one_packet_are_answered_in_order(port):
    with raw_http.connect(port) as connection:
        paths = ["/health", "/nowhere", "/api/v1/ws/user", "/openapi.json", "/ready"] * 4
        connection.sendall(b"".join(get(path) for path in paths))
        statuses, rest = [], b""
        for _ in paths:
            answer = raw_http.read_answer(connection, rest)
            statuses.append(answer.status)
            rest = answer.rest
        assert statuses[:5] == [200, 404, 426, statuses[3], 200] and statuses == statuses[:5] * 4


def test_bodies_in_one_packet_are_told_apart(port):
    with raw_http.connect(port) as connection:
        bodies = ['{"email":1}', "{", '{"email":"a@b.c","password":"x"}']
        data = b"".join(post("/api/v1/auth/login", body) for body in bodies) + get("/health")
        # Byte by byte at the seams, too.
        connection.sendall(data[:200])
        connection.sendall(data[200:])
        rest, codes = b"", []
        for _ in range(4):
            answer = raw_http.read_answer(connection, rest)
            rest = answer.rest
            codes.append(answer.status)
        assert all(400 <= code < 500 for code in codes[:3]) and codes[3] == 200


def test_a_connection_is_kept_and_can_be_ended(port):
    with raw_http.connect(port) as connection:
        for _ in range(3):
            connection.sendall(get("/health"))
            assert raw_http.read_answer(connection).status == 200
        connection.sendall(get("/health", "Connection: close\r\n"))
        assert raw_http.read_answer(connection).status == 200
        assert raw_http.receive(connection) == b""


@pytest.mark.parametrize("together", [True, False])
def test_a_handshake_behind_a_request_is_told_to_come_first(port, together):
    with raw_http.connect(port) as connection:
        if together:
            connection.sendall(get("/health") + UPGRADE)
            rest = raw_http.read_answer(connection).rest
        else:
            connection.sendall(get("/health"))
            rest = raw_http.read_answer(connection).rest
            connection.sendall(UPGRADE)
        answer = raw_http.read_answer(connection, rest)
        assert (answer.status, answer.code) == (426, "upgrade_required")
        assert "first request" in answer.json["detail"]
        # What follows an upgrade is not HTTP for any parser: a new connection it has to be.
        assert raw_http.receive(connection) == b""


@pytest.mark.parametrize("protocol", ["websocket", "h2c"])
def test_who_asked_for_another_protocol_gets_an_answer_and_an_end(port, protocol):
    more = f"Upgrade: {protocol}\r\nConnection: Upgrade\r\n"
    with raw_http.connect(port) as connection:
        connection.sendall(get("/health", more))
        assert raw_http.read_answer(connection).status == 200
        assert raw_http.receive(connection) == b""


def test_frames_in_the_packet_of_the_handshake_are_read(port, alice):
    """A client need not wait for the answer's end with what it has to say."""
    with raw_http.connect(port) as connection:
        head = UPGRADE.replace(b"/ws/user", f"/ws/user?token={alice.token}".encode())
        connection.sendall(head + frame(PING, b"early") + frame(TEXT, b"ping"))
        answer = raw_http.read_answer(connection)
        assert answer.status == 101
        socket = RawSocket.__new__(RawSocket)
        socket.connection, socket.data = connection, answer.rest
        found = [socket.read() for _ in range(3)]
        assert (PONG, b"early") in found and (TEXT, b"pong") in found


HALVES = {
    "nothing": b"",
    "half a line": b"GET /hea",
    "half a head": b"GET /health HTTP/1.1\r\nHost: local",
    "a head that never ends": b"GET /health HTTP/1.1\r\nHost: localhost\r\n",
}


@pytest.mark.parametrize("data", HALVES.values(), ids=HALVES.keys())
def test_who_does_not_finish_the_first_request_is_closed(impatient, data):
    with raw_http.connect(impatient.port) as connection:
        connection.sendall(data)
        begun = time.monotonic()
        assert raw_http.receive(connection) == b""
        assert time.monotonic() - begun > SECONDS / 2


def test_who_trickles_is_closed(impatient):
    """The time is for the whole head, not between two bytes."""
    with raw_http.connect(impatient.port) as connection:
        connection.settimeout(SECONDS / 10)
        for byte in b"GET /health HTTP/1.1\r\nX: " + b"x" * 1000:
            try:
                connection.sendall(bytes([byte]))
                if connection.recv(1) == b"":
                    return
            except TimeoutError:
                continue
            except ConnectionError:
                return
        pytest.fail("the connection stayed")


def test_an_unfinished_tls_handshake_is_closed(tmp_path):
    cert, key = certificate.make(tmp_path)
    settings = {"HERMES_TLS_CERT": str(cert), "HERMES_TLS_KEY": str(key)}
    with serving(HERMES_HANDSHAKE_SECONDS=str(SECONDS), **settings) as server:
        with raw_http.connect(server.port) as connection:
            connection.sendall(b"\x16\x03\x01\x02\x00\x01")
            assert raw_http.receive(connection) == b""
        # One that is finished, but followed by no request.
        trust = ssl.create_default_context(cafile=str(cert))
        with socket.create_connection(("localhost", server.port), 20) as plain:
            with trust.wrap_socket(plain, server_hostname="localhost") as secure:
                assert secure.recv(1) == b""


def test_a_socket_that_is_open_stays(impatient):
    user = Client(impatient.port)
    with user.socket("/user") as stream:
        stream.read_event("connected")
        begun = time.monotonic()
        while time.monotonic() - begun < SECONDS * 1.5:
            assert raw_http.read_answer(late := raw_http.connect(impatient.port)) is None
            late.close()
        stream.text("ping")
        assert stream.read_text() == "pong"


@pytest.mark.parametrize("data", [frame(TEXT, b"ping"), frame(PONG)], ids=["messages", "pongs"])
def test_a_flood_of_frames_closes_1008(impatient, data):
    user = Client(impatient.port)
    with user.socket("/user") as stream:
        stream.read_event("connected")
        stream.send(data * 18)
        stream.send(data * 200)
        texts = []
        while (got := stream.read())[0] == TEXT:
            texts.append(got[1].decode())
        assert int.from_bytes(got[1][:2], "big") == 1008
        assert json.loads(texts[-1])["data"]["code"] == "too_many_frames"
        if data == frame(TEXT, b"ping"):
            assert texts[:-1].count("pong") in range(20, 60)
