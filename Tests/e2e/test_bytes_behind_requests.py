"""What a client sends behind a request for another protocol is read by nobody, and kept by nobody."""

import contextlib
import socket
import ssl

import pytest

import certificate
import raw_http
from client import Client
from hermes_process import AGENTS, serving
from test_hostile_connections import resident_kib

HANDSHAKE = "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: {protocol}\r\n{more}\r\n"
FOR_OTHERS = {
    "a tunnel": "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "another protocol": HANDSHAKE.format(path="/health", protocol="h2c", more=""),
    "a refused handshake": HANDSHAKE.format(
        path="/api/v1/ws/user", protocol="websocket",
        more="Sec-WebSocket-Version: 12\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"),
    "a handshake on a path without sockets": HANDSHAKE.format(
        path="/nowhere", protocol="websocket",
        more="Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"),
}


@pytest.fixture(scope="module")
def server():
    with serving([AGENTS]) as server:
        yield server


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory):
    files = certificate.make(tmp_path_factory.mktemp("tls"))
    settings = {"HERMES_TLS_CERT": str(files[0]), "HERMES_TLS_KEY": str(files[1])}
    with serving([AGENTS], **settings) as server:
        yield server, ssl.create_default_context(cafile=str(files[0]))


def sent_behind(connection, mebibytes=100):
    """As much as the server takes."""
    with contextlib.suppress(OSError):
        for _ in range(mebibytes):
            connection.sendall(bytes(1 << 20))


@pytest.mark.parametrize("kind", FOR_OTHERS)
@pytest.mark.parametrize("is_behind_stream", [False, True], ids=["alone", "behind a stream"])
def test_bytes_behind_a_request_for_another_protocol_are_not_kept(server, kind, is_behind_stream):
    before = resident_kib(server)
    with raw_http.connect(server.port) as connection:
        if is_behind_stream:
            user = Client(server.port)
            asked = {"query": "Write a fibonacci function", "require_approval": True}
            task = user.post("/chat", asked).json["task_id"]
            connection.sendall(
                f"GET /api/v1/tasks/{task}/events HTTP/1.1\r\nHost: localhost\r\n"
                f"Accept: text/event-stream\r\nAuthorization: Bearer {user.token}\r\n\r\n".encode())
            assert b"200" in connection.recv(4096)
        connection.sendall(FOR_OTHERS[kind].encode())
        sent_behind(connection)
        assert resident_kib(server) - before < 30 << 10


@pytest.mark.parametrize("head", [
    "CONNECT /" + "a" * 9000 + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\nX: e" + "\u0301" * 40 + "\r\n\r\n",
    "GET /" + "a" * 9000 + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
], ids=["long tunnel", "marks", "long upgrade"])
def test_nor_behind_a_refused_head_while_tls_is_shut_down(encrypted, head):
    server, tls = encrypted
    before = resident_kib(server)
    with socket.create_connection(("127.0.0.1", server.port)) as plain:
        connection = tls.wrap_socket(plain, server_hostname="localhost")
        connection.settimeout(30)
        connection.sendall(head.encode())
        sent_behind(connection)
        assert resident_kib(server) - before < 40 << 10


@pytest.mark.parametrize("head", [
    "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "GET /health HTTP/1.0\r\n\r\n",
    "POST /api/v1/auth/login HTTP/1.0\r\nContent-Type: application/json\r\n\r\n",
], ids=["close", "HTTP/1.0", "HTTP/1.0 without a length"])
def test_what_follows_the_last_request_gets_no_answer(server, head):
    with raw_http.connect(server.port) as connection:
        connection.sendall((head + "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n" * 2).encode())
        received = b""
        with contextlib.suppress(ConnectionResetError):
            while piece := connection.recv(4096):
                received += piece
    assert received.count(b"HTTP/1.") == 1, received
