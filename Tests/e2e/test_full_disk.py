"""A disk without room, and a server that is asked to stop: what is told, and that it goes on afterwards."""

import json
import subprocess
import time

import pytest

import raw_http
from client import JSON, Client, read_until
from hermes_process import AGENTS, Server

WAIT = 60


@pytest.fixture
def small_disk(tmp_path):
    """A file system of its own of 96 MiB."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=96m,mode=0700", "tmpfs", place]
    if subprocess.run(command, capture_output=True).returncode != 0:
        pytest.skip("only root can mount a small disk")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def fill(path):
    with open(path, "wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                pass


def ready(port):
    return raw_http.request(port, "GET", "/ready")


def until(holds):
    end = time.monotonic() + WAIT
    while not holds():
        assert time.monotonic() < end, "it did not come to be"


def begun(user, text="for ever"):
    """A task that is inside its agent."""
    task = user.give("SlowInvoke", text)["task_id"]
    with user.socket(f"/tasks/{task}") as socket:
        read_until(socket, "agent_thinking")
    return task


def test_what_could_not_be_stored_is_stored_when_there_is_room_again(small_disk, fixture_folder):
    server = Server(small_disk / "data", [AGENTS, fixture_folder])
    try:
        user = Client(server.port)
        task = begun(user)
        assert ready(server.port).status == 200
        fill(small_disk / "fill")
        body = json.dumps({"email": "late@example.org", "password": "secret"}).encode()
        answer = raw_http.request(server.port, "POST", "/api/v1/auth/register", JSON, body)
        assert (answer.status, answer.code) == (503, "journal_unavailable")
        answer = user.post("/chat", {"query": "Write a poem"})
        assert (answer.status, answer.code) == (503, "journal_unavailable")
        answer = user.post(f"/tasks/{task}/cancel")
        assert (answer.status, answer.code) == (503, "journal_unavailable")
        assert ready(server.port).status == 503 and ready(server.port).json["status"] == "storage_failing"
        assert raw_http.request(server.port, "GET", "/health").status == 200
        assert user.task(task)["status"] == "running"
        (small_disk / "fill").unlink()
        until(lambda: user.task(task)["status"] == "cancelled")
        until(lambda: ready(server.port).status == 200)
        assert user.events(task)[-1]["type"] == "task_failed"
        assert server.terminate() == 0
    finally:
        server.terminate()


def test_the_last_of_the_disk_is_for_what_runs(small_disk, fixture_folder):
    server = Server(small_disk / "data", [AGENTS, fixture_folder])
    try:
        user = Client(server.port)
        task = begun(user)
        fill(small_disk / "fill")
        with open(small_disk / "fill", "r+b") as file:
            file.truncate(file.seek(0, 2) - (4 << 20))
        answer = user.post("/chat", {"query": "Write a poem"})
        assert (answer.status, answer.code) == (503, "journal_unavailable")
        assert "nearly full" in answer.json["detail"]
        ready = user.get("/ready")
        assert (ready.status, ready.json["status"]) == (503, "disk_nearly_full")
        user.post(f"/tasks/{task}/cancel")
        until(lambda: user.task(task)["status"] == "cancelled")
        (small_disk / "fill").unlink()
        assert user.get("/ready").status == 200
        assert user.post("/chat", {"query": "Write a poem"}).status == 200
    finally:
        server.terminate()


def test_a_start_on_a_full_disk_leaves_the_database_as_it_was(small_disk):
    server = Server(small_disk / "data", [AGENTS])
    try:
        user = Client(server.port)
        task = user.chat(wait=WAIT)["task_id"]
        fill(small_disk / "fill")
        server.kill()
        # A supervisor starts it again at once.
        with pytest.raises(AssertionError, match="no ready line"):
            Server(small_disk / "data", [AGENTS])
        (small_disk / "fill").unlink()
        server = Server(small_disk / "data", [AGENTS])
        assert user.at(server.port).task(task)["status"] == "completed"
    finally:
        server.terminate()


def test_ready_is_503_while_the_server_drains(tmp_path, fixture_folder):
    server = Server(tmp_path / "data", [fixture_folder], settings={"HERMES_DRAIN_SECONDS": "30"})
    try:
        begun(Client(server.port))
        assert ready(server.port).status == 200
        server.process.terminate()
        until(lambda: ready(server.port).status == 503)
        assert ready(server.port).json["status"] == "stopping"
    finally:
        server.kill()
