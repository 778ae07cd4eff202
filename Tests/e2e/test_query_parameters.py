"""Query parameters that nobody reads, and what descriptions say of those that are read."""

import pytest

import raw_http

KNOWN = [
    ("GET", "/tasks", "limit=1"),
    ("GET", "/conversations", "limit=1"),
    ("GET", "/tasks/{0.task_id}/events", "after=0&epoch=x"),
]
UNKNOWN = [
    ("GET", "/tasks", "limt=1", "limit"),
    ("GET", "/tasks", "x=", None),
    ("GET", "/tasks", "limit=1&cursr=a", "cursor"),
    ("GET", "/tasks/{0.task_id}", "limit=1", None),
    ("GET", "/tasks/{0.task_id}/events", "aftr=0", "after"),
    ("GET", "/agents", "a", None),
    ("POST", "/chat", "wiat=1", "wait"),
    ("DELETE", "/tasks/{0.task_id}", "force=true", None),
    ("POST", "/auth/login", "next=/", None),
]


@pytest.mark.parametrize("method, path, query", KNOWN)
def test_a_parameter_that_is_read_is_taken(port, alice, method, path, query):
    answer = raw_http.request(port, method, f"/api/v1{path.format(alice)}?{query}", alice.headers)
    assert answer.status == 200


@pytest.mark.parametrize("method, path, query, meant", UNKNOWN)
def test_a_parameter_that_nobody_reads_is_refused(port, alice, method, path, query, meant):
    answer = raw_http.request(port, method, f"/api/v1{path.format(alice)}?{query}", alice.headers)
    assert (answer.status, answer.code) == (422, "invalid_parameter")
    assert (f'Did you mean "{meant}"?' in answer.json["detail"]) == (meant is not None)


def test_a_stranger_is_told_that_first(port):
    answer = raw_http.request(port, "GET", "/api/v1/tasks?limt=1")
    assert (answer.status, answer.code) == (401, "missing_token")


@pytest.mark.parametrize("path", ["/health", "/ready", "/openapi.json"])
def test_what_monitors_ask_for_takes_anything(port, path):
    assert raw_http.request(port, "GET", f"{path}?cache=1").status == 200


def test_the_description_names_parameters_and_nothing_of_the_operator_s(port):
    paths = raw_http.request(port, "GET", "/openapi.json").json["paths"]
    named = {each["name"] for each in paths["/api/v1/tasks"]["get"]["parameters"] if each["in"] == "query"}
    assert named == {"limit", "cursor"}
    assert not [path for path in paths if "operator" in path]


def test_a_page_may_read_the_name_of_a_file(port):
    answer = raw_http.request(port, "GET", "/health", {"Origin": "http://localhost:3000"})
    assert "Content-Disposition" in answer.headers["access-control-expose-headers"]


def test_an_event_stream_for_http_1_0_ends_with_its_connection_and_has_no_chunks(port, alice):
    with raw_http.connect(port) as connection:
        connection.sendall(
            f"GET /api/v1/tasks/{alice.task_id}/events HTTP/1.0\r\nHost: localhost\r\n"
            f"Accept: text/event-stream\r\nAuthorization: Bearer {alice.token}\r\n\r\n".encode()
        )
        data = b""
        while more := connection.recv(65536):
            data += more
    head, body = data.split(b"\r\n\r\n", 1)
    assert b"transfer-encoding" not in head.lower() and head.startswith(b"HTTP/1.0 200")
    assert body.startswith((b":", b"retry", b"event", b"data", b"id")) and b'"task_created"' in body


@pytest.mark.parametrize(
    "path",
    [
        "/tasks?cursor={0.task_id}%00x",
        "/conversations?cursor={0.conversation_id}%00",
        "/conversations/{0.conversation_id}?cursor={0.task_id}%00x",
    ],
)
def test_a_cursor_is_one_as_a_whole(port, alice, path):
    answer = raw_http.request(port, "GET", f"/api/v1{path.format(alice)}", alice.headers)
    assert (answer.status, answer.code) == (422, "invalid_parameter")
