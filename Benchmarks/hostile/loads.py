"""Clients that take their time, held against a server while an ordinary one asks."""

import contextlib
import itertools
import socket
import statistics
import threading
import time
from dataclasses import dataclass

from account import register
from hermes_process import serving
from server_costs import resident

QUESTIONS = 400
HEALTH = b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
HALF_HEAD = b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
HALF_BODY = (
    b"POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b'Content-Length: 15000\r\n\r\n{"email":"'
)
DOCUMENT = b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n"


@dataclass
class Times:
    median: float
    high: float


def asked(port, token):
    """Milliseconds of an ordinary client's answers: what is open, and what needs the database."""
    mine = f"GET /api/v1/tasks HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\r\n".encode()
    taken = []
    with socket.create_connection(("127.0.0.1", port), 30) as connection:
        for question in itertools.islice(itertools.cycle([HEALTH, mine]), QUESTIONS):
            begun = time.perf_counter()
            connection.sendall(question)
            answer = connection.recv(1 << 16)
            assert answer.startswith(b"HTTP/1.1 200"), answer
            taken.append(1000 * (time.perf_counter() - begun))
    taken.sort()
    return Times(statistics.median(taken), taken[int(len(taken) * 0.99)])


class Held:
    """Clients of one kind. `drip` is what each sends once a second."""

    def __init__(self, port, count, beginning=b"", drip=b"", buffer=None):
        self.clients = [self.client(port, buffer) for _ in range(count)]
        self.drip, self.is_over = drip, threading.Event()
        self.send(beginning)
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    @staticmethod
    def client(port, buffer):
        client = socket.socket()
        if buffer:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        client.connect(("127.0.0.1", port))
        client.setblocking(False)
        return client

    def send(self, data):
        for client in self.clients if data else ():
            with contextlib.suppress(OSError):
                client.send(data)

    def run(self):
        while not self.is_over.wait(1):
            self.send(self.drip)

    def end(self):
        self.is_over.set()
        self.thread.join()
        for client in self.clients:
            client.close()


KINDS = {
    "say nothing": lambda port, count: Held(port, count),
    "a head, a byte a second": lambda port, count: Held(port, count, HALF_HEAD, b"a"),
    "a body, a byte a second": lambda port, count: Held(port, count, HALF_BODY, b"a"),
    "keep connections open": lambda port, count: Held(port, count, HEALTH),
    "ask and do not read": lambda port, count: Held(port, count, DOCUMENT * 8, b"", 4096),
    "garbage": lambda port, count: Held(port, count, b"\x16\x03\x01" * 100, b"\0"),
}


def compare(hold, count):
    with serving() as server:
        token = register(server.port, "ordinary").token
        asked(server.port, token)
        without = asked(server.port, token)
        before = resident(server.process.pid)
        held = hold(server.port, count)
        try:
            with_ = asked(server.port, token)
            memory = resident(server.process.pid) - before
        finally:
            held.end()
    return without, with_, memory
