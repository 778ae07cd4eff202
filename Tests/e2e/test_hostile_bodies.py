"""Bodies that are wrong, and the exact answer to each."""

import json

import pytest

import raw_http
from account import JSON, post

pytestmark = pytest.mark.usefixtures("still_healthy")

FULL = b'{"query":"hello"}'
DEEP = b"[" * 100_000 + b"]" * 100_000

MALFORMED = {
    "nothing": b"",
    "only blanks": b"  \r\n ",
    "cut off": b'{"query":"hel',
    "a comma too many": b'{"query":"hello",}',
    "more behind it": FULL + b"x",
    "two objects": FULL + FULL,
    "single quotes": b"{'query':'hello'}",
    "a name without quotes": b'{query:"hello"}',
    "NaN": b'{"query":NaN}',
    "a comment": b'{"query":"hello"/* */}',
    "a bare line feed in a string": b'{"query":"a\nb"}',
    "a bad escape": b'{"query":"\\x"}',
    "half a surrogate pair": b'{"query":"\\ud800"}',
    "a NUL byte": b'{"query":"hello"}\0',
    "bad UTF-8": b'{"query":"\xff\xfe"}',
    "overlong UTF-8": b'{"query":"\xc0\xaf"}',
    "UTF-16": FULL.decode().encode("utf-16"),
    "deep nesting": DEEP,
    "deep nesting in a field": b'{"query":"hello","more":' + DEEP + b"}",
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED.keys())
def test_malformed_json_is_refused(port, alice, body):
    answer = raw_http.request(port, "POST", "/api/v1/chat", {**JSON, **alice.headers}, body)
    assert (answer.status, answer.code) == (400, "malformed_json")


INVALID = {
    "an array": ([], 422, "invalid_field"),
    "a string": ("hello", 422, "invalid_field"),
    "a number": (7, 422, "invalid_field"),
    "null": (None, 422, "invalid_field"),
    "no query": ({}, 422, "missing_field"),
    "a number for a query": ({"query": 7}, 422, "invalid_field"),
    "a list for a query": ({"query": ["hello"]}, 422, "invalid_field"),
    "an object for a query": ({"query": {"text": "hello"}}, 422, "invalid_field"),
    "an empty query": ({"query": ""}, 422, "invalid_field"),
    "a blank query": ({"query": " \n\t "}, 422, "invalid_field"),
    "a query too long": ({"query": "a" * 1_000_000}, 413, "query_too_large"),
    "an unknown on_busy": ({"query": "hello", "on_busy": "explode"}, 422, "invalid_field"),
    "a number for a conversation": ({"query": "hello", "conversation_id": 7}, 422, "invalid_field"),
    "no such conversation": (
        {"query": "hello", "conversation_id": "nowhere"},
        404,
        "conversation_not_found",
    ),
}


@pytest.mark.parametrize("body, status, code", INVALID.values(), ids=INVALID.keys())
def test_a_wrong_request_is_refused(port, alice, body, status, code):
    answer = post(port, "/chat", body, alice.headers)
    assert (answer.status, answer.code) == (status, code)


def test_an_unknown_field_is_refused_and_the_nearest_named(port, alice):
    answer = post(port, "/chat", {"querry": "hello"}, alice.headers)
    assert (answer.status, answer.code) == (422, "unknown_field")
    assert "querry" in answer.json["detail"] and "`query`" in answer.json["detail"].replace('"', "`")


ACCOUNT = {
    "no password": ({"email": "new@hermes.ai"}, 422, "missing_field"),
    "no e-mail": ({"password": "test123"}, 422, "missing_field"),
    "no e-mail address": ({"email": "new", "password": "test123"}, 422, "invalid_field"),
    "a line break in it": ({"email": "a\r\nb@hermes.ai", "password": "test123"}, 422, "invalid_field"),
    "a short password": ({"email": "new@hermes.ai", "password": "12345"}, 422, "invalid_field"),
    "a role": (
        {"email": "new@hermes.ai", "password": "test123", "role": "admin"},
        422,
        "unknown_field",
    ),
}


@pytest.mark.parametrize("body, status, code", ACCOUNT.values(), ids=ACCOUNT.keys())
def test_a_wrong_account_is_refused(port, body, status, code):
    answer = post(port, "/auth/register", body)
    assert (answer.status, answer.code) == (status, code)


def test_an_e_mail_address_is_taken_once(port, alice):
    answer = post(port, "/auth/register", {"email": alice.email, "password": "test123"})
    assert (answer.status, answer.code) == (409, "email_taken")


def test_a_wrong_password_and_an_unknown_address_look_alike(port, alice):
    wrong = post(port, "/auth/login", {"email": alice.email, "password": "wrong-one"})
    unknown = post(port, "/auth/login", {"email": "nobody@hermes.ai", "password": "wrong-one"})
    assert wrong.status == unknown.status == 401
    assert {**wrong.json, "request_id": ""} == {**unknown.json, "request_id": ""}


TYPES = ["text/plain", "application/xml", "multipart/form-data; boundary=x", "application/jsonx", "nonsense"]


@pytest.mark.parametrize("media_type", TYPES)
def test_another_media_type_is_refused(port, alice, media_type):
    headers = {"Content-Type": media_type, **alice.headers}
    answer = raw_http.request(port, "POST", "/api/v1/chat", headers, FULL)
    assert (answer.status, answer.code) == (415, "unsupported_media_type")


def test_no_media_type_is_refused(port, alice):
    answer = raw_http.request(port, "POST", "/api/v1/chat", alice.headers, FULL)
    assert (answer.status, answer.code) == (415, "unsupported_media_type")


def test_a_huge_body_is_refused(port, alice):
    body = json.dumps({"query": "a" * 10_000_000}).encode()
    answer = raw_http.request(port, "POST", "/api/v1/chat", {**JSON, **alice.headers}, body)
    assert (answer.status, answer.code) == (413, "body_too_large")


def test_a_huge_body_without_a_length_is_refused(port, alice):
    head = f"POST /api/v1/chat HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Type: application/json\r\n"
    head += f"Authorization: {alice.headers['Authorization']}\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunk = b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
    answer = raw_http.exchange(port, head.encode() + chunk * 160 + b"0\r\n\r\n")
    assert (answer.status, answer.code) == (413, "body_too_large")


def test_an_idempotency_key_belongs_to_one_body(port, alice):
    headers = {**alice.headers, "Idempotency-Key": "hostile-1"}
    first = post(port, "/chat", {"query": "hello"}, headers)
    again = post(port, "/chat", {"query": "hello"}, headers)
    other = post(port, "/chat", {"query": "goodbye"}, headers)
    assert (first.status, again.status) == (200, 200)
    assert again.json["task_id"] == first.json["task_id"]
    assert again.headers["idempotent-replayed"] == "true"
    assert (other.status, other.code) == (422, "idempotency_key_reused")


def test_an_idempotency_key_is_one_person_s(port, alice, bob):
    asked = {"query": "hello"}
    mine = post(port, "/chat", asked, {**alice.headers, "Idempotency-Key": "hostile-2"})
    other = post(port, "/chat", asked, {**bob.headers, "Idempotency-Key": "hostile-2"})
    assert mine.json["task_id"] != other.json["task_id"]
