"""A system that gives no further thread: calls wait or fail, and the server goes on."""

import os
import pathlib
import shutil
import subprocess
import tempfile

import pytest

import raw_http
from client import Client, read_until
from hermes_process import AGENTS, Server

WAIT = 60
# Root's threads are not counted.
USER = "54321"


@pytest.fixture
def place():
    """A folder that any user can reach."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="hermes-threads-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def test_no_further_thread_is_no_end_of_the_server(place, fixture_folder):
    agents, data, launcher = place / "agents", place / "data", ()
    for folder in (agents, data):
        folder.mkdir(mode=0o755)
    shutil.copy(fixture_folder / "slow_invoke.so", agents)
    if os.geteuid() == 0:
        launcher = ("setpriv", "--reuid", USER, "--regid", USER, "--clear-groups")
        os.chown(data, int(USER), int(USER))
        os.chown(place, int(USER), int(USER))
    server = Server(data, [AGENTS, agents], launcher=launcher)
    try:
        user = Client(server.port)
        limit = [*launcher, "prlimit", f"--pid={server.process.pid}"]
        subprocess.run([*limit, "--nproc=1:"], check=True)
        # Each holds a thread of its own for as long as it is inside.
        tasks = [user.give("SlowInvoke", "for ever")["task_id"] for _ in range(3)]
        with user.socket(f"/tasks/{tasks[0]}") as socket:
            read_until(socket, "agent_thinking")
        done = user.give("CodeGenerator", "Write a Python function to calculate fibonacci numbers", WAIT)
        assert done["status"] == "completed", done
        assert raw_http.request(server.port, "GET", "/api/v1/health").status == 200
        # With threads again those that waited begin, and all can be ended.
        subprocess.run([*limit, "--nproc=10000:"], check=True)
        for task in tasks:
            user.post(f"/tasks/{task}/cancel")
        assert [user.task(task)["status"] for task in tasks] == ["cancelled"] * 3
        assert server.process.poll() is None
    finally:
        server.terminate()
