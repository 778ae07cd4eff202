"""Every server of model_dialects.py as an agent meets it: one Hermes, one agent for each of them."""

import json

import pytest

import model_dialects
from agents_folder import build
from client import Client
from hermes_process import serving
from model_dialects import KEY, OBJECT, SERVERS, TEXT
from model_server import scripted

WAIT = 60
OK, FAILED = 0, -1


def agent_of(name):
    """As long as the name in the library."""
    return f"M{list(SERVERS).index(name):04d}"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    library = (build(tmp_path_factory.mktemp("lanes")) / "Model.so").read_bytes()
    folder = tmp_path_factory.mktemp("agents")
    with scripted(model_dialects.Handler) as model:
        root = model.url.removesuffix("/v1")
        for name in SERVERS:
            agent = agent_of(name)
            content = library.replace(b'"name":"Model"', f'"name":"{agent}"'.encode())
            # The card, and the library's own name.
            (folder / f"{agent}.so").write_bytes(content.replace(b"\0Model\0", f"\0{agent}\0".encode()))
            (folder / f"{agent}.so").chmod(0o644)
            (folder / f"{agent}.toml").write_text(
                f'[agents.{agent}]\ngrants = ["model"]\n'
                f'[agents.{agent}.model]\nurl = "{root}/{name}/v1"\nname = "tiny"\nkey_env = "DIALECT_KEY"\n')
        with serving([folder], DIALECT_KEY=KEY) as server:
            user = Client(server.port, "dialects")
            yield user, model, server
            pages = [user.get("/tasks?limit=100").body, server.errors.encode()]
            assert all(KEY.encode() not in page for page in pages)


def told(user, agent, text):
    task = user.give(agent, text, wait=WAIT)
    assert task["status"] == "completed", task
    head, _, rest = task["result"].partition(": ")
    return int(head.removeprefix("status ").split(",")[0]), json.loads(rest)


def test_there_are_enough_of_them():
    assert len(SERVERS) >= 25


@pytest.mark.parametrize("name", SERVERS)
def test_a_server(place, name):
    user, model, server = place
    wanted, agent = SERVERS[name], agent_of(name)

    def ask(words):
        before = model.counts[name]
        status, answer = told(user, agent, words)
        return status, answer, model.counts[name] - before

    log = len(server.errors)
    for asked in wanted.asked:
        status, answer, times = ask("wait hello")
        assert times == asked, (times, answer)
        if wanted.code:
            assert (status, answer["code"]) == (FAILED, wanted.code)
            assert wanted.says in answer["message"] and KEY not in answer["message"]
            assert f"/{name}/v1" in answer["message"]
        else:
            assert status == OK, answer
            assert (answer["text"], answer.get("reasoning", "")) == (TEXT, wanted.reasoning)
            assert answer["finish_reason"] and answer["model"] == "tiny"
            assert tuple(answer["usage"].values()) == wanted.usage
    lines = [line for line in server.errors[log:].splitlines() if "a model failed" in line]
    assert len(lines) == (2 if wanted.code else 0)
    assert all(f"agent={agent}" in line and f"/{name}/v1" in line and wanted.code in line for line in lines)
    if wanted.code:
        return
    status, answer, times = ask("json object please")
    assert status == OK and json.loads(answer["text"]) == json.loads(OBJECT), answer
    assert times == wanted.asked_object
    assert ask("json object please")[2] == (1 if name != "vllm-short-context" else 2)
    last = [body for each, body in model.seen if each == name][-1]
    assert not set(wanted.without) & set(last)
    # Whatever the server takes, it is asked to stream, for its model, by the agent's words and a schema.
    assert last["stream"] is True and last["model"] == "tiny"
    assert "object please" in last["messages"][-1]["content"] and "Be short." in json.dumps(last["messages"])
    assert '"object"' in json.dumps(last).replace("\\", "")
