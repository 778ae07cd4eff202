"""A `hermes serve` of the tests' own: free port, data directory of its own."""

import contextlib
import os
import pathlib
import random
import re
import selectors
import signal
import socket
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("HERMES_BIN", ROOT / "bin/hermes"))
AGENTS = pathlib.Path(os.environ.get("HERMES_AGENTS", ROOT / "agents.d"))
START_SECONDS = 60
STOP_SECONDS = 30
# Passwords are cheap and nobody is throttled, so that the tests do not wait.
FAST = {
    "HERMES_PASSWORD_COST": "10",
    "HERMES_REGISTER_BURST": "100000",
    "HERMES_REQUEST_BURST": "1000000",
    "HERMES_TASKS_PER_DAY": "0",
    "HERMES_REQUESTS_PER_SECOND": "1000000",
    "HERMES_RUNNING_TASKS_PER_USER": "64",
    "HERMES_DRAIN_SECONDS": "1",
}


def free_port():
    """A port below the range (32768 and up) that the kernel gives to outgoing connections: between
    this probe and the start of a server, a client of another test would otherwise take it."""
    while True:
        port = random.randrange(20000, 32768)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def first_line(process):
    """The line that says the server is ready; empty if it ended or took too long."""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        return process.stdout.readline() if selector.select(START_SECONDS) else ""


class Server:
    """Starts when it is made. `settings` are environment variables; `launcher` is a command that
    becomes the server."""

    def __init__(self, data, agents=(AGENTS,), port=None, settings=(), launcher=()):
        self.data, self.port = pathlib.Path(data), port or free_port()
        self.log = self.data.parent / f"{self.data.name}-{self.port}.log"
        command = [*launcher, BINARY, "serve", "--port", self.port, "--data", self.data]
        for folder in agents:
            command += ["--agents", folder]
        with open(self.log, "a") as output:
            self.process = subprocess.Popen(
                [str(part) for part in command],
                stdout=subprocess.PIPE,
                stderr=output,
                text=True,
                env={**os.environ, **FAST, **dict(settings)},
            )
        self.ready_line = first_line(self.process)
        if not re.search(rf":{self.port}\b", self.ready_line):
            self.kill()
            raise AssertionError(f"no ready line but {self.ready_line!r}; log: {self.errors}")

    @property
    def errors(self):
        return self.log.read_text(errors="replace")

    def kill(self):
        """kill -9"""
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def terminate(self):
        """SIGTERM; the exit code, or None if it had to be killed."""
        if self.process.poll() is not None:
            return self.process.returncode
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            return None


@contextlib.contextmanager
def serving(agents=(AGENTS,), **settings):
    """Yields a server with an empty data directory, and ends it."""
    with tempfile.TemporaryDirectory(prefix="hermes-e2e-") as folder:
        server = Server(f"{folder}/data", agents, settings=settings)
        try:
            yield server
            assert server.process.poll() is None, f"the server ended; log: {server.errors[-4000:]}"
        finally:
            server.terminate()


@contextlib.contextmanager
def running(**settings):
    """Yields the port of such a server."""
    with serving(**settings) as server:
        yield server.port
