"""The operator's way to a running server: the Unix socket in its data directory."""

import socket

import raw_http


def request(data, method, path):
    """The answer to a request without a body."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(60)
        connection.connect(f"{data}/control.sock")
        connection.sendall(f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        answer = raw_http.read_answer(connection)
    assert answer is not None and answer.status == 200, answer
    return answer.json


def refused(data):
    """One line of each library that is not loaded."""
    return request(data, "GET", "/api/v1/agents")["refused"]


def reload(data):
    return request(data, "POST", "/api/v1/agents/reload")
