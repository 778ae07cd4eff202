"""A system that gives no further thread: calls wait or fail, and the server goes on."""

import json
import os
import pathlib
import select
import shutil
import subprocess
import tempfile

import pytest

import raw_http
from agents_folder import names, until
from client import Client
from hermes_process import AGENTS, Server

WAIT = 60
# Root's threads are not counted.
USER = "54321"


TASKS = [("SlowInvoke", "for ever")] * 3 + [("CodeGenerator", "Write a Python function to sort a list")]


def ask(port, user, agent, text):
    """A connection on which a task was asked for."""
    body = json.dumps({"text": text}).encode()
    connection = raw_http.connect(port)
    connection.sendall(
        f"POST /api/v1/agents/{agent}/tasks HTTP/1.1\r\nHost: localhost\r\n"
        f"Authorization: Bearer {user.token}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n".encode()
        + body
    )
    return connection


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
        until(lambda: names(user), lambda loaded: {agent for agent, _ in TASKS} <= set(loaded))
        limit = [*launcher, "prlimit", f"--pid={server.process.pid}"]
        subprocess.run([*limit, "--nproc=1:"], check=True)
        # Whether these are answered depends on the threads that there are by now; none of them may end the
        # server, and nobody waits for them here.
        asked = [ask(server.port, user, agent, text) for agent, text in TASKS]
        # The first has had its chance by then, with or without an answer.
        select.select(asked, [], [], 2)
        subprocess.run([*limit, "--nproc=10000:"], check=True)
        for connection in asked:
            assert raw_http.read_answer(connection).status in (200, 429, 503)
            connection.close()
        # With threads again everything goes on.
        for task in user.get("/tasks").json["tasks"]:
            user.post(f"/tasks/{task['task_id']}/cancel")
        done = user.give("CodeGenerator", "Write a Python function to calculate fibonacci numbers", WAIT)
        assert done["status"] == "completed", done
        assert raw_http.request(server.port, "GET", "/api/v1/health").status == 200
        assert server.process.poll() is None
    finally:
        server.terminate()
