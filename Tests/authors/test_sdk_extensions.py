"""What the host offers, used through AgentKit and the Rust crate, in both lanes."""

import pathlib
import re

import pytest

import model_server
from agents_folder import put, until
from client import Client
from hermes_process import AGENTS, Server, free_port, serving
from new_project import hermes, run
from people import answer, asked

HERE = pathlib.Path(__file__).parent / "extensions"
WAIT = 60
NAME = "UsesExtensions"
GRANTS = f'[agents.{NAME}]\ngrants = ["agents", "store", "blob", "model"]\n'
# The build, the library and the agent's source, of a project of each language.
PROJECTS = {
    "swift": ("swift build", f".build/debug/lib{NAME}.so", f"Sources/{NAME}/{NAME}.swift", "Speller.swift"),
    "rust": ("cargo build --offline", "target/debug/libuses_extensions.so", "src/lib.rs", "lib.rs"),
}


@pytest.fixture(scope="module", params=PROJECTS)
def library(request, tmp_path_factory):
    build, library, place, source = PROJECTS[request.param]
    folder = tmp_path_factory.mktemp(request.param)
    assert hermes("agent", "new", NAME, "--language", request.param, cwd=folder).returncode == 0
    text = (HERE / source).read_text().replace('"NAME"', f'"{NAME}"')
    target = folder / NAME / place
    assert target.exists()
    target.write_text(re.sub(r"\bstruct Speller\b", f"struct {NAME}", text))
    run(build, folder / NAME)
    return folder / NAME / library


@pytest.fixture(params=["in-process", "process"])
def folder(request, library, tmp_path):
    folder = tmp_path / "agents"
    folder.mkdir()
    (folder / f"{library.stem}.toml").write_text(f'lane = "{request.param}"\n{GRANTS}')
    put(library, folder)
    return folder


def result(user, text):
    task = user.give(NAME, text, WAIT)
    assert task["status"] == "completed", task
    return task["result"]


def test_store_blobs_and_other_agents(folder):
    with serving([AGENTS, folder]) as server:
        user = Client(server.port)
        assert result(user, "get colour") == "none"
        assert result(user, "put colour green") == "kept"
        assert result(user, "get colour") == "green"
        assert result(user, "keys col") == "colour"
        assert result(user, "remove colour") == "removed"
        assert result(user, "remove colour") == "none"
        long = user.give(NAME, "put " + "k" * 513 + " v", WAIT)
        assert long["error"]["code"] == "invalid_argument"
        assert "def fibonacci" in result(user, "ask CodeGenerator Write a Python function for fibonacci")
        missing = user.give(NAME, "ask Nobody hello", WAIT)
        assert missing["error"]["code"] == "agent_not_found"
        task = user.give(NAME, "blob 9", WAIT)
        artifact = user.task(task["task_id"])["artifacts"][0]
        content = user.get(artifact["href"].removeprefix("/api/v1")).body
        assert content == bytes((index >> 3) & 255 for index in range(9 << 20))


def test_the_model(folder):
    with model_server.scripted() as model, serving([folder], HERMES_MODEL_URL=model.url) as server:
        user = Client(server.port)
        assert result(user, "model hello") == f"{model_server.REASONING}|{model_server.TEXT}|7"
        assert user.give(NAME, "model refused", WAIT)["error"]["code"] == "model_refused"
        task = user.give(NAME, "model stall")["task_id"]
        assert model.held["stall"].wait(WAIT)
        user.post(f"/tasks/{task}/cancel")
        assert model.gone["stall"].wait(WAIT)


def test_without_grants(library, tmp_path):
    put(library, tmp_path)
    with serving([tmp_path]) as server:
        user = Client(server.port)
        for text in ("get x", "blob 1", "model hello"):
            assert result(user, text) == "not granted"
        assert user.give(NAME, "ask Nobody x", WAIT)["error"]["code"] == "not_granted"


def test_questions_to_a_person(folder):
    with serving([folder]) as server:
        user = Client(server.port)
        task = user.give(NAME, "question", WAIT)["task_id"]
        first = asked(user, task)
        assert first["message"] == "What?"
        answer(user, task, text="this")
        assert asked(user, task, first["seq"])["message"] == "What but this?"
        answer(user, task, text="that")
        assert user.events(task)[-1]["data"]["result"] == "What but this? that"


def test_the_agent_knows_what_became_of_its_step(folder, tmp_path):
    port = free_port()
    server = Server(tmp_path / "data", [folder], port)
    user = Client(port)
    task = user.give(NAME, "wait")["task_id"]
    until(lambda: user.page(task).body, lambda page: b"waiting" in page)
    server.kill()
    server = Server(tmp_path / "data", [folder], port)
    try:
        until(lambda: user.task(task)["status"], lambda status: status == "completed")
        assert user.task(task)["result"] == "reconciled"
    finally:
        server.terminate()
