"""Small talk and what can be done here, by the cards of the agents that are loaded."""

import json
import shutil

import pytest

import control_socket
import model_server
from agents_folder import build, put
from client import Client
from hermes_process import AGENTS, serving
from model_server import KEY, scripted, whole

WAIT = 60


@pytest.fixture(scope="module")
def place():
    with serving() as server:
        yield server, Client(server.port, "guided")


def say(user, text, **more):
    return user.task(user.chat(text, wait=WAIT, **more)["task_id"])


@pytest.mark.parametrize(
    "text, part",
    [
        ("Hello!", "Hello!"),
        ("hi there", "CodeGenerator"),
        ("Hi! What can you do?", "CodeGenerator"),
        ("HELP", "as it stands"),
        ("helo", "Hello!"),
        ("Thank you so much!", "You're welcome."),
        ("thanks, bye", "You're welcome."),
        ("Who are you?", "PythonExpert"),
    ],
)
def test_small_talk_is_answered(place, text, part):
    task = say(place[1], text)
    assert task["status"] == "completed" and task["unmet"] == [], task
    assert part in task["result"]
    assert [step["agent_name"] for step in task["plan"]["steps"]] == ["Guide"]
    assert task["intent"]["category"] == "general"


@pytest.mark.parametrize(
    "text",
    ["help me write a function that reverses a string", "Hi, write a function that reverses a string. Thanks!"],
)
def test_courtesy_around_a_request_is_no_wish(place, text):
    task = say(place[1], text)
    assert task["status"] == "completed" and task["unmet"] == [], task
    assert "Guide" not in {step["agent_name"] for step in task["plan"]["steps"]}


def test_the_first_example_of_every_agent_can_be_done_as_it_stands(place):
    """They are what Guide shows."""
    user = place[1]
    agents = user.get("/agents").json["agents"]
    shown = say(user, "What can you do?")["result"]
    examples = [agent["skills"][0]["examples"][0] for agent in agents if agent["state"] == "ready"]
    assert len(examples) >= 6
    assert sum(example in shown for example in examples) == 3
    for example in examples:
        task = say(user, example)
        assert task["status"] == "completed" and task["unmet"] == [], (example, task["error"])


def test_thanks_in_between_lose_no_thread(place):
    user = place[1]
    first = say(user, "Write a function that checks whether a string is a palindrome")
    conversation = first["conversation_id"]
    assert say(user, "Thanks!", conversation_id=conversation)["result"] == "You're welcome."
    last = say(user, "now rename it to is_mirrored", conversation_id=conversation)
    assert last["status"] == "completed" and "def is_mirrored" in last["result"], last


def test_without_a_model_a_general_question_is_refused(place):
    task = say(place[1], "What is 17 * 23?")
    assert task["status"] == "failed" and task["error"]["code"] == "no_agent_found"
    answer = place[1].post("/agents/Guide/tasks?wait=60", {"text": "What is 17 * 23?"})
    assert answer.json["error"]["code"] == "no_model" and "docs/models.md" in answer.json["error"]["message"]


def test_what_is_loaded_is_what_is_told(tmp_path):
    folder = tmp_path / "agents"
    folder.mkdir()
    for name in ("Guide.so", "Guide.toml"):
        shutil.copy(f"{AGENTS}/{name}", folder)
    with serving([folder]) as server:
        user = Client(server.port)
        assert "No other agent is loaded" in say(user, "What can you do?")["result"]
        plugins = build(tmp_path / "built", "plugins")
        put(plugins / "echo.so", folder)
        control_socket.reload(server.data)
        assert "- Echo: " in say(user, "What can you do?")["result"]
        (folder / "Guide.so").unlink()
        control_socket.reload(server.data)
        assert say(user, "What can you do?")["error"]["code"] == "no_agent_found"


class General(model_server.Handler):
    def script_of(self, body):
        return "intent" if "response_format" in body else "answer"

    def do_intent(self, _):
        # A category and nothing else is what small models say.
        intent = {"category": "general", "required_capabilities": [], "entities": {}, "complexity": 0.1,
                  "confidence": 0.9, "unmet": []}  # fmt: skip
        self.stream(whole([{"content": json.dumps(intent)}]))

    def do_answer(self, _):
        self.stream(whole([{"content": "It is 391."}]))


def test_a_model_answers_general_questions_and_is_named():
    with scripted(General) as model, serving([AGENTS], HERMES_MODEL_URL=model.url, HERMES_MODEL_KEY=KEY) as server:
        task = say(Client(server.port), "What is 17 * 23?")
        assert task["status"] == "completed", task
        assert task["result"].startswith("It is 391.\n")
        assert "the answer of the model tiny" in task["result"]
        assert task["artifacts"][0]["metadata"] == {"source": "model"}
