#!/usr/bin/env python3
"""One reader at a hundredth of the event rate beside fifty healthy ones.

    Benchmarks/build && Benchmarks/slow_reader.py [ROUNDS]

Each round: fifty readers of a task without and then with a slow one. Shown are the healthy readers'
latency in both, the server's memory, and what the slow one got: every lossless event in order, and
lossy ones merged whose `coalesced` add up to all of them.

The journal is kept in memory here (/dev/shm): a disk's slow commits would be most of the 99th
percentile, with and without.
"""

import base64
import json
import os
import pathlib
import socket
import statistics
import subprocess
import sys
import threading
import time
from urllib.parse import urlsplit

from hermes_server import BIN, pinned, started

MEMORY = "/dev/shm" if os.path.isdir("/dev/shm") else None
HEALTHY, RATE, LOSSY, SECONDS, SIZE = 50, 150, 9, 12, 300
EVENTS = RATE * SECONDS
TERMINAL = ("task_completed", "task_failed")


def memory(pid):
    """Resident KiB."""
    lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


class SlowReader(threading.Thread):
    """Takes a hundredth of what comes until `hurry` is set, then all of the rest."""

    def __init__(self, url):
        super().__init__(daemon=True)
        self.hurry, self.lossless, self.frames, self.merged, self.next_seq = threading.Event(), 0, 0, 0, 1
        self.failure = None
        parts = urlsplit(url)
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.connect((parts.hostname, parts.port))
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET {parts.path}?{parts.query} HTTP/1.1\r\nHost: {parts.netloc}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )

    def run(self):
        try:
            buffer = b""
            while b"\r\n\r\n" not in buffer:
                buffer += self.socket.recv(4096)
            buffer = buffer.split(b"\r\n\r\n", 1)[1]
            while True:
                buffer, is_over = self.take(buffer)
                if is_over:
                    return
                piece = self.socket.recv(65536 if self.hurry.is_set() else 4096)
                assert piece, "the server closed the connection"
                buffer += piece
                if not self.hurry.is_set():
                    # About a hundredth of the bytes of the healthy.
                    self.hurry.wait(len(piece) / (RATE * (SIZE + LOSSY * 330) * 0.01))
        except Exception as error:  # noqa: BLE001: told by the main thread
            self.failure = error

    def take(self, buffer):
        """Whole frames off the front; the rest, and whether the last event was among them."""
        while len(buffer) >= 4:
            length, head = buffer[1] & 127, 2
            if length >= 126:
                head = 4 if length == 126 else 10
                length = int.from_bytes(buffer[2:head], "big")
            if len(buffer) < head + length:
                break
            opcode, payload, buffer = buffer[0] & 15, buffer[head : head + length], buffer[head + length :]
            if opcode == 1 and self.event(json.loads(payload)):
                return buffer, True
        return buffer, False

    def event(self, event):
        if "seq" not in event:
            assert event["type"] != "gap", event
            return False
        count = event["data"].get("coalesced", 1)
        assert event["seq"] - count + 1 == self.next_seq, f"{event['seq']} after {self.next_seq - 1}"
        self.next_seq = event["seq"] + 1
        self.frames += 1
        self.merged += count - 1
        self.lossless += event["type"] == "agent_event"
        return event["type"] in TERMINAL


def flood(server, token, with_slow):
    text = f"count={EVENTS} size={SIZE} rate={RATE} lossy={LOSSY} delay=2"
    task = server.call("POST", "/agents/Firehose/tasks", {"text": text}, token)["task_id"]
    url = server.socket_url(f"/tasks/{task}", token)
    command = [BIN / "load", url, "-n", HEALTHY, "--expect", EVENTS, "--match", '"agent_event"', "--ready",
               '"connected"', "--pid", server.pid, "--timeout", 120]  # fmt: skip
    process = subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.PIPE, text=True, preexec_fn=pinned(1)
    )
    process.stdout.readline()
    slow = SlowReader(url) if with_slow else None
    if slow:
        slow.start()
    row = json.loads(process.stdout.readline())
    if process.wait() != 0:
        sys.exit(f"the healthy readers did not get everything: {row}")
    row["memory"] = memory(server.pid)
    if slow:
        row["behind"] = slow.next_seq
        begin = time.perf_counter()
        slow.hurry.set()
        slow.join(120)
        if slow.failure or slow.is_alive() or slow.lossless != EVENTS:
            sys.exit(f"the slow reader: {slow.failure or 'not done'}, {slow.lossless} of {EVENTS} lossless")
        row.update(frames=slow.frames, merged=slow.merged, seqs=slow.next_seq - 1)
        row["catches_up"] = time.perf_counter() - begin
    return row


def main(rounds=3):
    rows = {False: [], True: []}
    with started(folder=MEMORY) as server:
        token = server.register("slow")
        flood(server, token, True)
        for number in range(rounds):
            for with_slow in (False, True) if number % 2 else (True, False):
                rows[with_slow].append(flood(server, token, with_slow))
    for with_slow in (False, True):
        picked = rows[with_slow]
        p50, p99 = (statistics.median(row[key] for row in picked) for key in ("p50_us", "p99_us"))
        memories = [row["memory"] >> 10 for row in picked]
        label = "with a slow reader" if with_slow else "without"
        print(f"{label:20} healthy p50 {p50:7.0f} us  p99 {p99:7.0f} us  server {memories} MiB")
    ratio = statistics.median(row["p99_us"] for row in rows[True]) / statistics.median(
        row["p99_us"] for row in rows[False]
    )
    without, beside = ([round(row["p99_us"]) for row in rows[with_slow]] for with_slow in (False, True))
    print(f"p99 with / without: {ratio:.2f} (rounds: {beside} / {without})")
    for row in rows[True]:
        print(
            f"slow: was at seq {row['behind']} of {row['seqs']} when the healthy were done; all {EVENTS}"
            f" lossless events, {row['frames']} frames, {row['merged']} merged, frames + merged ="
            f" {row['frames'] + row['merged']}; level {row['catches_up']:.2f} s later"
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
