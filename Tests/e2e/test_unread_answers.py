"""Large answers that nobody reads, which hold the server's memory."""

import re
import socket

import pytest

from client import Client
from hermes_process import AGENTS, serving

WAIT = 60
# Of unread answers of one client.
LIMIT = 64 << 20


@pytest.fixture(scope="module")
def server():
    with serving([AGENTS]) as server:
        yield server


def asked(server, user, path):
    """A connection that asks for an answer and takes little of it."""
    connection = socket.socket()
    connection.settimeout(WAIT)
    # So that the kernel takes little of it as well, as between two machines.
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 1400)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16384)
    connection.connect(("127.0.0.1", server.port))
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", f"Authorization: Bearer {user.token}"]
    connection.sendall("\r\n".join([*lines, "", ""]).encode())
    return connection


def test_a_client_leaves_so_much_unread_and_no_more(server):
    user = Client(server.port)
    # As JSON it has twenty times the size, kept with the task and not as a file of its own.
    rows = [[f"column_number_{number}" for number in range(50)], *[["1"] * 50] * 2500]
    table = "\n".join(map(",".join, rows))
    parts = [{"text": "convert it to JSON"}, {"text": table, "mediaType": "text/csv"}]
    message = {"role": "ROLE_USER", "parts": parts}
    answer = user.post("/agents/DataAnalyzer/tasks?wait=60", {"message": message})
    assert answer.status == 200 and answer.json["status"] == "completed", answer
    artifact = max(answer.json["artifacts"], key=lambda each: each["bytes"])
    assert 2_000_000 < artifact["bytes"] < 16 << 20
    fitting = LIMIT // artifact["bytes"]
    open_ones, refused = [], 0
    for _ in range(fitting + 8):
        connection = asked(server, user, artifact["href"])
        if connection.recv(13).endswith(b"429 "):
            assert re.search(rb'"code":"too_many_answers"', connection.recv(4096))
            refused += 1
        else:
            open_ones.append(connection)
    # The first answer of a client always fits.
    assert len(open_ones) in (fitting, fitting + 1), (len(open_ones), refused)
    # Who has hung up holds nothing.
    for connection in open_ones:
        connection.close()
    answer = user.get(artifact["href"].removeprefix("/api/v1"))
    assert answer.status == 200
