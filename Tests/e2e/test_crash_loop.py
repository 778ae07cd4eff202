"""An agent that ends the server from a thread of its own: no start after start dies of the same task."""

import contextlib
import sqlite3

import pytest

from agents_folder import build, names, put, until
from client import Client
from hermes_process import Server, free_port

# More deaths than any rule allows.
TOO_MANY = 5
DONE = ("completed", "failed")


@pytest.fixture(scope="module")
def libraries(tmp_path_factory):
    return build(tmp_path_factory.mktemp("crash"), "crash")


@pytest.fixture
def place(libraries, tmp_path):
    folder = tmp_path / "agents"
    folder.mkdir()
    put(libraries / "DiesApart.so", folder)
    return folder


def start(folder, port):
    """None if it died before it was ready: it takes up its tasks before that."""
    with contextlib.suppress(AssertionError):
        return Server(folder.parent / "data", [folder], port)
    return None


def begin(server, user, fault):
    """The task, which may end the server before that has told anybody."""
    with contextlib.suppress(OSError, AttributeError, ValueError):
        user.post("/agents/DiesApart/tasks", {"text": fault})
    with contextlib.closing(sqlite3.connect(server.data / "hermes.sqlite")) as database:
        [[task]] = database.execute("SELECT id FROM task").fetchall()
    return task


def ended(server, user, task):
    """The task when it has ended; None when the server has."""

    def look():
        # Its answer is cut off, or none comes, when it dies meanwhile.
        with contextlib.suppress(OSError, AttributeError, ValueError):
            found = user.task(task)
            if found["status"] in DONE:
                return found
        return "died" if server.process.poll() is not None else None

    found = until(look, lambda value: value is not None)
    return None if found == "died" else found


def deaths_until_it_ends(folder, port, server, user, task):
    """How often the server dies, then the task, and the last server."""
    for deaths in range(TOO_MANY):
        found = server and ended(server, user, task)
        if found:
            return deaths, found, server
        if server:
            server.terminate()
        server = start(folder, port)
    raise AssertionError(f"the server died {TOO_MANY} times of one task")


@pytest.mark.parametrize("fault", ["abort", "leave"])
@pytest.mark.parametrize("lane", ["auto", "in-process"])
def test_the_server_stays_up_in_the_end(place, lane, fault):
    (place / "DiesApart.toml").write_text(f'lane = "{lane}"\n')
    port = free_port()
    server = start(place, port)
    user = Client(port, "loop")
    task = begin(server, user, fault)
    deaths, found, server = deaths_until_it_ends(place, port, server, user, task)
    try:
        agent = names(user)["DiesApart"]
        [failure] = [e["data"]["error"] for e in user.events(task) if e["data"].get("will_retry") is False]
        if lane == "auto":
            assert (deaths, agent["lane"], failure["code"]) == (2, "process", "agent_crashed")
            assert "the second time in a row" in agent["lane_source"]
        else:
            assert (deaths, agent["lane"], failure["code"]) == (3, "in-process", "crashed_server")
            assert 'lane = "process"' in failure["message"]
        assert found["status"] == "failed"
        assert user.give("DiesApart", "hello", wait=20)["status"] == "completed"
    finally:
        server.terminate()


def test_an_agent_that_ends_the_server_when_it_is_made_does_so_once(place, libraries):
    (place / "DiesWhenMade.toml").write_text('[agents.DiesWhenMade.config]\nwish = "die"\n')
    put(libraries / "DiesWhenMade.so", place)
    port = free_port()
    assert start(place, port) is None
    server = start(place, port)
    try:
        assert server, "the second start died of it too"
        assert "while DiesWhenMade was being made" in server.errors
        (place / "DiesWhenMade.toml").write_text('[agents.DiesWhenMade.config]\nwish = "live"\n')
        user = Client(port, "mended")
        until(lambda: names(user).get("DiesWhenMade", {}).get("state"), lambda state: state == "ready")
        assert user.give("DiesWhenMade", "hello", wait=20)["status"] == "completed"
    finally:
        if server:
            server.terminate()


def test_restarts_in_order_are_no_deaths(place):
    """However often: the step is taken up each time."""
    port = free_port()
    server = start(place, port)
    user = Client(port, "orderly")
    task = user.give("DiesApart", "wait")["task_id"]
    steps = lambda: [e for e in user.events_so_far(task) if e["type"] == "step_started"]  # noqa: E731
    for restarts in range(TOO_MANY):
        until(steps, lambda begun: len(begun) == restarts + 1)
        assert server.terminate() == 0
        server = start(place, port)
    try:
        until(steps, lambda begun: len(begun) == TOO_MANY + 1)
        assert user.task(task)["status"] == "running"
    finally:
        server.terminate()
