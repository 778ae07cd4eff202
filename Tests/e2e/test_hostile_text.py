"""Text that is dear to compare: combining marks in a row, in every door.

Runs that a text may not hold are refused by name; `Benchmarks/hostile` measures what each door costs.
"""

import json
import urllib.parse

import pytest

import raw_http
from account import post
from raw_socket import RawSocket

pytestmark = pytest.mark.usefixtures("still_healthy")

MOST = 30
TOO_MANY = "\u0301\u0323" * MOST
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ESCAPED = urllib.parse.quote(TOO_MANY)


def bare(code):
    return {"username": code, "password": "test123"}


REFUSED = {
    "a log-in": lambda port, _: post(port, "/auth/login", {"email": TOO_MANY, "password": "x"}),
    "a password": lambda port, _: post(port, "/auth/login", {"email": "a@b.c", "password": TOO_MANY}),
    "a name of a member": lambda port, _: post(port, "/auth/login", {TOO_MANY: "x"}),
    "a registration": lambda port, _: post(port, "/auth/register", {"email": "a@b.c", "password": TOO_MANY}),
    "a refresh": lambda port, _: post(port, "/auth/refresh", {"refresh_token": TOO_MANY}),
    "a form": lambda port, _: raw_http.request(
        port, "POST", "/api/v1/auth/login", FORM, urllib.parse.urlencode(bare(TOO_MANY)).encode()
    ),
    "a raw form": lambda port, _: raw_http.request(
        port, "POST", "/api/v1/auth/login", FORM, f"username={TOO_MANY}&password=x".encode()
    ),
    "a request": lambda port, user: post(port, "/chat", {"query": TOO_MANY}, user.headers),
    "a conversation": lambda port, user: post(
        port, "/chat", {"query": "hi", "conversation_id": TOO_MANY}, user.headers
    ),
    "a message": lambda port, user: post(
        port,
        "/agents/PythonExpert/tasks",
        {"message": {"parts": [{"text": "x", "filename": TOO_MANY}]}},
        user.headers,
    ),
    "a search": lambda port, user: post(port, "/agents/search", {"query": TOO_MANY}, user.headers),
    "an answer": lambda port, user: post(
        port, f"/tasks/{user.task_id}/input", {"text": TOO_MANY}, user.headers
    ),
    "a path": lambda port, user: raw_http.request(port, "GET", f"/api/v1/tasks/{ESCAPED}", user.headers),
    "a query": lambda port, user: raw_http.request(port, "GET", f"/api/v1/tasks?cursor={ESCAPED}", user.headers),
    "a raw path": lambda port, _: raw_http.exchange(
        port, f"GET /{TOO_MANY} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    ),
    "a token": lambda port, _: raw_http.exchange(
        port,
        f"GET /api/v1/auth/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {TOO_MANY}\r\n\r\n".encode(),
    ),
    "an origin": lambda port, _: raw_http.exchange(
        port, f"GET /health HTTP/1.1\r\nHost: localhost\r\nOrigin: {TOO_MANY}\r\n\r\n".encode()
    ),
    "a host": lambda port, _: raw_http.exchange(port, f"GET /health HTTP/1.1\r\nHost: {TOO_MANY}\r\n\r\n".encode()),
    "an idempotency key": lambda port, user: raw_http.exchange(
        port,
        f"POST /api/v1/chat HTTP/1.1\r\nHost: localhost\r\nIdempotency-Key: {TOO_MANY}\r\n"
        "Content-Length: 0\r\n\r\n".encode(),
    ),
    "a socket's token": lambda port, _: raw_http.exchange(
        port,
        f"GET /api/v1/ws/user?token={ESCAPED} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        "Sec-WebSocket-Version: 13\r\n\r\n".encode(),
    ),
}


@pytest.mark.parametrize("send", REFUSED.values(), ids=REFUSED.keys())
def test_too_many_marks_are_refused_in_every_door(port, alice, send):
    answer = send(port, alice)
    assert answer.status == 400, answer
    assert answer.code in ("malformed_json", "malformed_form", "malformed_request")
    assert "combining marks" in answer.json["detail"] or "invalid URL" in answer.json["detail"]


@pytest.mark.parametrize("text", [TOO_MANY, json.dumps({"type": TOO_MANY}, ensure_ascii=False)])
def test_too_many_marks_in_a_frame_are_an_error_and_the_socket_goes_on(port, alice, text):
    with RawSocket(port, "/ws/user?follow=none", alice.headers) as socket:
        socket.read_event("connected")
        socket.text(text)
        error = socket.read_event("error")
        assert error["data"]["code"] == "unknown_frame"
        socket.text("ping")
        assert socket.read_text() == "pong"


@pytest.mark.parametrize("text", ["Z͑ͫ̓a̴l͓͝g̣o̕", "हिन्दी में नमस्ते", "👩‍👩‍👧‍👦 e\u0301", "e" + "\u0301" * MOST])
def test_text_as_people_write_it_is_taken(port, alice, text):
    answer = post(port, "/chat", {"query": f"hello {text}"}, alice.headers)
    assert answer.status == 200
    stored = raw_http.request(port, "GET", f"/api/v1/tasks/{answer.json['task_id']}", alice.headers)
    assert stored.json["query"] == f"hello {text}"


BOUNDS = {
    "an e-mail address": ("/auth/login", {"email": "a" * 255, "password": "x"}, 422, "invalid_field"),
    "a password": ("/auth/login", {"email": "a@b.c", "password": "x" * 1025}, 422, "invalid_field"),
    "a registration": ("/auth/register", {"email": "a" * 300, "password": "test123"}, 422, "invalid_field"),
    "a body for an account": ("/auth/login", {"email": "a" * 20_000, "password": "x"}, 413, "body_too_large"),
    "a refresh token": ("/auth/refresh", {"refresh_token": "a" * 20_000}, 413, "body_too_large"),
}


@pytest.mark.parametrize("path, body, status, code", BOUNDS.values(), ids=BOUNDS.keys())
def test_fields_and_bodies_of_strangers_are_bounded(port, path, body, status, code):
    answer = post(port, path, body)
    assert (answer.status, answer.code) == (status, code)


def test_a_search_takes_as_many_words_as_a_request(port, alice):
    for size, status in ((16 << 10, 200), ((16 << 10) + 1, 413)):
        answer = post(port, "/agents/search", {"query": ("sort " * size)[:size]}, alice.headers)
        assert answer.status == status, answer


def test_a_password_in_a_form_may_hold_any_character(port):
    email, password = "form@hermes.ai", "a#b?c/d=e&f+g%h ü"
    assert post(port, "/auth/register", {"email": email, "password": password}).status == 200
    form = urllib.parse.urlencode({"username": email, "password": password})
    raw = f"username={email}&password=" + "".join(
        character if character in "#?/=" else urllib.parse.quote(character) for character in password
    )
    for body in (form, raw):
        answer = raw_http.request(port, "POST", "/api/v1/auth/login", FORM, body.encode())
        assert answer.status == 200, (body, answer)


def test_a_form_has_as_many_fields_as_anybody_needs(port):
    """Each is decoded before anything is known of who sends it."""
    email, password = "fields@hermes.ai", "test123"
    assert post(port, "/auth/register", {"email": email, "password": password}).status == 200
    form = urllib.parse.urlencode({"username": email, "password": password})
    for more, answered in ((10, (200, None)), (31, (400, "malformed_form")), (1000, (400, "malformed_form"))):
        answer = raw_http.request(port, "POST", "/api/v1/auth/login", FORM, (form + "&a=b" * more).encode())
        assert (answer.status, answer.code) == answered, (more, answer)


def test_too_many_marks_are_refused_in_a_connection_s_later_requests(port):
    with raw_http.connect(port) as connection:
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert raw_http.read_answer(connection).status == 200
        connection.sendall(f"GET /health?x={ESCAPED} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        answer = raw_http.read_answer(connection)
        assert (answer.status, answer.code) == (400, "malformed_request")
        assert connection.recv(1) == b""
