"""A `hermes serve` of the tests' own: free port, empty data directory."""

import contextlib
import os
import pathlib
import selectors
import socket
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("HERMES_BIN", ROOT / "bin/hermes"))
AGENTS = pathlib.Path(os.environ.get("HERMES_AGENTS", ROOT / "agents.d"))
START_SECONDS = 60


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def first_line(process):
    """The line that says the server is ready; empty if it ended or took too long."""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        return process.stdout.readline() if selector.select(START_SECONDS) else ""


@contextlib.contextmanager
def running(**settings):
    """Yields the port. `settings` are environment variables; the log is shown if it doesn't start."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="hermes-e2e-") as data:
        log = pathlib.Path(data) / "server.log"
        command = [BINARY, "serve", "--port", str(port), "--data", f"{data}/data", "--agents", AGENTS]
        with open(log, "w") as output:
            process = subprocess.Popen(
                [str(part) for part in command],
                stdout=subprocess.PIPE,
                stderr=output,
                text=True,
                env={**os.environ, **settings},
            )
        try:
            line = first_line(process)
            assert f":{port}" in line, f"no ready line but {line!r}; log: {log.read_text()}"
            yield port
            assert process.poll() is None, f"the server ended; log: {log.read_text()[-4000:]}"
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
