"""The process lane: the same calls, and a crash that only its own process feels."""

import json
import re
import subprocess

import pytest

from agents_folder import build, names, put, settings_of, until
from client import PASSWORD, Client
from hermes_process import BINARY, Server, free_port, serving

# What the request makes the agent do, and what its one call is told. Hangs end at the deadline.
FAULTS = {
    "segv": "SIGSEGV",
    "abort": "SIGABRT",
    "overflow": "SIGSEGV",
    "double_free": "SIGABRT",
    "exit": "exit code 3",
    "leaves": "exit code 4",
    "memory": "SIGABRT",
    "deadlock": "deadline_exceeded",
    "loop": "deadline_exceeded",
    "descriptors": None,
    "thread_segv": "SIGSEGV",
    "thread_abort": "SIGABRT",
}
CERTAIN = ("segv", "abort", "overflow", "double_free")
ROUNDS = 20
PROCESS = 'lane = "process"\n[limits]\nmemory = "1GiB"\ndescriptors = 64\n'
FAULT = PROCESS + "[agents.Fault]\ndeadline = 5\n"
# One line of an in-process attempt is not repeated: the server is gone.
WAIT = 60


@pytest.fixture(scope="module")
def libraries(tmp_path_factory):
    return build(tmp_path_factory.mktemp("lanes"))


@pytest.fixture(scope="module")
def place(tmp_path_factory, libraries):
    folder = tmp_path_factory.mktemp("agents")
    (folder / "Fault.toml").write_text(FAULT)
    put(libraries / "Fault.so", folder)
    put(libraries / "Generation.so", folder)
    with serving([folder]) as server:
        yield folder, Client(server.port, "lanes"), server


def test_the_lane_is_shown_with_where_it_comes_from(place):
    folder, user, server = place
    agents = names(user)
    assert agents["Fault"]["lane"] == "process" and agents["Generation"]["lane"] == "in-process"
    settings = settings_of(server, "Fault")
    assert settings["lane"]["source"] == settings["deadline_ms"]["source"] == f"{folder}/Fault.toml"
    assert settings["deadline_ms"]["value"] == 5000
    assert settings["max_concurrency"] == {"value": 4, "source": "card"}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_fails_only_its_own_call(place, fault):
    _, user, server = place
    others = [user.give("Generation", "ms=700")["task_id"] for _ in range(3)]
    task = user.give("Fault", fault, wait=WAIT)
    expected = FAULTS[fault]
    if expected is None:
        # Nothing ends: the child has spent its own descriptors and nobody else's.
        assert task["status"] == "completed"
    else:
        assert task["status"] == "failed"
        last = task["steps"][-1]["error"]
        assert re.search(expected, f"{last['code']}: {last['message']}"), last
        if expected != "deadline_exceeded":
            assert last["code"] == "agent_crashed" and "Fault" in last["message"]
    for other in others:
        until(lambda: user.task(other)["status"], lambda status: status == "completed")
    assert server.process.poll() is None
    # The agent is there again, in a new process.
    until(lambda: user.give("Fault", "fine", wait=WAIT)["status"], lambda status: status == "completed")


def test_a_crash_is_retryable_and_is_retried(place):
    _, user, _ = place
    task = user.give("Fault", "segv", wait=WAIT)
    events = user.events(task["task_id"])
    failed = [event["data"] for event in events if event["type"] == "step_failed"]
    assert len(failed) > 1 and [data["will_retry"] for data in failed][-1] is False
    assert all(data["will_retry"] for data in failed[:-1])


def test_who_ends_a_child_again_and_again_is_kept_out_and_nobody_else(libraries, tmp_path):
    (tmp_path / "Fault.toml").write_text(FAULT)
    put(libraries / "Fault.so", tmp_path)
    with serving([tmp_path]) as server:
        user, culprit = Client(server.port, "user"), Client(server.port, "culprit")

        def last_error(text):
            # Harmless calls of both beside those that crash clear nobody.
            for client in (user, culprit):
                client.give("Fault", "fine", wait=WAIT)
            return culprit.give("Fault", text, wait=WAIT)["steps"][-1].get("error", {})

        until(lambda: last_error("segv").get("message", ""), lambda text: "ended this agent again and again" in text)
        assert last_error("fine")["code"] == "agent_crashed"
        for _ in range(3):
            assert user.give("Fault", "fine", wait=WAIT)["status"] == "completed"


def in_server(libraries, folder, fault):
    """A server whose in-process agent does that; how it ended, and what the next start says."""
    put(libraries / "Fault.so", folder)
    (folder / "Fault.toml").write_text("[agents.Fault]\ndeadline = 1\n")
    # Not named by a port, which may come again: what is known of an agent lies there.
    data, port = folder.parent / f"{folder.name}-data", free_port()
    server = Server(data, [folder], port)
    user = Client(port, "crash")
    # The server may be gone before it has answered.
    user.post("/agents/Fault/tasks", {"text": fault})
    try:
        code = server.process.wait(timeout=20)
    except Exception:
        server.kill()
        return None, ""
    server.process.stdout.close()
    again = Server(data, [folder], port)
    report = re.search(r"^last run: (.*)$", again.errors, re.M)
    lane = names(user)["Fault"]["lane"]
    again.terminate()
    return code, f"{report.group(1) if report else 'no report'}; then lane {lane}"


@pytest.mark.parametrize("fault", CERTAIN)
def test_who_crashed_the_server_is_certain(libraries, tmp_path, fault, capsys):
    missed = []
    for number in range(ROUNDS):
        folder = tmp_path / f"agents-{number}"
        folder.mkdir()
        code, report = in_server(libraries, folder, fault)
        certain = re.search(rf"^{FAULTS[fault]} in Fault, call \d+ of task \S+ \(certain\)", report)
        if not certain or "lane process" not in report or code is None:
            missed.append((code, report))
    with capsys.disabled():
        print(f"\n{fault} in the server: {ROUNDS - len(missed)} of {ROUNDS} certain, then in the process lane")
    assert not missed


def test_an_agent_comes_back_from_quarantine(libraries, tmp_path):
    folder = tmp_path / "agents"
    folder.mkdir()
    put(libraries / "Fault.so", folder)
    data, port = tmp_path / "data", free_port()
    server = Server(data, [folder], port)
    user = Client(port, "crash")
    user.give("Fault", "segv")
    server.process.wait()
    server.process.stdout.close()
    with_quarantine = Server(data, [folder], port)
    try:
        assert names(user)["Fault"]["lane"] == "process"
        assert names(user)["Fault"]["lane_source"].startswith("quarantined: SIGSEGV in Fault")
        done = hermes_agent("enable", "Fault", data)
        assert "lane in-process" in done, done
        assert names(user)["Fault"]["lane"] == "in-process"
    finally:
        with_quarantine.terminate()


def test_an_agent_that_hangs_in_every_slot_is_moved_and_admins_are_told(libraries, tmp_path):
    folder = tmp_path / "agents"
    folder.mkdir()
    put(libraries / "Fault.so", folder)
    (folder / "Fault.toml").write_text("[agents.Fault]\ndeadline = 1\n")
    with serving([folder]) as server:
        user, admin = Client(server.port, "hangs"), Client(server.port, "admin")
        hermes("user", "promote", admin.email, server.data)
        login = admin.post("/auth/login", {"email": admin.email, "password": PASSWORD}).json
        admin = Client(server.port, token=login["access_token"])
        with user.socket("/user") as others, admin.socket("/user") as socket:
            assert json.loads(socket.read_text())["type"] == "connected"
            assert json.loads(others.read_text())["type"] == "connected"
            tasks = [user.give("Fault", "deadlock")["task_id"] for _ in range(4)]
            for task in tasks:
                until(lambda: user.task(task)["status"], lambda status: status != "queued")
            waiting = [user.give("Fault", "fine")["task_id"] for _ in range(2)]
            notice = json.loads(socket.read_text())
            assert notice["type"] == "agent_quarantined" and "task_id" not in notice
            assert notice["data"]["agents"] == ["Fault"] and isinstance(notice["message"], str)
            for task in tasks:
                until(lambda: user.task(task)["status"], lambda status: status == "failed")
                assert user.task(task)["error"]["code"] == "deadline_exceeded"
        until(lambda: names(user)["Fault"]["lane"], lambda lane: lane == "process")
        assert user.give("Fault", "fine", wait=WAIT)["status"] == "completed"
        # Who waited for a slot behind the calls that hang has not to wait for them.
        for task in waiting:
            until(lambda: user.task(task)["status"], lambda status: status == "completed")


def hermes_agent(*arguments):
    return hermes("agent", *arguments)


def hermes(*arguments):
    *verbs, data = arguments
    done = subprocess.run(
        [BINARY, *verbs, "--data", data], capture_output=True, text=True, check=True
    )
    return done.stdout
