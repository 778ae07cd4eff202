"""What agents may ask of a model, in both lanes: a real HTTP server stands for the provider."""

import json
import os
import subprocess

import pytest

import raw_http
from agents_folder import build, put, settings_of, until
from client import Client
from hermes_process import BINARY, free_port, serving
from model_server import KEY, REASONING, TEXT, scripted

WAIT = 60
PATIENCE = 30
OK, FAILED, BUSY, INVALID = 0, -1, -5, -2


@pytest.fixture(scope="module")
def libraries(tmp_path_factory):
    return build(tmp_path_factory.mktemp("lanes"))


@pytest.fixture(scope="module")
def model():
    with scripted() as server:
        yield server


def folder_of(libraries, folder, lane="auto", more=""):
    folder.mkdir(exist_ok=True)
    (folder / "Model.toml").write_text(
        f'lane = "{lane}"\n[agents.Model]\ngrants = ["model"]\n{more}'
    )
    put(libraries / "Model.so", folder)
    return folder


@pytest.fixture(scope="module", params=["in-process", "process"])
def place(request, tmp_path_factory, libraries, model):
    folder = folder_of(libraries, tmp_path_factory.mktemp("agents"), request.param)
    settings = {"HERMES_MODEL_URL": model.url, "HERMES_MODEL_NAME": "tiny", "HERMES_MODEL_KEY": KEY}
    with serving([folder], **settings) as server:
        user = Client(server.port, "models")
        yield server, user
        # Whatever the tests before made of it, the key is nowhere.
        pages = [user.get("/tasks?limit=100").body, user.get("/agents").body]
        for task in user.get("/tasks?limit=100").json["tasks"]:
            pages.append(user.get(f"/tasks/{task['task_id']}/events").body)
        pages.append(raw_http.request(server.port, "GET", "/metrics").body)
        show = [BINARY, "agent", "show", "Model", "--data", server.data]
        pages.append(subprocess.run(show, capture_output=True, check=True).stdout)
        pages.append(server.errors.encode())
        assert len(pages) > 6 and all(KEY.encode() not in page for page in pages)


def told(user, text):
    """Status, number of pieces, and the answer or error as JSON."""
    task = user.give("Model", text, wait=WAIT)
    assert task["status"] == "completed", task
    head, _, rest = task["result"].partition(": ")
    status, pieces = head.removeprefix("status ").removesuffix(" pieces").split(", ")
    return int(status), int(pieces), json.loads(rest) if rest else None, task


def failed(user, text):
    status, _, error, _ = told(user, text)
    assert status == FAILED
    return error


@pytest.mark.parametrize("verb", ["wait", "later"])
@pytest.mark.parametrize("script", ["hello", "cut"])
def test_an_answer_arrives_in_pieces_and_whole(place, model, verb, script):
    _, user = place
    status, pieces, answer, task = told(user, f"{verb} {script} you")
    assert status == OK and pieces >= 2
    assert (answer["text"], answer["reasoning"]) == (TEXT, REASONING)
    assert answer["finish_reason"] == "stop" and answer["model"] == "tiny"
    assert answer["usage"] == {"prompt_tokens": 11, "completion_tokens": 7}
    said = [e["data"].get("thought", "") for e in user.events(task["task_id"])
            if e["type"] == "agent_thinking"]
    for part, text in (("text: ", TEXT), ("reasoning: ", REASONING)):
        assert "".join(s.removeprefix(part) for s in said if s.startswith(part)) == text


def test_what_is_sent(place, model):
    _, user = place
    told(user, "json object please")
    _, path, authorization, body = [seen for seen in model.seen if seen[0] == "object"][-1]
    assert path == "/v1/chat/completions" and authorization == f"Bearer {KEY}"
    assert body["stream"] is True and body["model"] == "tiny"
    assert body["messages"][0] == {"role": "system", "content": "Be short."}
    assert body["max_tokens"] == 64 and body["temperature"] == 0.5
    assert body["response_format"]["json_schema"]["schema"] == {"type": "object"}


def test_an_answer_by_schema_is_json(place):
    _, user = place
    assert json.loads(told(user, "json object")[2]["text"]) == {"a": 1}
    assert failed(user, "json prose")["code"] == "model_bad_answer"


@pytest.mark.parametrize(
    "script, code, retryable, times",
    [
        ("garbage", "model_bad_answer", True, 4),
        ("report", "model_unavailable", True, 4),
        ("html", "model_bad_answer", False, 1),
        ("broken", "model_unavailable", True, 1),
        ("cut-short", "model_unavailable", True, 1),
        ("failing", "model_unavailable", True, 4),
        ("limited", "model_rate_limited", True, 1),
        ("unauthorized", "model_unauthorized", False, 1),
        ("refused", "model_refused", False, 1),
        ("redirect", "model_refused", False, 1),
        ("endless", "model_answer_too_large", False, 1),
    ],
)
def test_faults_have_a_code_and_a_remedy(place, model, script, code, retryable, times):
    _, user = place
    before = model.counts[script]
    error = failed(user, f"wait {script}")
    assert (error["code"], error["retryable"]) == (code, retryable)
    assert model.url in error["message"] and KEY not in error["message"]
    assert model.counts[script] - before == times
    if script == "limited":
        assert error["retry_after_ms"] == 3600_000


@pytest.mark.parametrize("script, times", [("half-once", 2), ("limited-once", 2), ("busy-twice", 3)])
def test_what_failed_before_the_first_piece_is_asked_again(place, model, script, times):
    _, user = place
    model.counts[script] = 0
    status, _, answer, _ = told(user, f"wait {script}")
    assert status == OK and answer["text"] == TEXT and model.counts[script] == times


@pytest.mark.parametrize("script", ["silent", "stall"])
@pytest.mark.parametrize("verb", ["wait", "later"])
def test_a_cancel_closes_the_connection(place, model, script, verb):
    _, user = place
    model.held[script].clear()
    model.gone[script].clear()
    task = user.give("Model", f"{verb} {script}")["task_id"]
    assert model.held[script].wait(PATIENCE)
    assert not model.gone[script].is_set()
    user.post(f"/tasks/{task}/cancel")
    assert model.gone[script].wait(PATIENCE)
    until(lambda: user.task(task)["status"], lambda status: status == "cancelled")


def test_open_requests_of_a_call_are_bounded(place):
    _, user = place
    task = user.give("Model", "many hello", wait=WAIT)
    assert task["result"].endswith(f"busy {BUSY}"), task


def test_a_request_that_is_none_is_misuse(place):
    _, user = place
    before = user.health("Model")["misuse"]
    assert told(user, "bad")[0] == INVALID
    until(lambda: user.health("Model")["misuse"], lambda misuse: misuse == before + 1)


def test_tokens_are_counted_for_the_step_and_the_agent(place):
    server, user = place
    def counted():
        usage = user.get("/agents/Model").json["usage"]
        return usage["model_calls"], usage["prompt_tokens"], usage["completion_tokens"]

    calls, prompt, completion = counted()
    for verb in ("wait", "later"):
        task = told(user, f"{verb} hello")[3]
        usage = user.task(task["task_id"])["steps"][0]["usage"]
        assert (usage["model_calls"], usage["prompt_tokens"], usage["completion_tokens"]) == (1, 11, 7)
    until(counted, lambda now: now == (calls + 2, prompt + 22, completion + 14))
    metrics = raw_http.request(server.port, "GET", "/metrics").body.decode()
    [line] = [line for line in metrics.splitlines() if line.startswith("hermes_agent_prompt_tokens_total{")]
    assert line.endswith(f" {prompt + 22}")


def test_patience_has_an_end(libraries, model, tmp_path):
    folder = folder_of(libraries, tmp_path / "agents")
    settings = {"HERMES_MODEL_URL": model.url, "HERMES_MODEL_FIRST_TOKEN_SECONDS": "1",
                "HERMES_MODEL_SECONDS": "2"}
    with serving([folder], **settings) as server:
        user = Client(server.port)
        for script in ("silent", "stall"):
            model.gone[script].clear()
            error = failed(user, f"wait {script}")
            assert error["code"] == "model_timeout" and error["retryable"]
            assert model.gone[script].wait(PATIENCE)


def test_nobody_there(libraries, tmp_path):
    folder = folder_of(libraries, tmp_path / "agents")
    with serving([folder], HERMES_MODEL_URL=f"http://127.0.0.1:{free_port()}/v1") as server:
        error = failed(Client(server.port), "wait hello")
        assert error["code"] == "model_unavailable" and "can't be reached" in error["message"]
        assert "(Connection refused)" in error["message"]


def test_without_a_model_and_without_the_grant(libraries, tmp_path):
    folder = folder_of(libraries, tmp_path / "agents")
    with serving([folder]) as server:
        user = Client(server.port)
        error = failed(user, "wait hello")
        assert error["code"] == "model_not_configured" and "HERMES_MODEL_URL" in error["message"]
        (folder / "Model.toml").unlink()
        until(lambda: user.give("Model", "wait hello", wait=WAIT)["result"],
              lambda result: result == "not granted")


def test_an_agent_s_own_model_and_key(libraries, model, tmp_path):
    folder = tmp_path / "agents"
    place = f'[agents.Model.model]\nurl = "{model.url}"\n'
    folder_of(libraries, folder, more=place)
    key = tmp_path / "key"
    key.write_text("first-key\n")

    def sent(user):
        assert told(user, "wait hello")[0] == OK
        _, _, authorization, body = [seen for seen in model.seen if seen[0] == "hello"][-1]
        return authorization, body.get("model")

    def becomes(more, wanted):
        folder_of(libraries, folder, more=place + more)
        until(lambda: sent(user), lambda now: now == wanted)

    def fails(more, named):
        folder_of(libraries, folder, more=place + more)
        until(lambda: told(user, "wait hello")[2], lambda said: named in said.get("message", ""))
        assert failed(user, "wait hello")["code"] == "model_not_configured"

    other = {"HERMES_MODEL_URL": f"http://127.0.0.1:{free_port()}/v1", "HERMES_MODEL_KEY": KEY,
             "HERMES_MODEL_NAME": "tiny", "SOME_KEY": "second-key"}
    with serving([folder], **other) as server:
        user = Client(server.port)
        # The server's key belongs to the server's own model.
        assert sent(user) == (None, "tiny")
        becomes(f'name = "large"\nkey_file = "{key}"\n', ("Bearer first-key", "large"))
        key.write_text("third-key\n")
        assert sent(user) == ("Bearer third-key", "large")
        becomes('key_env = "SOME_KEY"\n', ("Bearer second-key", "tiny"))
        show = settings_of(server, "Model")["model"]["value"]
        assert show == {"url": model.url, "key_env": "SOME_KEY"}
        fails('key_env = "NOT_SET"\n', "NOT_SET")
        fails(f'key_file = "{key.parent}/none"\n', f"{key.parent}/none")


@pytest.mark.parametrize(
    "settings, said",
    [
        ({"HERMES_MODEL_URL": "localhost:8080"}, "model_url is not an http or https URL"),
        ({"HERMES_MODEL_URL": f"http://me:{KEY}@localhost/v1"}, "model_url has a user name"),
        ({"HERMES_MODEL_KEY": KEY}, "model_key is set, but model_url is not"),
        ({"HERMES_MODEL_URL": "http://localhost/v1", "HERMES_MODEL_KEY": KEY + " x"}, "model_key contains"),
        ({"HERMES_MODEL_SECONDS": "0"}, "model_seconds is"),
    ],
)
def test_settings_that_can_t_be(tmp_path, settings, said):
    command = [BINARY, "serve", "--port", "0", "--data", tmp_path]
    done = subprocess.run(command, env={**os.environ, **settings}, capture_output=True, text=True)
    assert done.returncode == 2 or done.returncode == 1
    assert said in done.stderr and KEY not in done.stderr
