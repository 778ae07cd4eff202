"""What agents may ask of the host: other agents and a store, in both lanes, by grant."""

import pytest

from agents_folder import build, put, until
from client import Client
from hermes_process import AGENTS, Server, free_port, serving

WAIT = 60
GRANTS = '[agents.Extensions]\ngrants = ["agents", "store"]\n'
OK, ENDED, CYCLE, INVALID, UNSUPPORTED, NOT_FOUND, QUOTA = 0, -3, -9, -2, -7, -10, -11


@pytest.fixture(scope="module")
def libraries(tmp_path_factory):
    return build(tmp_path_factory.mktemp("lanes"))


@pytest.fixture(scope="module", params=["in-process", "process"])
def place(request, tmp_path_factory, libraries):
    folder = tmp_path_factory.mktemp("agents")
    (folder / "Extensions.toml").write_text(f'lane = "{request.param}"\n{GRANTS}')
    put(libraries / "Extensions.so", folder)
    put(libraries / "Generation.so", folder)
    with serving([AGENTS, folder]) as server:
        yield server, Client(server.port, "extensions")


def told(user, text):
    task = user.give("Extensions", text, wait=WAIT)
    assert task["status"] == "completed", task
    status, _, rest = task["result"].removeprefix("status ").partition(": ")
    return int(status), rest


@pytest.mark.parametrize("verb", ["ask", "later"])
def test_an_agent_calls_another_with_its_events_on_the_same_task(place, verb):
    _, user = place
    task = user.give("Extensions", f"{verb} CodeGenerator Write a Python function for fibonacci", wait=WAIT)
    assert task["status"] == "completed" and task["result"].startswith("status 0: ")
    assert "def fibonacci" in task["result"]
    events = user.events(task["task_id"])
    helpers = [event["data"]["agent_name"] for event in events if event["type"] == "agent_thinking"]
    assert helpers[0] == "Extensions" and "CodeGenerator" in helpers[1:]
    assert all(event["data"].get("step_number", 1) == 1 for event in events)


def test_an_error_of_the_other_is_told(place):
    _, user = place
    status, text = told(user, "ask Nobody hello")
    assert status == -1 and "agent_not_found" in text


def test_calls_that_would_wait_for_ever_are_refused_at_once(place):
    _, user = place
    # Each call holds a slot of the four: the fifth has none, and its ancestors wait for it.
    depth = "ask Extensions " * 12 + "hello"
    status, text = told(user, depth)
    assert status == OK and "status -9" in text and "cycle" in text


def test_the_other_ends_with_the_call_that_asked(place):
    server, user = place
    task = user.give("Extensions", "ask Generation ms=60000")["task_id"]
    until(lambda: user.health("Generation")["running"], lambda running: running == 1)
    receipt = user.post(f"/tasks/{task}/cancel").json
    assert receipt
    until(lambda: user.task(task)["status"], lambda status: status == "cancelled")


def test_the_store_keeps_and_forgets(place):
    _, user = place
    assert told(user, "get colour") == (NOT_FOUND, "")
    assert told(user, "put colour green") == (OK, "")
    assert told(user, "put colours many%_") == (OK, "")
    assert told(user, "get colour") == (OK, "green")
    assert told(user, "keys col") == (OK, '["colour","colours"]')
    assert told(user, "keys c%") == (OK, "[]")
    assert told(user, "remove colour") == (OK, "")
    assert told(user, "remove colour") == (NOT_FOUND, "")
    assert told(user, "get " + "k" * 513)[0] == INVALID


def test_the_store_of_one_user_is_not_another_s(place):
    server, user = place
    other = Client(server.port, "other")
    assert told(user, "put secret mine") == (OK, "")
    assert told(other, "get secret") == (NOT_FOUND, "")
    assert told(other, "keys s") == (OK, "[]")


def test_the_store_has_a_quota(place):
    server, _ = place
    user = Client(server.port, "greedy")
    assert told(user, "fill big 100")[0] == QUOTA
    assert told(user, "put small x") == (OK, "")
    assert told(user, "get small") == (OK, "x")


def test_what_is_not_granted_is_not_there(libraries, tmp_path):
    put(libraries / "Extensions.so", tmp_path)
    with serving([tmp_path]) as server:
        user = Client(server.port, "ungranted")
        assert told(user, "get x") == (UNSUPPORTED, "not granted")
        assert told(user, "ask Extensions x") == (UNSUPPORTED, "not granted")


def test_the_store_outlives_kill_9(libraries, tmp_path):
    folder = tmp_path / "agents"
    folder.mkdir()
    (folder / "Extensions.toml").write_text(GRANTS)
    put(libraries / "Extensions.so", folder)
    port = free_port()
    server = Server(tmp_path / "data", [folder], port)
    user = Client(port, "durable")
    assert told(user, "put here still") == (OK, "")
    server.kill()
    server = Server(tmp_path / "data", [folder], port)
    try:
        assert told(user, "get here") == (OK, "still")
    finally:
        server.terminate()
