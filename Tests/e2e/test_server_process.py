"""The server as a process: its settings, its data directory, its end."""

import json
import os
import socket
import stat
import subprocess

import pytest

import raw_http
from client import Client, read_until, types
from hermes_process import AGENTS, BINARY, FAST, Server, free_port, serving
from people import answer, asked

WAIT = 60


def serve(*arguments, **environment):
    """For a server that does not come up."""
    return subprocess.run(
        [str(part) for part in (BINARY, "serve", *arguments)],
        capture_output=True,
        text=True,
        timeout=WAIT,
        env={**os.environ, **FAST, **environment},
    )


WRONG = [
    ({"HERMES_PORT": "abc"}, ["port", "abc", "65535"]),
    ({"HERMES_PORT": "70000"}, ["port", "70000"]),
    ({"HERMES_DURABILITY": "maybe"}, ["durability", "maybe", "power", "process"]),
    ({"HERMES_LOG_LEVEL": "loud"}, ["log_level", "loud", "debug"]),
    ({"HERMES_PASSWORD_COST": "99"}, ["password_cost", "99", "20"]),
    ({"HERMES_TASK_SECONDS": "0"}, ["task_seconds", "0"]),
]


@pytest.mark.parametrize("setting, named", WRONG, ids=lambda value: str(value))
def test_a_wrong_setting_is_named_with_what_it_takes(tmp_path, setting, named):
    done = serve("--data", tmp_path / "data", **setting)
    assert done.returncode in (1, 2) and done.stdout == ""
    assert all(word in done.stderr for word in named), done.stderr


def test_a_wrong_setting_of_the_file_is_named(tmp_path):
    config = tmp_path / "hermes.yaml"
    config.write_text("durability: strict\n")
    config.chmod(0o666)
    done = serve("--data", tmp_path / "data", "--config", config)
    assert done.returncode == 1 and f"{config} is not used" in done.stderr and "chmod" in done.stderr
    config.chmod(0o600)
    config.write_text("durability: maybe\n")
    done = serve("--data", tmp_path / "data", "--config", config)
    assert done.returncode in (1, 2) and "durability" in done.stderr and "maybe" in done.stderr


def test_a_file_that_is_not_there_is_named(tmp_path):
    done = serve("--data", tmp_path / "data", "--config", tmp_path / "nowhere.yaml")
    assert done.returncode in (1, 2) and "nowhere.yaml" in done.stderr


def test_a_variable_that_is_nearly_a_setting_is_told(tmp_path):
    tls = ["--tls-cert", tmp_path / "nowhere.pem", "--tls-key", tmp_path / "nowhere.pem"]
    done = serve("--data", tmp_path / "data", *tls, HERMES_PROT="8001")
    assert done.returncode == 1 and "HERMES_PROT is not a setting and is ignored. Did you mean HERMES_PORT?" in done.stderr


def test_flags_go_before_the_environment_and_that_before_the_file(tmp_path):
    config = tmp_path / "hermes.yaml"
    config.write_text("log_level: nonsense\nport: nonsense\n")
    settings = {"HERMES_CONFIG": str(config), "HERMES_LOG_LEVEL": "error", "HERMES_PORT": "nonsense"}
    server = Server(tmp_path / "data", settings=settings)
    assert server.terminate() == 0


def test_a_second_server_on_the_same_data_is_refused(tmp_path):
    with serving() as server:
        done = serve("--data", server.data, "--port", free_port())
        assert done.returncode == 1 and str(server.data) in done.stderr
        assert raw_http.request(server.port, "GET", "/api/v1/health").status == 200


def test_a_port_that_is_taken_is_said(tmp_path):
    with serving() as server:
        done = serve("--data", tmp_path / "data", "--port", server.port, "--agents", AGENTS)
        assert done.returncode == 1 and "port" in done.stderr.lower()


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_what_is_durable_is_its_owner_s_only():
    with serving() as server:
        assert mode(server.data) == 0o700
        assert mode(server.data / "control.sock") == 0o600
        assert mode(server.data / "signing-keys.json") == 0o600
        for path in server.data.rglob("*"):
            assert mode(path) & 0o077 == 0 or mode(path.parent) & 0o077 == 0, path


def test_the_ready_line_names_url_agents_and_data():
    with serving() as server:
        line = server.ready_line
        assert f"http://localhost:{server.port}" in line and "6 agents" in line and str(server.data) in line


def test_both_loopback_addresses_are_served(port):
    for host in ("127.0.0.1", "::1"):
        with socket.create_connection((host, port), 20):
            pass


@pytest.mark.parametrize("grace", ["0", "1"])
def test_sigterm_ends_with_0_sockets_with_1012_and_the_task_is_taken_up(tmp_path, fixture_folder, grace):
    data, port = tmp_path / "data", free_port()
    server = Server(data, [fixture_folder], port, {"HERMES_DRAIN_SECONDS": grace})
    user = Client(port)
    task = user.give("SlowInvoke", "for ever")["task_id"]
    with user.socket(f"/tasks/{task}") as one, user.socket("/user") as other:
        read_until(one, "agent_thinking")
        other.read_event("connected")
        code = server.terminate()
        assert (one.read_close(), other.read_close()) == (1012, 1012)
    assert code == 0, server.errors[-2000:]
    server = Server(data, [fixture_folder], port)
    try:
        # It may not be run twice without a person's word.
        assert asked(user, task)["data"]["kind"] == "in_doubt"
        answer(user, task, resolve="fail")
        events = user.events(task)
        assert "task_resumed" in types(events)
        assert events[-1]["data"]["error"]["code"] == "interrupted"
    finally:
        assert server.terminate() == 0


def test_an_idempotent_task_goes_on_after_sigterm(tmp_path):
    data, port = tmp_path / "data", free_port()
    server = Server(data, [AGENTS], port, {"HERMES_DRAIN_SECONDS": "0"})
    user = Client(port)
    tasks = [user.chat()["task_id"] for _ in range(6)]
    assert server.terminate() == 0
    server = Server(data, [AGENTS], port)
    try:
        for task in tasks:
            events = user.events(task)
            assert events[-1]["type"] == "task_completed"
            assert [e["seq"] for e in events] == list(range(1, len(events) + 1))
    finally:
        assert server.terminate() == 0


def test_running_tasks_end_within_the_grace(tmp_path, fixture_folder):
    data, port = tmp_path / "data", free_port()
    server = Server(data, [fixture_folder], port, {"HERMES_DRAIN_SECONDS": "30"})
    user = Client(port)
    task = user.give("SlowInvoke", "ms=400")["task_id"]
    with user.socket(f"/tasks/{task}") as stream:
        read_until(stream, "agent_thinking")
        assert server.process.poll() is None
        server.process.terminate()
        last = json.loads(read_until(stream, "task_completed", "task_failed")[-1])
    assert last["type"] == "task_completed"
    assert server.terminate() == 0


def test_what_was_configured_shorter_ends_a_task(fixture_folder):
    with serving([fixture_folder], HERMES_TASK_SECONDS="1") as server:
        answer = Client(server.port).give("SlowInvoke", "for ever", WAIT)
    assert (answer["status"], answer["error"]["code"]) == ("failed", "deadline_exceeded")
