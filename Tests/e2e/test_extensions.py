"""What agents may ask of the host: other agents, a store and blobs, in both lanes, by grant."""

import pytest

from agents_folder import build, put, until
from client import Client
from hermes_process import AGENTS, Server, free_port, serving

WAIT = 60
GRANTS = '[agents.Extensions]\ngrants = ["agents", "store", "blob"]\n'
OK, FAILED, ENDED, CYCLE, INVALID, UNSUPPORTED, NOT_FOUND, QUOTA = 0, -1, -3, -9, -2, -7, -10, -11


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


def test_an_agent_may_finish_while_those_it_called_still_stream(place):
    """What they emit then has nobody to go to."""
    server, user = place
    for _ in range(5):
        assert told(user, "leave Guide 500")[0] == OK
    until(lambda: user.health("Guide")["running"], lambda running: running == 0)
    assert user.get("/auth/me").status == 200 and server.process.poll() is None


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


def blob_of(user, task):
    artifact = user.task(task["task_id"])["artifacts"][0]
    return artifact, user.get(artifact["href"].removeprefix("/api/v1"))


def kept(server, task=None):
    folder = server.data / "blobs"
    return sorted(path.name for path in (folder / task["task_id"] if task else folder).glob("*"))


def test_a_large_part_travels_by_id_and_is_downloaded(place):
    server, user = place
    task = user.give("Extensions", "blob first second", wait=WAIT)
    assert task["status"] == "completed", task
    artifact, answer = blob_of(user, task)
    assert artifact["bytes"] == len("head firstsecond")
    assert answer.body == b"head firstsecond" and answer.headers["content-length"] == "16"
    assert task["result"] == f"file.bin: 16 bytes at {artifact['href']}"


def test_a_blob_of_many_pieces_arrives_whole(place):
    _, user = place
    task = user.give("Extensions", "large 24", wait=WAIT)
    piece = bytes((index * 31 >> 3) & 255 for index in range(4 << 20))
    assert blob_of(user, task)[1].body == b"head " + piece * 6


def test_a_blob_is_read_by_other_calls_of_its_task_only(place):
    server, user = place
    status, text = told(user, "share shared")
    assert status == OK and "status 0: hared" in text
    task = user.give("Extensions", "blob mine too", wait=WAIT)
    [name] = kept(server, task)
    assert told(user, f"read {name}") == (NOT_FOUND, "")
    for foreign in (name, "0" * 32, "../" + name):
        failed = user.give("Extensions", f"give {foreign}", wait=WAIT)
        assert failed["status"] == "failed" and failed["error"]["code"] == "invalid_result", failed


def test_blobs_go_with_their_task_and_what_no_result_names_goes_before(place):
    server, user = place
    told(user, "share unnamed")
    task = user.give("Extensions", "blob named here", wait=WAIT)
    assert len(kept(server, task)) == 1
    conversation = user.give("Extensions", "blob in conversation", wait=WAIT)
    assert user.delete(f"/tasks/{task['task_id']}").status == 204
    assert user.delete(f"/conversations/{conversation['conversation_id']}").status == 204
    gone = {task["task_id"], conversation["task_id"]}
    until(lambda: gone & set(kept(server)), lambda left: not left)


def test_blobs_have_a_quota(place):
    server, user = place
    assert told(user, "large 300")[0] == QUOTA
    until(lambda: len(kept(server)), lambda count: count < 64)


def test_what_is_not_granted_is_not_there(libraries, tmp_path):
    put(libraries / "Extensions.so", tmp_path)
    with serving([tmp_path]) as server:
        user = Client(server.port, "ungranted")
        assert told(user, "get x") == (UNSUPPORTED, "not granted")
        assert told(user, "ask Extensions x") == (UNSUPPORTED, "not granted")
        assert told(user, "blob x y") == (UNSUPPORTED, "not granted")


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


def test_named_blobs_outlive_kill_9_and_the_rest_is_swept(libraries, tmp_path):
    folder = tmp_path / "agents"
    folder.mkdir()
    (folder / "Extensions.toml").write_text(GRANTS)
    put(libraries / "Extensions.so", folder)
    port = free_port()
    server = Server(tmp_path / "data", [folder], port)
    user = Client(port, "durable-blobs")
    task = user.give("Extensions", "blob it stays", wait=WAIT)
    server.kill()
    (tmp_path / "data/blobs" / ("f" * 32)).mkdir()
    (tmp_path / "data/blobs" / task["task_id"] / ("e" * 32)).write_text("of no result")
    server = Server(tmp_path / "data", [folder], port)
    try:
        assert blob_of(user, task)[1].body == b"head itstays"
        until(lambda: kept(server), lambda tasks: tasks == [task["task_id"]])
        until(lambda: kept(server, task), lambda names: len(names) == 1)
    finally:
        server.terminate()


@pytest.mark.parametrize("lane", ["in-process", "process"])
@pytest.mark.parametrize(
    "word, status, result",
    [("done", "completed", "it was done"), ("nothing", "completed", "ran"), ("unknown", "in_doubt", None)],
)
def test_an_agent_is_asked_about_a_step_that_was_cut_off(libraries, tmp_path, lane, word, status, result):
    folder, said = tmp_path / "agents", tmp_path / "said"
    folder.mkdir()
    (folder / "Reconcile.toml").write_text(
        f'lane = "{lane}"\n[agents.Reconcile.config]\nfile = "{said}"\n'
    )
    put(libraries / "Reconcile.so", folder)
    port = free_port()
    server = Server(tmp_path / "data", [folder], port)
    user = Client(port, "reconcile")
    task = user.give("Reconcile", word)["task_id"]
    until(said.exists, bool)
    until(said.read_text, bool)
    server.kill()
    server = Server(tmp_path / "data", [folder], port)
    try:
        until(lambda: user.task(task)["status"], lambda now: now == status)
        ended = user.task(task)
        assert (ended["result"] or "").startswith(result or "")
        # Whether the agent ran again is for it to say, and never for a guess.
        assert said.read_text().count("attempt") == (2 if word == "nothing" else 1)
        if word == "unknown":
            assert [each["kind"] for each in ended["inputs"]] == ["in_doubt"]
    finally:
        server.terminate()
