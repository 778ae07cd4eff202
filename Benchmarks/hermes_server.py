"""A Hermes server for one benchmark run, and the few calls that the benchmarks make to it."""

import contextlib
import json
import os
import pathlib
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
BIN = ROOT / "Benchmarks/bin"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def pinned(core):
    """A preexec function that keeps a program on one core, where there are several."""
    cores = sorted(os.sched_getaffinity(0))
    return lambda: os.sched_setaffinity(0, {cores[core % len(cores)]})


def limits():
    """The settings in limits.env: a benchmark needs more than an account is granted."""
    lines = (ROOT / "Benchmarks/limits.env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


class Server:
    def __init__(self, url, pid):
        self.url, self.pid = url, pid

    def call(self, method, path, body=None, token=None):
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + "/api/v1" + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            # Registering is throttled, whatever limits.env says; nothing is measured meanwhile.
            if error.code == 429 and path == "/auth/register":
                time.sleep(int(error.headers.get("Retry-After", "1")))
                return self.call(method, path, body, token)
            raise SystemExit(f"{method} {path}: {error.code} {error.read().decode()}") from None

    def register(self, name):
        body = {"email": f"{name}@bench.invalid", "password": "benchmark"}
        return self.call("POST", "/auth/register", body)["access_token"]

    def socket_url(self, path, token):
        return f"ws{self.url[4:]}/api/v1/ws{path}?token={token}"


@contextlib.contextmanager
def started(binary=ROOT / "bin/hermes", agents=BIN / "agents", core=0, folder=None):
    """Starts a server on a free port with an empty data directory (in `folder`; default: the
    system's for temporary files); ends it afterwards."""
    with tempfile.TemporaryDirectory(prefix="hermes-bench-", dir=folder) as data:
        command = [binary, "serve", "--port", str(free_port()), "--data", data, "--agents", agents]
        with open(pathlib.Path(data) / "server.log", "w") as log:
            process = subprocess.Popen(
                [str(part) for part in command],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env={**os.environ, **limits()},
                preexec_fn=pinned(core),
            )
        try:
            line = process.stdout.readline()
            url = next((word for word in line.split() if word.startswith("http://")), None)
            if url is None:
                raise SystemExit(f"the server did not start: {line!r}")
            yield Server(url.rstrip("/.,"), process.pid)
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
