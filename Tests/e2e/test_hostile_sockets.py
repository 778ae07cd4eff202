"""WebSockets that are refused, and frames that break the protocol."""

import json

import pytest

import forged_token
import raw_http
from raw_socket import BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, RawSocket, close, frame

pytestmark = pytest.mark.usefixtures("still_healthy")


def refused(port, path, headers=()):
    """The code of the error frame, and the code that the server closes with."""
    with RawSocket(port, path, headers) as socket:
        assert socket.answer.status == 101
        error = json.loads(socket.read_text())
        assert error["type"] == "error" and error["message"]
        return error["data"]["code"], socket.read_close()


@pytest.mark.parametrize("path", ["/ws/user", "/ws/tasks/{0.task_id}"])
def test_no_token_closes_4401(port, alice, path):
    assert refused(port, path.format(alice)) == ("missing_token", 4401)


@pytest.mark.parametrize("variant", ["forged signature", "alg none", "another key", "garbage"])
def test_a_forged_token_closes_4401(port, alice, variant):
    token = forged_token.variants(alice.token)[variant]
    assert refused(port, f"/ws/user?token={token}") == ("invalid_token", 4401)
    assert refused(port, "/ws/user", {"Authorization": f"Bearer {token}"}) == ("invalid_token", 4401)
    protocol = {"Sec-WebSocket-Protocol": f"bearer, {token}"}
    assert refused(port, "/ws/user", protocol) == ("invalid_token", 4401)


def test_a_refresh_token_closes_4401(port, alice):
    assert refused(port, f"/ws/user?token={alice.refresh_token}") == ("invalid_token", 4401)


def test_a_task_that_is_not_yours_closes_4404(port, alice, bob):
    assert refused(port, f"/ws/tasks/{bob.task_id}", alice.headers) == ("task_not_found", 4404)


@pytest.mark.parametrize("name", ["nobody", "%00", "%2e%2e", "a" * 2000])
def test_a_task_that_does_not_exist_closes_4404(port, alice, name):
    assert refused(port, f"/ws/tasks/{name}", alice.headers) == ("task_not_found", 4404)


def test_a_foreign_origin_is_refused_before_the_upgrade(port, alice):
    headers = {**alice.headers, "Origin": "http://evil.example"}
    with RawSocket(port, "/ws/user", headers) as socket:
        assert (socket.answer.status, socket.answer.code) == (403, "origin_not_allowed")


@pytest.fixture
def user_socket(port, alice):
    with RawSocket(port, "/ws/user", alice.headers) as socket:
        assert socket.read_event("connected")["message"]
        yield socket


FAULTS = {
    "an unmasked frame": (frame(TEXT, b"ping", masked=False), {1002}),
    "the first reserved bit": (frame(TEXT, b"ping", rsv=4), {1002}),
    "the second reserved bit": (frame(TEXT, b"ping", rsv=2), {1002}),
    "the third reserved bit": (frame(TEXT, b"ping", rsv=1), {1002}),
    "an unknown opcode": (frame(3, b"x"), {1002}),
    "an unknown control opcode": (frame(11, b""), {1002}),
    "a continuation of nothing": (frame(CONTINUATION, b"x"), {1002}),
    "a text inside a text": (frame(TEXT, b"a", fin=False) + frame(TEXT, b"b"), {1002}),
    "a ping in fragments": (frame(PING, b"a", fin=False), {1002}),
    "a close in fragments": (frame(CLOSE, b"\x03\xe8", fin=False), {1002}),
    "a ping of 126 bytes": (frame(PING, b"a" * 126), {1002}),
    "bad UTF-8": (frame(TEXT, b"\xff\xfe"), {1007}),
    "bad UTF-8 over two fragments": (
        frame(TEXT, b"\xce", fin=False) + frame(CONTINUATION, b"\xce"),
        {1007},
    ),
    "a surrogate in UTF-8": (frame(TEXT, b"\xed\xa0\x80"), {1007}),
    "a text cut off in a character": (frame(TEXT, b"\xe2\x82"), {1007}),
    "a message of a terabyte": (frame(TEXT, b"", length=1 << 40), {1009}),
    "a length with its first bit set": (frame(TEXT, b"", length=1 << 63), {1002, 1009}),
    "a close of one byte": (frame(CLOSE, b"\x03"), {1002}),
    "a close with code 0": (close(0), {1002}),
    "a close with code 999": (close(999), {1002}),
    "a close with code 1005": (close(1005), {1002}),
    "a close with code 1006": (close(1006), {1002}),
    "a close with code 2000": (close(2000), {1002}),
    "a close with a reason of bad UTF-8": (close(1000, b"\xff"), {1002, 1007}),
}


@pytest.mark.parametrize("data, codes", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_closes_with_its_code(user_socket, data, codes):
    user_socket.send(data)
    assert user_socket.read_close() in codes


def test_an_endless_message_in_fragments_closes_1009(user_socket):
    user_socket.send(frame(TEXT, b"a", fin=False))
    piece = frame(CONTINUATION, b"a" * 60_000, fin=False)
    while user_socket.send(piece):
        pass
    assert user_socket.read_close() in (1009, None)


@pytest.mark.parametrize("code", [1000, 1001, 3000, 4999])
def test_a_good_close_is_answered_with_its_code(user_socket, code):
    user_socket.send(close(code))
    assert user_socket.read_close() == code


def test_a_ping_is_answered_by_a_pong(user_socket):
    user_socket.send(frame(PING, b"are you there"))
    assert user_socket.read() == (PONG, b"are you there")


def test_the_text_ping_is_answered_by_the_text_pong(user_socket):
    user_socket.text("ping")
    assert user_socket.read_text() == "pong"


def test_a_ping_between_fragments_is_answered(user_socket):
    user_socket.send(frame(TEXT, b"pi", fin=False) + frame(PING, b"x") + frame(CONTINUATION, b"ng"))
    assert user_socket.read() == (PONG, b"x")
    assert user_socket.read_text() == "pong"


def test_stats_are_an_event(user_socket):
    user_socket.text("stats")
    assert user_socket.read_event("stats")["data"]


STRANGE = {
    "nothing": "",
    "words": "hello",
    "broken JSON": '{"type":',
    "an array": "[]",
    "a number": "7",
    "no type": "{}",
    "a number for a type": '{"type":7}',
    "an unknown type": '{"type":"explode"}',
    "an auth without a token": '{"type":"auth"}',
    "a subscribe without a task": '{"type":"subscribe"}',
    "deep nesting": "[" * 1000,
}


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE.keys())
def test_a_strange_message_is_answered_and_the_socket_stays(user_socket, text):
    user_socket.text(text)
    error = user_socket.read_event("error")
    assert error["message"] and error["data"]["code"]
    user_socket.text("ping")
    assert user_socket.read_text() == "pong"


def test_subscribing_where_everything_is_followed_says_so(user_socket, alice):
    user_socket.text(json.dumps({"type": "subscribe", "task_id": alice.task_id}))
    assert user_socket.read_event("error")["data"]["code"] == "already_following"


def test_another_person_s_token_closes_4401(user_socket, bob):
    user_socket.text(json.dumps({"type": "auth", "token": bob.token}))
    assert user_socket.read_close() == 4401


def test_a_binary_message_harms_nobody(user_socket):
    user_socket.send(frame(BINARY, b"\x00\x01"))
    opcode, _ = user_socket.read()
    assert opcode in (TEXT, CLOSE)


HANG_UPS = {
    "at once": b"",
    "inside a frame's head": frame(TEXT, b"a" * 300)[:3],
    "inside a frame": frame(TEXT, b"a" * 300)[:100],
    "inside a message": frame(TEXT, b"a", fin=False),
}


@pytest.mark.parametrize("data", HANG_UPS.values(), ids=HANG_UPS.keys())
def test_a_hang_up_harms_nobody(port, alice, data):
    with RawSocket(port, "/ws/user", alice.headers) as socket:
        socket.send(data)


def test_half_a_handshake_harms_nobody(port):
    with raw_http.connect(port) as connection:
        connection.sendall(b"GET /api/v1/ws/user HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n")


def test_each_of_many_commands_at_once_is_answered(port, alice):
    command = frame(TEXT, json.dumps({"type": "cancel", "task_id": alice.task_id}).encode())
    with RawSocket(port, "/ws/user?follow=none", alice.headers) as socket:
        socket.read_event("connected")
        socket.send(command * 400)
        codes = [json.loads(socket.read_text())["data"]["code"] for _ in range(400)]
    assert codes == ["task_ended"] * 400
