"""A system that gives no further thread: calls wait or fail, and the server goes on."""

import concurrent.futures
import contextlib
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import threading
import time

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


def threads_of(user):
    """How many there are, in all processes of a user."""
    count = 0
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if str(process.stat().st_uid) == user:
                count += len(list((process / "task").iterdir()))
    return count


@contextlib.contextmanager
def in_use(user, count=4):
    """Clients that ask on and on, so that what serves requests has its threads and keeps them."""
    stop, begun = threading.Event(), threading.Barrier(count + 1)

    def work():
        user.get("/tasks")
        begun.wait(WAIT)
        # An answer may be long in coming, or cut off.
        while not stop.is_set():
            with contextlib.suppress(OSError):
                user.get("/tasks")

    with concurrent.futures.ThreadPoolExecutor(count) as pool:
        works = [pool.submit(work) for _ in range(count)]
        try:
            begun.wait(WAIT)
            yield
        finally:
            stop.set()
    for each in works:
        each.result()


def until_begun(data, count, seconds=5):
    """Until so many steps are with their agents, as the database has it, or none goes on any more."""
    end = time.monotonic() + seconds
    with contextlib.closing(sqlite3.connect(data / "hermes.sqlite")) as database:
        while time.monotonic() < end:
            [[begun]] = database.execute("SELECT count(*) FROM event WHERE type = 'step_started'").fetchall()
            if begun == count:
                return


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
        with in_use(user):
            # Two more, so that requests are worked for and their calls have none.
            subprocess.run([*limit, f"--nproc={threads_of(str(os.stat(data).st_uid)) + 2}:"], check=True)
            # Whether these are answered depends on the threads that there are by now; none of them may end the
            # server, and nobody waits for them here.
            asked = [ask(server.port, user, agent, text) for agent, text in TASKS]
            # Calls of steps that began are made by then, or have failed, and the server goes on.
            until_begun(data, len(TASKS))
            with pytest.raises(subprocess.TimeoutExpired):
                server.process.wait(1)
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
