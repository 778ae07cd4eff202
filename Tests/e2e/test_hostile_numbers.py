"""Numbers that clients send, at and beyond the edges of what a number can be."""

import base64
import hashlib
import hmac
import json
import time

import pytest

import raw_http
from account import register
from hermes_process import serving
from raw_socket import RawSocket

pytestmark = pytest.mark.usefixtures("still_healthy")

MOST = 2**63 - 1
NUMBERS = [
    0, 1, MOST, MOST - 1, 2**62, 2**53, 2**53 + 1, 2**32, 2**31, 2**63, 2**64, 2**64 - 1, 2**127, 10**40,
    -1, -(2**63), -(2**63) - 1, "-0", "+1", "1.0", "1e3", "1e308", "1e999", "0x10", "NaN", "inf", "", " 1", "٣",
    "1_000", "9" * 400,
]  # fmt: skip
CURSORS = ["n1y2p0ij32e8e7", "n1y2p0ij32e8e6", "n1y2p0ij32e8e8", "b0", "c10", "a", "", "n", "zzzz", "c١", "n" * 300]
JSON = {"Content-Type": "application/json"}


def quoted(number):
    return "".join(f"%{byte:02x}" for byte in str(number).encode())


@pytest.mark.parametrize("number", NUMBERS, ids=str)
def test_every_number_of_a_query_is_answered(port, alice, number):
    for path in (
        f"/tasks/{alice.task_id}/events?after=",
        "/tasks?limit=",
        "/conversations?limit=",
        f"/tasks/{alice.task_id}?wait=",
    ):
        answer = raw_http.request(port, "GET", f"/api/v1{path}{quoted(number)}", alice.headers)
        assert answer is not None and answer.status in (200, 400, 422), (path, answer)


@pytest.mark.parametrize("number", NUMBERS, ids=str)
def test_every_position_of_an_event_source_is_answered(port, alice, number):
    path = f"/api/v1/tasks/{alice.task_id}/events"
    stream = {**alice.headers, "Accept": "text/event-stream"}
    for uri, headers in (
        (f"{path}?after={quoted(number)}", stream),
        (path, {**stream, "Last-Event-ID": str(number).encode().decode("latin-1")}),
    ):
        with raw_http.connect(port) as connection:
            lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
            connection.sendall(f"GET {uri} HTTP/1.1\r\nHost: localhost\r\n{lines}\r\n".encode("latin-1"))
            assert connection.recv(12)[:9] == b"HTTP/1.1 "


@pytest.mark.parametrize("number", NUMBERS, ids=str)
def test_every_position_of_a_socket_is_answered(port, alice, number):
    with RawSocket(port, f"/ws/tasks/{alice.task_id}?after={quoted(number)}", alice.headers) as socket:
        first = json.loads(socket.read_text())
        if first["type"] == "error":
            assert socket.read_close() == 1008
        elif isinstance(number, int) and number > 2**40:
            assert json.loads(socket.read_text())["data"]["reason"] == "after_beyond_end"


@pytest.mark.parametrize("cursor", CURSORS)
def test_every_cursor_of_a_socket_is_answered(port, alice, cursor):
    with RawSocket(port, f"/ws/user?after={quoted(cursor)}", alice.headers) as socket:
        assert json.loads(socket.read_text())["type"] in ("connected", "error")


@pytest.mark.parametrize("number", [number for number in NUMBERS if isinstance(number, int)], ids=str)
def test_every_number_of_a_frame_is_answered(port, alice, number):
    with RawSocket(port, "/ws/user?follow=none", alice.headers) as socket:
        socket.read_event("connected")
        for frame in (
            {"type": "subscribe", "task_id": alice.task_id, "after": number},
            {"type": number},
            {"type": "input", "task_id": alice.task_id, "input_id": number},
        ):
            socket.text(json.dumps(frame))
            socket.text(json.dumps({"type": "unsubscribe", "task_id": alice.task_id}))
            socket.text("ping")
            answers = []
            while (text := socket.read_text()) != "pong":
                answers.append(json.loads(text)["type"])
            assert answers


@pytest.mark.parametrize("number", NUMBERS, ids=str)
def test_every_number_of_a_header_is_answered(port, alice, number):
    body = b'{"query": "hello"}'
    for headers in ({"Prefer": f"wait={number}"}, {"traceparent": f"{number}-{number}-{number}-{number}"}):
        text = {name: value.encode().decode("latin-1") for name, value in headers.items()}
        answer = raw_http.request(port, "POST", "/api/v1/chat", {**JSON, **text}, body)
        assert answer is not None and answer.status == 401


@pytest.mark.parametrize("number", [number for number in NUMBERS if isinstance(number, int)] + [1.5, 1e308], ids=str)
def test_every_number_of_a_body_is_answered(port, alice, number):
    body = json.dumps({"query": "sort", "limit": number}).encode()
    answer = raw_http.request(port, "POST", "/api/v1/agents/search", {**JSON, **alice.headers}, body)
    assert answer is not None and answer.status in (200, 400, 422)


def claims_of(token):
    payload = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


def signed_here(data, claims):
    """A token with any claims, signed with the server's own key."""
    secrets = json.loads((data / "signing-keys.json").read_text())

    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    body = f"{part({'alg': 'HS256', 'kid': secrets['current'], 'typ': 'JWT'})}.{part(claims)}"
    key = base64.b64decode(secrets["keys"][secrets["current"]])
    signature = base64.urlsafe_b64encode(hmac.new(key, body.encode(), hashlib.sha256).digest())
    return f"{body}.{signature.rstrip(b'=').decode()}"


def test_a_token_of_ours_with_any_times_is_answered():
    with serving() as server:
        account = register(server.port, "alice")
        claims = claims_of(account.token)
        path = "/api/v1/auth/me"
        good = signed_here(server.data, {**claims, "exp": int(time.time()) + 60})
        answer = raw_http.request(server.port, "GET", path, {"Authorization": f"Bearer {good}"})
        assert answer.status == 200
        for name in ("exp", "iat"):
            for number in [number for number in NUMBERS if isinstance(number, int)] + [1.5, 1e308]:
                token = signed_here(server.data, {**claims, name: number})
                headers = {"Authorization": f"Bearer {token}"}
                answer = raw_http.request(server.port, "GET", path, headers)
                assert answer is not None and answer.status in (200, 401), (name, number)
                with RawSocket(server.port, f"/ws/user?token={token}") as socket:
                    assert json.loads(socket.read_text())["type"] in ("connected", "error")
