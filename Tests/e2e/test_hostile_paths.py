"""Paths, methods and parameters that are wrong."""

import pytest

import raw_http

pytestmark = pytest.mark.usefixtures("still_healthy")

NOWHERE = {
    "the root": "/",
    "an unknown route": "/api/v1/nothing",
    "no prefix": "/tasks",
    "another version": "/api/v2/health",
    "dots": "/api/v1/../../etc/passwd",
    "encoded dots": "/api/v1/%2e%2e/%2e%2e/etc/passwd",
    "twice encoded dots": "/api/v1/%252e%252e/etc/passwd",
    "encoded slashes": "/api/v1/..%2f..%2fetc%2fpasswd",
    "backslashes": "/api/v1/..\\..\\etc\\passwd",
    "two slashes": "//api/v1/health",
    "slashes everywhere": "//api//v1//health",
    "a NUL": "/api/v1/health%00",
    "a NUL in the middle": "/api/v1/hea%00lth",
    "a bad percent": "/api/v1/%zz",
    "bad UTF-8": "/api/v1/%ff%fe",
    "4000 characters": "/api/v1/" + "a" * 4000,
    "60 segments": "/api/v1" + "/a" * 60,
}


@pytest.mark.parametrize("path", NOWHERE.values(), ids=NOWHERE.keys())
def test_an_unknown_path_is_not_found(port, alice, path):
    answer = raw_http.request(port, "GET", path, alice.headers)
    assert (answer.status, answer.code) == (404, "not_found")


METHODS = [
    ("GET", "/chat", "POST"),
    ("DELETE", "/chat", "POST"),
    ("GET", "/auth/login", "POST"),
    ("PUT", "/tasks", "GET"),
    ("PATCH", "/health", "GET"),
    ("TRACE", "/health", "GET"),
    ("POST", "/agents", "GET"),
]


@pytest.mark.parametrize("method, path, allowed", METHODS)
def test_a_wrong_method_is_told_the_right_ones(port, alice, method, path, allowed):
    answer = raw_http.request(port, method, f"/api/v1{path}", alice.headers)
    assert (answer.status, answer.code) == (405, "method_not_allowed")
    assert allowed in [each.strip() for each in answer.headers["allow"].split(",")]


PARAMETERS = [
    "/tasks?limit=many",
    "/tasks?limit=0",
    "/tasks?limit=-1",
    "/tasks?limit=1.5",
    "/tasks?limit=99999999999999999999",
    "/tasks?cursor=garbage",
    "/tasks?cursor=%00",
    "/conversations?limit=many",
    "/conversations?cursor=garbage",
    "/tasks/{0.task_id}/events?after=first",
    "/tasks/{0.task_id}/events?after=-1",
    "/tasks/{0.task_id}/events?after=1e3",
    "/tasks/{0.task_id}/events?after=99999999999999999999",
]


@pytest.mark.parametrize("path", PARAMETERS)
def test_a_wrong_parameter_is_refused(port, alice, path):
    answer = raw_http.request(port, "GET", "/api/v1" + path.format(alice), alice.headers)
    assert (answer.status, answer.code) == (422, "invalid_parameter")


def test_a_wrong_wait_is_refused(port, alice):
    headers = {**alice.headers, "Content-Type": "application/json"}
    answer = raw_http.request(port, "POST", "/api/v1/chat?wait=long", headers, b'{"query":"hello"}')
    assert (answer.status, answer.code) == (422, "invalid_parameter")


def test_an_unknown_agent_is_not_found(port, alice):
    answer = raw_http.request(port, "GET", "/api/v1/agents/Nobody", alice.headers)
    assert (answer.status, answer.code) == (404, "agent_not_found")
