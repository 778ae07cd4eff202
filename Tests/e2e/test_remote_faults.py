"""Faults of agents elsewhere, from a scripted server, and manifests and cards that can't be used."""

import json
import subprocess
import threading

import pytest

import control_socket
import remote_server
from agents_folder import names, settings_of, until
from client import Client
from hermes_process import BINARY, serving
from people import answer, asked, ended
from remote_agent import PATIENCE, manifest, ready
from remote_server import KEY

WAIT = 60


@pytest.fixture(scope="module")
def remote():
    with remote_server.scripted() as server:
        yield server


@pytest.fixture(scope="module")
def scripted(remote, tmp_path_factory):
    folder = tmp_path_factory.mktemp("scripted")
    secret = folder / "remote.key"
    secret.write_text(f"{KEY}\n")
    manifest(folder, remote.url, "Once", 'key_file = "remote.key"\n')
    manifest(folder, remote.url, "Again", 'idempotent = true\nkey_file = "remote.key"\n')
    with serving([folder]) as server:
        user = Client(server.port, "faults")
        yield server, user
        pages = [server.errors.encode()] + [
            user.get(f"/tasks/{each['task_id']}/events").body
            for each in user.get("/tasks?limit=100").json["tasks"]]
        assert all(KEY.encode() not in page for page in pages)


def given(user, agent, script):
    ready(user, agent)
    return user.task(user.give(agent, f"{script} now", wait=WAIT)["task_id"])


def test_an_answer_without_a_task(scripted, remote):
    _, user = scripted
    task = given(user, "Once", "message")
    assert task["status"] == "completed" and task["result"].strip() == "just this", task
    _, _, headers, body = [seen for seen in remote.seen if seen[0] == "message"][-1]
    assert headers["A2A-Version"] == "1.0" and headers["Authorization"] == f"Bearer {KEY}"
    assert body["params"]["tenant"] == "t1"
    assert body["params"]["configuration"]["acceptedOutputModes"] == ["text/plain"]


@pytest.mark.parametrize("script", ["lost", "again"])
def test_a_broken_stream_is_found_again(scripted, remote, script):
    _, user = scripted
    task = given(user, "Once", script)
    assert task["status"] == "completed", task
    assert task["result"].strip() == "one two"
    assert remote.counts[script, "SendStreamingMessage"] == 1


@pytest.mark.parametrize("script, code, retried", [
    ("gone", "remote_lost", True),
    ("nothing", "remote_lost", True),
    ("internal", "remote_failed", True),
    ("garbage", "remote_bad_answer", False),
    ("other", "remote_bad_answer", False),
    ("state", "remote_bad_answer", False),
    ("html", "remote_bad_answer", False),
    ("big", "remote_answer_too_large", False),
    ("many", "remote_answer_too_large", False),
    ("chatters", "remote_answer_too_large", False),
    ("interim", "remote_answer_too_large", False),
    ("version", "remote_version", False),
    ("elsewhere", "remote_redirected", False),
    ("locked", "remote_unauthorized", False),
])
def test_faults_have_a_code_and_are_repeated_only_if_idempotent(
        scripted, remote, script, code, retried):
    _, user = scripted
    for agent, attempts in (("Once", 1), ("Again", 3 if retried else 1)):
        before = remote.counts[script, "SendStreamingMessage"]
        task = given(user, agent, script)
        assert task["status"] == "failed" and task["error"]["code"] == code, task
        assert agent in task["error"]["message"] and KEY not in task["error"]["message"]
        assert remote.counts[script, "SendStreamingMessage"] - before == attempts
    if script == "garbage":  # Nobody follows it any more.
        assert remote.cancelled[script].wait(PATIENCE)


@pytest.mark.parametrize("script", ["tells500", "tells400", "tellsError", "tellsFailed", "tellsResult"])
def test_a_key_that_the_agent_repeats_is_nowhere(scripted, remote, script):
    server, user = scripted
    task = given(user, "Once", script)
    assert task["status"] == ("completed" if script == "tellsResult" else "failed")
    assert "***" in json.dumps(task)
    pages = [json.dumps(task).encode(), user.get(f"/tasks/{task['task_id']}/events").body]
    pages += [user.get(each["href"].removeprefix("/api/v1")).body for each in task["artifacts"]]
    pages += [file.read_bytes() for file in server.data.rglob("*") if file.is_file()]
    assert all(KEY.encode() not in page for page in pages)


def test_a_key_in_the_agent_s_card_is_nowhere(tmp_path):
    with remote_server.scripted() as other:
        told = remote_server.card(other.url)
        told["description"] = f"I know {KEY}"
        told["skills"][0]["tags"] = [KEY]
        other.card_answer = lambda h: h.answer(told)
        folder = tmp_path / "agents"
        folder.mkdir()
        (folder / "remote.key").write_text(KEY)
        manifest(folder, other.url, "Telling", 'key_file = "remote.key"\n')
        with serving([folder]) as server:
            user = Client(server.port, "telling")
            ready(user, "Telling")
            pages = [user.get("/agents").body, user.get("/agents/Telling").body, server.errors.encode()]
            assert b"I know ***" in pages[1]
            assert all(KEY.encode() not in page for page in pages)


@pytest.mark.parametrize("script, result", [("asks", "one two"), ("once", "taken")])
def test_an_answer_is_given_once_however_its_connection_ends(scripted, remote, script, result):
    _, user = scripted
    task = given(user, "Once", script)["task_id"]
    assert asked(user, task)["message"] == "Which?"
    answer(user, task, text="that")
    assert ended(user, task)["data"].get("result", "").strip() == result
    assert remote.counts[script, "SendStreamingMessage"] == 2
    sent = [body["params"]["message"] for each, method, _, body in remote.seen
            if each == script and method == "SendStreamingMessage"]
    assert "taskId" not in sent[0] and (sent[1]["taskId"], sent[1]["contextId"]) == ("task-1", "c")
    assert sent[1]["parts"] == [{"text": "that", "mediaType": "text/plain"}]


def test_an_answer_that_was_lost_is_given_again(scripted, remote):
    _, user = scripted
    task = given(user, "Once", "drops")["task_id"]
    asked(user, task)
    answer(user, task, text="that")
    assert ended(user, task)["data"].get("result", "").strip() == "heard"
    sent = [body["params"]["message"] for script, method, _, body in remote.seen
            if script == "drops" and method == "SendStreamingMessage"]
    # The same message: an agent that tells messages apart by their ids takes it for one.
    assert len(sent) == 3 and sent[1] == sent[2]


def test_an_agent_that_hears_no_answer_fails(scripted, remote):
    _, user = scripted
    task = given(user, "Once", "insists")["task_id"]
    asked(user, task)
    answer(user, task, text="that")
    assert ended(user, task)["data"]["error"]["code"] == "remote_bad_answer"
    assert remote.cancelled["insists"].wait(PATIENCE)
    assert remote.counts["insists", "SendStreamingMessage"] == 4


def test_an_agent_that_has_forgotten_its_question_is_named(scripted, remote):
    _, user = scripted
    task = given(user, "Once", "forgets")["task_id"]
    asked(user, task)
    answer(user, task, text="that")
    error = ended(user, task)["data"]["error"]
    assert error["code"] == "remote_forgotten" and "Once" in error["message"], error


def test_busy_is_asked_again(scripted, remote):
    _, user = scripted
    assert given(user, "Once", "busy")["status"] == "completed"


def test_a_redirect_is_not_followed(scripted, remote, tmp_path):
    _, user = scripted
    with remote_server.scripted() as other:
        remote.other = other.url
        task = given(user, "Once", "elsewhere")
        assert task["error"]["code"] == "remote_redirected" and other.url in task["error"]["message"]
        assert not other.seen and not other.cards


def test_a_cancel_that_is_not_confirmed_is_no_stop(scripted, remote):
    _, user = scripted
    ready(user, "Once")
    task = user.give("Once", "deaf now")["task_id"]
    assert remote.held["hold"].wait(PATIENCE)
    receipt = user.post(f"/tasks/{task}/cancel").json
    assert "uncooperative" in json.dumps(receipt), receipt
    until(lambda: remote.counts["deaf", "CancelTask"], lambda count: count > 1)


def test_a_deadline_cancels_it(remote, tmp_path):
    folder = manifest(tmp_path / "agents", remote.url, "Short", '[agents.Short]\ndeadline = "300ms"\n')
    remote.held["hold"].clear()
    remote.cancelled["hold"].clear()
    with serving([folder]) as server:
        user = Client(server.port, "deadline")
        task = given(user, "Short", "hold")
        assert task["error"]["code"] == "deadline_exceeded"
        assert remote.cancelled["hold"].wait(PATIENCE) and remote.gone["hold"].wait(PATIENCE)


def trickle(handler):
    """A card without end, byte by byte."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    pause = threading.Event()
    try:
        while not pause.wait(0.1):
            handler.wfile.write(b" ")
            handler.wfile.flush()
    except OSError:
        handler.close_connection = True


@pytest.mark.parametrize("answer, reason", [
    (trickle, "within 5"),
    (lambda h: h.answer(b"not json"), "not a JSON object"),
    (lambda h: h.answer(b" " * (300 << 10)), "more than 256 KiB"),
    (lambda h: h.answer(remote_server.card(h.server.url, "0.3")), "JSONRPC 0.3"),
    (lambda h: h.answer(remote_server.card(h.server.url, skills=[])), "no skills"),
    (lambda h: h.answer(remote_server.card("http://127.0.0.1:1")), "another place"),
    (lambda h: h.answer(b"", 307, Location="http://a.example/"), "a.example"),
    (lambda h: h.answer(b"", 404), "404"),
    (lambda h: h.answer(b"", 401), "refused the key"),
])
def test_cards_that_cannot_be_used(tmp_path, answer, reason):
    with remote_server.scripted() as other:
        good, other.card_answer = other.card_answer, answer
        folder = manifest(tmp_path / "agents", other.url, "Odd")
        with serving([folder]) as server:
            user = Client(server.port, "cards")
            agent = names(user)["Odd"]
            assert agent["state"] == "unavailable" and other.url not in agent["reason"], agent
            seen = control_socket.request(server.data, "GET", "/api/v1/agents/Odd")
            assert reason in seen["reason"], seen
            other.card_answer = good
            ready(user, "Odd")


def test_a_new_card_is_a_new_generation(tmp_path):
    with remote_server.scripted() as other:
        folder = manifest(tmp_path / "agents", other.url, "Changing")
        with serving([folder]) as server:
            user = Client(server.port, "changes")
            first = ready(user, "Changing")
            other.card_answer = lambda h: h.answer({**remote_server.card(other.url), "version": "9"})
            changed = until(lambda: names(user)["Changing"], lambda a: a["version"] == "9")
            assert changed["generation"] > first["generation"]
            with remote_server.scripted() as moved:
                manifest(folder, moved.url, "Changing")
                until(lambda: settings_of(server, "Changing")["remote"]["value"]["url"],
                      lambda url: url == moved.url)


@pytest.mark.parametrize("text, reason", [
    ('url = "http://agents.example"\n', "is not https"),
    ('url = "http://127.0.0.1.example"\n', "is not https"),
    ('url = "ftp://agents.example"\n', "not an http or https URL"),
    ('url = "https://user:pw@agents.example"\n', "user name"),
    ('url = "https://a.example"\npath = "x.so"\n', "can't be combined with url"),
    ('url = "https://a.example"\nkey_env = "a b"\n', "not a valid variable name"),
    ('url = "https://a.example"\nname = "a b"\n', "1 to 64"),
    ('url = "https://a.example"\n[agents.Other]\nenabled = true\n', "not the agent of url"),
    ('url = "https://a.example"\n[agents.Bad]\ngrants = ["store"]\n', "no effect"),
])
def test_manifests_that_are_refused(tmp_path, text, reason):
    (tmp_path / "Bad.toml").write_text(text)
    (tmp_path / "Bad.toml").chmod(0o644)
    listing = subprocess.run(
        [BINARY, "agents", "--data", tmp_path / "data", "--agents", tmp_path],
        capture_output=True, text=True, check=True).stdout
    assert reason in listing and "Bad.toml" in listing
