"""Clients that write down every byte of a task's stream until it ends or the server is gone."""

import json
import struct
import threading

from client import TERMINAL
from raw_socket import TEXT


class Recorder(threading.Thread):
    """Counts each event at `budget`, which says when enough has been seen."""

    def __init__(self, user, task, budget=None, after=0, epoch=None):
        super().__init__(daemon=True)
        self.user, self.task, self.budget = user, task, budget
        self.after, self.epoch, self.frames, self.problem = after, epoch, [], None
        self.first = None
        self.start()

    def run(self):
        try:
            with self.user.socket(f"/tasks/{self.task}", after=self.after, epoch=self.epoch) as socket:
                self._read(socket)
        except (OSError, AssertionError, AttributeError, TypeError, struct.error) as error:
            # The server was killed in the middle of something; what was whole is kept.
            self.problem = error

    def _read(self, socket):
        while (got := socket.read()) is not None and got[0] == TEXT:
            event = json.loads(got[1])
            if "seq" not in event:
                self.first = self.first or event
                assert event["type"] == "connected", event
                continue
            self.frames.append(got[1])
            if self.budget:
                self.budget.spend()
            if event["type"] in TERMINAL:
                return


class Budget:
    """So many events, whoever receives them."""

    def __init__(self, count):
        self._left, self._lock, self.spent = count, threading.Lock(), threading.Event()

    def spend(self):
        with self._lock:
            self._left -= 1
            if self._left <= 0:
                self.spent.set()
