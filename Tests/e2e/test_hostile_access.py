"""Tokens, other people's things, hosts and origins."""

import time

import pytest

import forged_token
import raw_http
from account import post, register
from hermes_process import running

pytestmark = pytest.mark.usefixtures("still_healthy")

VARIANTS = list(forged_token.variants(forged_token.signed({"alg": "HS256"}, {"sub": "x"})))
# How the server is told that access tokens live for two seconds.
SHORT_TOKENS = {"HERMES_ACCESS_TOKEN_SECONDS": "2"}


def me(port, authorization=None):
    headers = {} if authorization is None else {"Authorization": authorization}
    return raw_http.request(port, "GET", "/api/v1/auth/me", headers)


def test_a_good_token_is_accepted(port, alice):
    assert me(port, f"Bearer {alice.token}").status == 200


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_forged_token_is_refused(port, alice, variant):
    answer = me(port, f"Bearer {forged_token.variants(alice.token)[variant]}")
    assert (answer.status, answer.code) == (401, "invalid_token")


def test_a_refresh_token_is_no_access_token(port, alice):
    answer = me(port, f"Bearer {alice.refresh_token}")
    assert (answer.status, answer.code) == (401, "invalid_token")


def test_an_access_token_is_no_refresh_token(port, alice):
    answer = post(port, "/auth/refresh", {"refresh_token": alice.token})
    assert (answer.status, answer.code) == (401, "invalid_token")


@pytest.mark.parametrize("authorization", [None, "Basic YTpi", "Bearer", ""])
def test_no_token_is_refused(port, authorization):
    answer = me(port, authorization)
    assert (answer.status, answer.code) == (401, "missing_token")


def test_a_token_in_the_query_is_for_sockets_only(port, alice):
    answer = raw_http.request(port, "GET", f"/api/v1/auth/me?token={alice.token}")
    assert (answer.status, answer.code) == (401, "missing_token")


def test_an_expired_token_is_refused_as_expired():
    with running(**SHORT_TOKENS) as port:
        account = register(port, "short")
        end = time.monotonic() + 30
        while (answer := me(port, f"Bearer {account.token}")).status in (200, 429):
            assert time.monotonic() < end, "the token does not expire"
        assert (answer.status, answer.code) == (401, "expired_token")


def test_a_token_is_worthless_after_logout(port):
    account = register(port, "leaving")
    assert post(port, "/auth/logout", {}, account.headers).status in (200, 204)
    answer = me(port, f"Bearer {account.token}")
    assert (answer.status, answer.code) == (401, "invalid_token")


FOREIGN = [
    ("GET", "/tasks/{0.task_id}", "task_not_found"),
    ("DELETE", "/tasks/{0.task_id}", "task_not_found"),
    ("GET", "/tasks/{0.task_id}/events", "task_not_found"),
    ("POST", "/tasks/{0.task_id}/cancel", "task_not_found"),
    ("POST", "/tasks/{0.task_id}/input", "task_not_found"),
    ("GET", "/tasks/{0.task_id}/artifacts/any", "task_not_found"),
    ("GET", "/conversations/{0.conversation_id}", "conversation_not_found"),
    ("DELETE", "/conversations/{0.conversation_id}", "conversation_not_found"),
]


class Nobody:
    task_id = conversation_id = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize("method, path, code", FOREIGN, ids=lambda value: str(value))
def test_what_is_not_yours_does_not_exist(port, alice, bob, method, path, code):
    answers = []
    for owner in (bob, Nobody):
        body = b'{"text":"hello"}' if path.endswith("input") else b"{}" if method == "POST" else b""
        headers = {**alice.headers, "Content-Type": "application/json"}
        answer = raw_http.request(port, method, "/api/v1" + path.format(owner), headers, body)
        assert (answer.status, answer.code) == (404, code)
        # But for the id that was asked for, nothing tells the two apart.
        text = answer.body.decode().replace(answer.json["request_id"], "")
        answers.append(text.replace(owner.task_id, "").replace(owner.conversation_id, ""))
    assert answers[0] == answers[1]


def test_a_conversation_of_somebody_else_can_t_be_continued(port, alice, bob):
    asked = {"query": "hello", "conversation_id": bob.conversation_id}
    answer = post(port, "/chat", asked, alice.headers)
    assert (answer.status, answer.code) == (404, "conversation_not_found")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "localhost.evil.example", "10.0.0.1"])
def test_another_host_is_refused(port, host):
    answer = raw_http.request(port, "GET", "/api/v1/health", host=host)
    assert (answer.status, answer.code) == (403, "host_not_allowed")


ORIGINS = ["http://evil.example", "http://localhost.evil.example", "https://evil.example:443", "null", "junk"]


@pytest.mark.parametrize("origin", ORIGINS)
def test_a_foreign_origin_is_refused(port, origin):
    answer = raw_http.request(port, "GET", "/api/v1/health", {"Origin": origin})
    assert (answer.status, answer.code) == (403, "origin_not_allowed")
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("origin", ["http://localhost:9000", "http://127.0.0.1:3000", "http://[::1]:5173"])
def test_an_origin_of_this_machine_is_allowed(port, origin):
    answer = raw_http.request(port, "GET", "/api/v1/health", {"Origin": origin})
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (200, origin)
