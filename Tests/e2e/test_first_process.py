"""As the first process of a container, which inherits whoever has lost a parent."""

import pathlib
import signal
import subprocess

import pytest

from agents_folder import until
from client import Client
from hermes_process import Server

NAMESPACE = ("unshare", "--pid", "--fork", "--kill-child", "--mount-proc")
WAIT = 60


def can_unshare():
    return subprocess.run([*NAMESPACE, "true"], capture_output=True).returncode == 0


pytestmark = pytest.mark.skipif(not can_unshare(), reason="needs a process namespace of its own")


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path / "data", launcher=NAMESPACE)
    yield server
    server.kill()


def children(process):
    text = pathlib.Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(child) for child in text.split()]


def zombies(server):
    """Processes in the server's namespace that nobody has collected, seen from outside."""
    first = children(server.process.pid)[0]
    listed = subprocess.run(["ps", "-e", "-o", "ppid=,stat=,pid="], capture_output=True, text=True, check=True)
    rows = [line.split() for line in listed.stdout.splitlines()]
    inside, waiting = {str(first)}, rows
    while found := [row for row in waiting if row[0] in inside]:
        inside |= {row[2] for row in found}
        waiting = [row for row in waiting if row[0] not in inside]
    return [row for row in rows if row[2] in inside and row[1].startswith("Z")]


def test_what_sandboxes_leave_is_collected(server):
    user = Client(server.port)
    for _ in range(3):
        assert user.chat(wait=WAIT)["status"] == "completed"
    until(lambda: zombies(server), lambda found: not found)


def test_a_signal_ends_it_in_order(server):
    user = Client(server.port)
    task = user.chat(wait=WAIT)["task_id"]
    children_of_first = children(children(server.process.pid)[0])
    assert len(children_of_first) >= 1
    subprocess.run(["kill", f"-{signal.SIGTERM.value}", str(children(server.process.pid)[0])], check=True)
    assert server.process.wait(WAIT) == 0
    again = Server(server.data, port=server.port)
    try:
        assert "last run" not in again.errors and user.task(task)["status"] == "completed"
    finally:
        again.terminate()
