#!/usr/bin/env python3
"""What once ended or stalled a server, twenty times over against one server.

    Benchmarks/hostile/rounds.py [ROUNDS]

Needs ./bin/hermes and ./agents.d. After each attack the server has to answer within a second, and to hold
no more descriptors than before. Ends with 1 and a line for each outcome that was bad.
"""

import json
import os
import pathlib
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/e2e"))

import raw_http
from account import post, register
from hermes_process import serving
from raw_socket import RawSocket
from test_hostile_numbers import MOST, claims_of, signed_here

MARKS = "\u0301\u0323" * 100_000
PATIENCE = 30


class Attack:
    def __init__(self, server):
        self.server, self.port = server, server.port
        self.user = register(server.port, "user")
        self.bad = []

    def expect(self, what, holds, seen=""):
        if not holds:
            self.bad.append(f"{what}: {seen}")
            print(self.bad[-1], flush=True)

    def healthy(self, what):
        begun = time.monotonic()
        answer = raw_http.request(self.port, "GET", "/health")
        taken = time.monotonic() - begun
        self.expect(what, answer is not None and answer.status == 200 and taken < 1, f"{taken:.2f} s")

    def ask(self, agent, body):
        return post(self.port, f"/agents/{agent}/tasks?wait=60", body, self.user.headers)

    def numbers(self):
        for path in (f"/ws/tasks/{self.user.task_id}?after={MOST}", "/ws/user?after=n1y2p0ij32e8e7"):
            with RawSocket(self.port, path, self.user.headers) as socket:
                self.expect("a position", json.loads(socket.read_text())["type"] == "connected")
        claims = {**claims_of(self.user.token), "exp": 2**62}
        headers = {"Authorization": f"Bearer {signed_here(self.server.data, claims)}"}
        answer = raw_http.request(self.port, "GET", "/api/v1/auth/me", headers)
        self.expect("a token's end", answer is not None and answer.status == 401)

    def marks(self):
        texts = [MARKS, MARKS, MARKS[:3500], MARKS[:3500]]
        threads = [
            threading.Thread(target=post, args=(self.port, "/auth/login", {"email": text, "password": text}))
            for text in texts
        ]
        for thread in threads:
            thread.start()
        self.healthy("while marks are compared")
        for thread in threads:
            thread.join()

    def words(self):
        post(self.port, "/agents/search", {"query": "word " * 200_000}, self.user.headers)
        answer = self.ask("DataAnalyzer", {"message": {"parts": [
            {"text": "Analyse this"},
            {"text": ",".join(["a"] * 250_000) + "\n1,2\n", "mediaType": "text/csv"},
        ]}})  # fmt: skip
        self.expect("very many columns", answer.json["status"] == "failed", answer.json["status"])

    def sandbox(self):
        error = "def f():\n  '''\n  >>> raise ValueError('x' * 3000000)\n  '''\n"
        size = len(self.ask("PythonExpert", {"text": f"review ```python\n{error}```"}).body)
        self.expect("a long error", size < 300_000, f"{size} bytes")
        threads = (
            "def f():\n  '''\n  >>> import threading, time\n"
            "  >>> all = [threading.Thread(target=time.sleep, args=(2,)) for _ in range(5000)]\n"
            "  >>> for each in all: each.start()\n  '''\n"
        )
        self.ask("PythonExpert", {"text": f"review ```python\n{threads}```"})

    def slow_clients(self):
        before = self.descriptors()
        clients = [raw_http.connect(self.port) for _ in range(1000)]
        for client in clients:
            client.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        self.healthy("beside a thousand slow clients")
        for client in clients:
            client.close()
        end = time.monotonic() + PATIENCE
        while self.descriptors() > before + 5 and time.monotonic() < end:
            time.sleep(0.05)
        self.expect("descriptors", self.descriptors() <= before + 5, self.descriptors() - before)

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.server.process.pid}/fd"))


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with serving() as server:
        attack = Attack(server)
        for number in range(rounds):
            for step in (attack.numbers, attack.marks, attack.words, attack.sandbox, attack.slow_clients):
                step()
                attack.healthy(step.__name__)
            print(f"round {number + 1} of {rounds}: {len(attack.bad)} bad outcomes so far", flush=True)
        sys.exit(1 if attack.bad else 0)


main()
