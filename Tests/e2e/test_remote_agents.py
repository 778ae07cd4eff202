"""Agents elsewhere: one of the official A2A SDK in a process of its own."""

import json
import subprocess

import pytest

import control_socket
import raw_http
from agents_folder import names, settings_of, until
from client import Client
from hermes_process import AGENTS, BINARY, Server, free_port, serving
from people import answer, asked, ended
from remote_agent import explaining, manifest, ready
from remote_server import KEY

WAIT = 60
EXPLAIN = """Review this module and add an explanation:
```python
def double(n: int) -> int:
    \"\"\"Twice n.

    >>> double(2)
    4
    \"\"\"
    return 2 * n
```
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder, port = tmp_path_factory.mktemp("remote"), free_port()
    manifest(folder, f"http://127.0.0.1:{port}", more='key_env = "REMOTE_KEY"\n')
    with explaining(port) as agent, serving([AGENTS, folder], REMOTE_KEY=KEY) as server:
        user = Client(server.port, "remote")
        ready(user, "Explainer")
        yield server, user, agent
        pages = [server.errors.encode(), user.get("/agents").body]
        pages += [user.get(f"/tasks/{each['task_id']}/events").body
                  for each in user.get("/tasks?limit=100").json["tasks"]]
        assert all(KEY.encode() not in page for page in pages)


def test_a_task_across_a_local_and_a_remote_agent(place):
    _, user, agent = place
    task = user.chat(EXPLAIN, wait=WAIT, headers={
        "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"})
    assert task["status"] == "completed", task
    assert [step["agent_name"] for step in task["steps"]] == ["PythonExpert", "Explainer"]
    # The request's own, and what PythonExpert made of it.
    assert "# 2 modules\nThey compute.\n" in task["result"]
    events = [e for e in user.events(task["task_id"]) if e["data"].get("agent_name") == "Explainer"]
    assert "Reading the code" in [e["data"].get("thought") for e in events]
    deltas = [e["data"] for e in events if e["type"] == "artifact_delta"]
    assert "".join(d["text"] for d in deltas) == "# 2 modules\nThey compute.\n"
    assert [(d["append"], d["last"]) for d in deltas] == [
        (False, False), (True, False), (True, True)]
    assert {d["media_type"] for d in deltas} == {"text/markdown"}
    call = agent.next("call")
    assert call["headers"]["a2a-version"] == "1.0"
    assert call["headers"]["authorization"] == f"Bearer {KEY}"
    assert call["headers"]["traceparent"].split("-")[1] == "4bf92f3577b34da6a3ce929d0e0e4736"
    assert call["parts"][0]["kind"] == "text"
    assert any(part["type"] == "text/x-python" and part["size"] for part in call["parts"])


def test_every_kind_of_part_comes_back(place):
    _, user, _ = place
    task = user.give("Explainer", "kinds please", wait=WAIT)
    assert task["status"] == "completed", task
    [artifact] = user.task(task["task_id"])["artifacts"]
    body = user.get(artifact["href"].removeprefix("/api/v1")).body
    assert bytes(range(256)) in body, body[:200]
    assert b'{"n":1' in body and b"https://a.example/x" in body


@pytest.mark.parametrize("word, code, said", [
    ("fail", "agent_failed", "no such module"),
    ("reject", "remote_rejected", "not my field"),
    ("sign", "remote_auth_required", "Sign in first"),
])
def test_ends_that_are_no_success(place, word, code, said):
    _, user, _ = place
    task = user.task(user.give("Explainer", f"{word} now", wait=WAIT)["task_id"])
    assert task["status"] == "failed"
    assert task["error"]["code"] == code and said in task["error"]["message"], task["error"]


def test_a_cancel_reaches_it(place):
    _, user, agent = place
    task = user.give("Explainer", "hold on")["task_id"]
    call = agent.next("held")["held"]
    receipt = user.post(f"/tasks/{task}/cancel").json
    # Tests before this one have had theirs cancelled too.
    while agent.next("cancelled")["cancelled"] != call:
        pass
    assert "uncooperative" not in json.dumps(receipt), receipt
    until(lambda: user.task(task)["status"], lambda status: status == "cancelled")
    until(lambda: user.health("Explainer")["running"], lambda running: running == 0)


def test_it_is_listed_as_remote(place):
    server, user, _ = place
    agent = names(user)["Explainer"]
    assert agent["lane"] == "remote" and agent["version"] == "2.1"
    assert settings_of(server, "Explainer")["remote"]["value"]["key_env"] == "REMOTE_KEY"
    # Where it is is not for users.
    assert "remote" not in agent["settings"] and "127.0.0.1" not in json.dumps(agent)
    assert user.get("/agents/Explainer").json["card"]["name"] == "Explainer"
    metrics = raw_http.request(server.port, "GET", "/metrics").body.decode()
    assert 'hermes_agent_calls_total{agent="Explainer",lane="remote"}' in metrics
    lines = subprocess.run([BINARY, "agents", "--data", server.data], capture_output=True,
                           text=True, check=True).stdout.splitlines()
    assert ["remote", "ready"] == next(x for x in lines if x.startswith("Explainer")).split()[2:4]


@pytest.mark.parametrize("options", [[], ["--no-stream"]])
def test_what_it_asks_is_asked_here_and_outlives_the_server(tmp_path, options):
    port = free_port()
    agents = [manifest(tmp_path / "agents", f"http://127.0.0.1:{port}")]
    with explaining(port, *options) as agent:
        server = Server(tmp_path / "data", agents)
        user = Client(server.port, "asked")
        ready(user, "Explainer")
        task = user.give("Explainer", "ask me", wait=WAIT)["task_id"]
        first = asked(user, task)
        assert (first["message"], first["data"]["kind"]) == ("Which one?", "question")
        call = agent.next("call")["call"]
        answer(user, task, text="again")
        second = asked(user, task, first["seq"])
        assert second["message"] == "Which one\nthen?"
        server.kill()
        server = Server(tmp_path / "data", agents)
        try:
            user = user.at(server.port)
            ready(user, "Explainer")
            answer(user, task, text="the blue one")
            assert ended(user, task)["data"]["result"].strip() == "so far the blue one"
            answers = [agent.next("answer") for _ in range(2)]
            assert [each["text"] for each in answers] == ["again", "the blue one"]
            assert {each["answer"] for each in answers} == {call}
            assert len({each["message"] for each in answers}) == 2
        finally:
            server.terminate()


def test_a_task_that_ends_while_it_waits_ends_there(place):
    _, user, agent = place
    task = user.give("Explainer", "ask me", wait=WAIT)["task_id"]
    asked(user, task)
    call = agent.next("call")["call"]
    assert user.post(f"/tasks/{task}/cancel").status == 200
    # It has been told before the receipt was given.
    assert agent.next("cancelled")["cancelled"] == call


def test_without_streaming_it_is_asked_again(tmp_path):
    port = free_port()
    manifest(tmp_path / "agents", f"http://127.0.0.1:{port}")
    with explaining(port, "--no-stream"), serving([tmp_path / "agents"]) as server:
        user = Client(server.port, "polling")
        ready(user, "Explainer")
        task = user.give("Explainer", "explain it", wait=WAIT)
        assert task["status"] == "completed" and "They compute." in task["result"], task


def test_down_and_up(tmp_path):
    port = free_port()
    folder = manifest(tmp_path / "agents", f"http://127.0.0.1:{port}")
    with serving([folder]) as server:
        user = Client(server.port, "down")
        agent = names(user)["Explainer"]
        assert (agent["lane"], agent["state"]) == ("remote", "unavailable")
        assert str(port) not in agent["reason"] and "Connection refused" in agent["reason"]
        seen = control_socket.request(server.data, "GET", "/api/v1/agents/Explainer")
        assert str(port) in seen["reason"]
        answer = user.post("/agents/Explainer/tasks", {"text": "explain"})
        listing = subprocess.run([BINARY, "agents", "--data", server.data], capture_output=True,
                                 text=True, check=True).stdout
        assert f"unavailable: {seen['reason']}" in listing
        assert answer.status == 503 and answer.json["code"] == "agent_unavailable"
        with explaining(port):
            assert ready(user, "Explainer")["version"] == "2.1"
            assert user.give("Explainer", "explain", wait=WAIT)["status"] == "completed"
        until(lambda: names(user)["Explainer"]["state"], lambda state: state == "unavailable")
        with explaining(port):
            ready(user, "Explainer")
            assert user.give("Explainer", "explain", wait=WAIT)["status"] == "completed"
        (folder / "Explainer.toml").unlink()
        until(lambda: names(user), lambda agents: "Explainer" not in agents)
