"""HTTP/1.1 without a library: what is sent is what is written, also where it is wrong."""

import json
import socket
from dataclasses import dataclass, field

SECONDS = 75  # longer than any `wait` of a test


@dataclass
class Answer:
    status: int
    headers: dict
    body: bytes
    rest: bytes = field(default=b"", repr=False)  # what came behind it

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        return self.json["code"] if "problem+json" in self.headers.get("content-type", "") else None


def connect(port, buffer=None):
    """`buffer`: the size of the kernel's receive buffer, for a reader that is to be slow."""
    connection = socket.socket()
    if buffer is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    connection.settimeout(SECONDS)
    connection.connect(("127.0.0.1", port))
    return connection


def read_answer(connection, before=b""):
    """The next answer, or None if the connection ends before one is complete."""
    data = before
    while b"\r\n\r\n" not in data:
        more = receive(connection)
        if not more:
            return None
        data += more
    head, data = data.split(b"\r\n\r\n", 1)
    lines = head.decode("latin-1").split("\r\n")
    headers = {
        name.strip().lower(): value.strip()
        for name, _, value in (line.partition(":") for line in lines[1:])
    }
    status = int(lines[0].split()[1])
    if headers.get("transfer-encoding", "").lower() == "chunked":
        body, data = read_chunks(connection, data)
    else:
        length = 0 if status in (101, 204, 304) else int(headers.get("content-length", 0))
        while len(data) < length and (more := receive(connection)):
            data += more
        body, data = data[:length], data[length:]
    return Answer(status, headers, body, data)


def read_chunks(connection, data):
    body = b""
    while True:
        while b"\r\n" not in data:
            data += receive_more(connection)
        size, data = data.split(b"\r\n", 1)
        length = int(size.split(b";")[0], 16)
        while len(data) < length + 2:
            data += receive_more(connection)
        body, data = body + data[:length], data[length + 2 :]
        if length == 0:
            return body, data


def receive(connection):
    try:
        return connection.recv(65536)
    except ConnectionError:
        return b""


def receive_more(connection):
    more = receive(connection)
    assert more, "the connection ended inside a body"
    return more


def send(connection, data):
    """False if the other side closed before it had read everything: it may answer first."""
    try:
        connection.sendall(data)
        return True
    except ConnectionError:
        return False


def request(port, method, path, headers=(), body=b"", host=None):
    """One request on a connection of its own."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host or f'localhost:{port}'}"]
    lines += [f"{name}: {value}" for name, value in dict(headers).items()]
    if body or method in ("POST", "PUT", "PATCH"):
        lines.append(f"Content-Length: {len(body)}")
    head = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"
    return exchange(port, head + body)


def exchange(port, data):
    """Any bytes, and the first answer to them."""
    with connect(port) as connection:
        send(connection, data)
        return read_answer(connection)
