"""The hermes command: help, exit codes, and what each subcommand does."""

import json
import os
import re
import socket
import stat
import subprocess
import uuid

import pytest

from bent_network import door, in_one_packet, spoiled
from client import PASSWORD, SEED_QUERY, TERMINAL, Client, types
from command import hermes
from hermes_process import AGENTS, BINARY, FAST, serving

WAIT = 60
COMMANDS = [
    [], ["serve"], ["run"], ["login"], ["watch"], ["agent"], ["agent", "list"], ["agent", "show"],
    ["agent", "sign"],
    ["agents"], ["user"], ["user", "add"], ["user", "list"], ["user", "promote"], ["user", "revoke"],
    ["tasks"], ["show"], ["cancel"], ["answer"], ["completion"], ["ws-echo"],
]  # fmt: skip


@pytest.fixture(scope="module")
def server(fixture_folder):
    with serving([AGENTS, fixture_folder]) as server:
        yield server


@pytest.fixture(scope="module")
def user(server):
    return Client(server.port, "cli")


@pytest.fixture
def home(tmp_path, server):
    """An environment in which nothing is kept yet."""
    return {
        "XDG_CONFIG_HOME": str(tmp_path),
        "HERMES_URL": f"http://localhost:{server.port}",
        "HERMES_PASSWORD": PASSWORD,
    }


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_goes_to_standard_output(command):
    done = hermes(*command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "USAGE:" in done.stdout and "OVERVIEW:" in done.stdout


def test_the_version_is_printed():
    done = hermes("--version")
    assert done.returncode == 0 and re.fullmatch(r"\d+\.\d+\.\d+\n", done.stdout)


@pytest.mark.parametrize(
    "command",
    [["nonsense"], ["run"], ["serve", "--nonsense"], ["agent", "show"], ["ws-echo", "--port", "abc"],
     ["watch", "../etc"], ["user", "add"], ["ws-echo", "--port", "1", "--max-message", "huge"],
     ["login", "a@b.example", "--url", "http://localhost:1/api"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_exits_2_and_says_how(command):
    done = hermes(*command)
    assert (done.returncode, done.stdout) == (2, "") and done.stderr


def test_run_embedded_shows_the_events_and_the_result(tmp_path):
    done = hermes("run", SEED_QUERY, "--data", tmp_path / "data", "--agents", AGENTS)
    assert done.returncode == 0, done.stderr
    lines = done.stderr.splitlines()
    assert re.fullmatch(r"Task +[0-9a-f]{32}", lines[0]) and re.fullmatch(r"Conversation +[0-9a-f]{32}", lines[1])
    assert any(line.startswith("▶️ [step_started] Step 1/2: CodeGenerator") for line in lines)
    assert any(line.startswith("🎉 [task_completed] Task completed in ") for line in lines)
    assert "def " not in done.stderr
    # Nothing but the module: it may go to a file.
    compile(done.stdout, "answer.py", "exec")


def test_run_embedded_as_json(tmp_path):
    done = hermes("run", SEED_QUERY, "--json", "--data", tmp_path / "data", "--agents", AGENTS)
    assert done.returncode == 0, done.stderr
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert events[0]["type"] == "connected" and events[-1]["type"] == "task_completed"
    assert [event["seq"] for event in events[1:]] == list(range(1, len(events)))


def test_run_embedded_that_fails_exits_1(tmp_path):
    done = hermes("run", "Book me a flight", "--data", tmp_path / "data", "--agents", AGENTS)
    assert done.returncode == 1 and "No loaded agent can do this" in done.stdout + done.stderr


@pytest.mark.parametrize("text, code", [("ms=3", 0), ("x", 1)])
def test_run_on_one_agent_embedded(tmp_path, fixture_folder, text, code):
    agent = "SlowInvoke" if code == 0 else "DoneWithoutFinish"
    done = hermes("run", text, "--agent", agent, "--json", "--data", tmp_path / "data", "--agents", fixture_folder)
    assert done.returncode == code, done.stderr
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert "intent_parsing_started" not in types(events) and events[-1]["type"] in TERMINAL


def test_run_uses_the_server_that_has_the_data(server):
    done = hermes("run", "through the server", "--agent", "Echo", "--json", "--data", server.data)
    assert done.returncode == 0, done.stderr
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert events[-1]["data"]["result"] == "through the server"
    listed = hermes("agents", "--data", server.data).stdout
    (row,) = [line.split() for line in listed.splitlines() if line.startswith("Echo ")]
    assert int(row[5]) >= 1, row


def test_run_on_an_agent_that_is_not_there(server):
    done = hermes("run", "x", "--agent", "Nobody", "--data", server.data)
    assert done.returncode == 1 and "Nobody" in done.stderr


def test_agents_lists_what_is_loaded(server):
    done = hermes("agents", "--data", server.data)
    assert done.returncode == 0 and done.stdout == hermes("agent", "list", "--data", server.data).stdout
    header, *rows = done.stdout.splitlines()
    assert header.split()[:4] == ["AGENT", "VERSION", "LANE", "STATE"]
    assert any(re.match(r"CodeGenerator +1\.0\.0 +in-process +ready", row) for row in rows)


def test_agents_without_a_server_loads_them(tmp_path):
    done = hermes("agents", "--data", tmp_path / "data", "--agents", AGENTS)
    assert done.returncode == 0 and "PythonExpert" in done.stdout


def test_agent_show_is_json(server):
    done = hermes("agent", "show", "--json", "CodeGenerator", "--data", server.data)
    shown = json.loads(done.stdout)
    assert done.returncode == 0 and shown["name"] == "CodeGenerator" and shown["health"]
    assert shown["skills"][0]["id"] == "write_python"


def test_agent_show_of_nobody_exits_1(server):
    done = hermes("agent", "show", "Nobody", "--data", server.data)
    assert done.returncode == 1 and "Nobody" in done.stderr


def address():
    return f"person-{uuid.uuid4().hex[:8]}@hermes.ai"


def rows_of_users(server):
    done = hermes("user", "list", "--data", server.data)
    assert done.returncode == 0, done.stderr
    return {line.split()[0]: line.split()[1] for line in done.stdout.splitlines()[1:]}


def test_user_add_list_promote(server, home):
    email = address()
    assert hermes("user", "add", email, "--data", server.data, **home).returncode == 0
    assert rows_of_users(server)[email] == "user"
    assert hermes("user", "promote", email, "--data", server.data).returncode == 0
    assert rows_of_users(server)[email] == "admin"
    again = hermes("user", "add", email, "--data", server.data, **home)
    assert again.returncode == 1 and again.stderr


def test_user_add_as_admin_sees_the_refusals(server, home):
    email = address()
    assert hermes("user", "add", email, "--admin", "--data", server.data, **home).returncode == 0
    login = Client(server.port).post("/auth/login", {"email": email, "password": PASSWORD}).json
    admin = Client(server.port, token=login["access_token"])
    assert admin.get("/auth/me").json["role"] == "admin"
    assert any("missing_entry" in line for line in admin.get("/agents").json["refused"])


def test_an_admin_does_not_see_other_people_s_tasks(server, home, user):
    email = address()
    hermes("user", "add", email, "--admin", "--data", server.data, **home)
    login = user.post("/auth/login", {"email": email, "password": PASSWORD}).json
    task = user.chat("hello")["task_id"]
    assert Client(server.port, token=login["access_token"]).get(f"/tasks/{task}").status == 404


def test_user_revoke_ends_sessions(server):
    person = Client(server.port, "revoked")
    assert hermes("user", "revoke", person.email, "--data", server.data).returncode == 0
    assert person.get("/auth/me").status == 401


@pytest.mark.parametrize("command", ["promote", "revoke"])
def test_a_user_that_is_not_there_exits_1(server, command):
    done = hermes("user", command, "nobody@hermes.ai", "--data", server.data)
    assert done.returncode == 1 and "nobody@hermes.ai" in done.stderr


def test_login_keeps_the_token_for_its_owner_only(home, tmp_path):
    email = address()
    done = hermes("login", email, "--register", **home)
    assert done.returncode == 0, done.stderr
    path = tmp_path / "hermes/tokens.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    token = json.loads(path.read_text())[home["HERMES_URL"]]
    port = int(home["HERMES_URL"].rsplit(":", 1)[1])
    assert Client(port, token=token).get("/auth/me").json["email"] == email
    assert hermes("login", email, **home).returncode == 0


def test_a_server_has_one_token_however_its_url_is_written(home, user):
    port = home["HERMES_URL"].rsplit(":", 1)[1]
    task = user.give("DoneWithoutFinish", "x", WAIT)["task_id"]
    there = {**home, "HERMES_URL": f"http://[::1]:{port}/"}
    assert hermes("login", address(), "--register", **there).returncode == 0
    # It is found, and it is not that of the task's owner.
    done = hermes("watch", task, **{**home, "HERMES_URL": f"http://[::1]:{port}"})
    assert done.returncode == 1 and "hermes login" not in done.stderr, done.stderr


def test_the_server_is_asked_under_its_own_name(home):
    """A proxy in front of several servers goes by it."""
    with socket.create_server(("localhost", 0)) as proxy:
        port = proxy.getsockname()[1]
        there = {**home, "HERMES_URL": f"http://localhost:{port}", "HERMES_TOKEN": "t"}
        for arguments in (["login", "a@b.example"], ["watch", "0" * 32]):
            with subprocess.Popen(
                    [BINARY, *arguments], env={**os.environ, **there},
                    stdin=subprocess.DEVNULL, stderr=subprocess.PIPE) as command:
                connection, _ = proxy.accept()
                with connection, connection.makefile("rb") as request:
                    lines = iter(request.readline, b"\r\n")
                    assert f"host: localhost:{port}" in [line.decode().strip().lower() for line in lines]
                command.kill()


def test_login_with_a_wrong_password_exits_1(home, user):
    done = hermes("login", user.email, **{**home, "HERMES_PASSWORD": "wrong-one"})
    assert done.returncode == 1 and done.stderr and "wrong-one" not in done.stderr


def test_watch_follows_a_task(home, user):
    task = user.chat()["task_id"]
    done = hermes("watch", task, "--json", **home, HERMES_TOKEN=user.token)
    assert done.returncode == 0, done.stderr
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert events[1:] == user.events(task)


@pytest.mark.parametrize("bends", [(in_one_packet,), (spoiled, in_one_packet)])
def test_watch_loses_no_event_whatever_the_network_does(home, server, user, bends):
    task = user.chat(wait=WAIT)["task_id"]
    with door(server.port, *bends) as port:
        environment = {**home, "HERMES_URL": f"http://localhost:{port}", "HERMES_TOKEN": user.token}
        done = hermes("watch", task, "--json", **environment)
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert [event["type"] for event in events[:2]] == ["connected", "task_created"]
    assert events[1:] == user.events(task)


def test_watch_ends_quietly_when_nobody_reads_on(home, user):
    task = user.chat(wait=WAIT)["task_id"]
    environment = {**os.environ, **home, "HERMES_TOKEN": user.token}
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([BINARY, "watch", task, "--json"], stdout=writing, stderr=subprocess.PIPE, env=environment)
    os.close(writing)
    assert done.returncode == 141 and done.stderr == b""


def test_watch_uses_the_kept_token(home):
    email = address()
    hermes("login", email, "--register", **home)
    port = int(home["HERMES_URL"].rsplit(":", 1)[1])
    login = Client(port).post("/auth/login", {"email": email, "password": PASSWORD}).json
    task = Client(port, token=login["access_token"]).give("DoneWithoutFinish", "x", WAIT)["task_id"]
    done = hermes("watch", task, **home)
    assert done.returncode == 1 and "[task_failed]" in done.stderr


def test_watch_of_somebody_else_s_task_exits_1(home, server, user):
    task = user.chat("hello")["task_id"]
    done = hermes("watch", task, **home, HERMES_TOKEN=Client(server.port, "other").token)
    assert done.returncode == 1 and done.stderr


def test_watch_without_a_token_says_how_to_get_one(home):
    done = hermes("watch", "abcdef", **home)
    assert done.returncode == 1 and "hermes login" in done.stderr


def test_a_running_task_is_watched_to_its_end(home, user):
    task = user.give("SlowInvoke", "for ever")["task_id"]
    process = subprocess.Popen(
        [BINARY, "watch", task, "--json"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **home, "HERMES_TOKEN": user.token},
    )
    lines = iter(process.stdout.readline, "")
    while json.loads(next(lines))["type"] != "agent_thinking":
        pass
    user.post(f"/tasks/{task}/cancel")
    rest = [json.loads(line) for line in lines]
    assert process.wait(WAIT) == 1 and rest[-1]["type"] == "task_failed"
    process.stdout.close()



def test_home_is_where_the_environment_says(tmp_path):
    result = hermes("user", "list", HOME=str(tmp_path), XDG_DATA_HOME="")
    assert result.returncode == 0, result.stderr
    assert (tmp_path / ".local/share/hermes/hermes.sqlite").exists()
