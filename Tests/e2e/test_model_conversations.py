"""Later turns as a model's server gets them: what was said and made before is in what agents ask."""

import json

import pytest

import model_server
from client import SEED_QUERY, Client
from hermes_process import AGENTS, serving
from model_server import KEY, scripted, whole

WAIT = 90
MODULE = '''"""Doubling."""


def double(n):
    """Return n twice.

    >>> double(2)
    4
    """
    return n * 2
'''
HINTED = MODULE.replace("double(n):", "double(n: int) -> int:")
WRONG = MODULE.replace("n * 2", "n * 3")
REPORT = "# Rain\n\nIt rained 876 mm in Graz.\n"
INTENT = {"category": "code_generation", "required_capabilities": ["code_write"], "entities": {}, "complexity": 0.2,
          "confidence": 0.9, "unmet": []}


class Speaker(model_server.Handler):
    """Answers agents with `server.answers` in turn; the planner, where one asks, with CodeGenerator's step."""

    def script_of(self, body):
        self.body = body
        return "plan" if "response_format" in body else "answer"

    def do_answer(self, _):
        answers = self.server.answers
        self.stream(whole([{"content": answers.pop(0) if len(answers) > 1 else answers[0]}]))

    def do_plan(self, _):
        schema = self.body["response_format"]["json_schema"]["schema"]
        plan = {"steps": [{"agent": "CodeGenerator", "skill": "write_python", "depends_on": []}]}
        self.stream(whole([{"content": json.dumps(plan if "steps" in schema["properties"] else INTENT)}]))


@pytest.fixture(scope="module")
def model():
    with scripted(Speaker) as server:
        yield server


@pytest.fixture(scope="module")
def server(model):
    with serving([AGENTS], HERMES_MODEL_URL=model.url, HERMES_MODEL_KEY=KEY, HERMES_MODEL_PLANNING="off") as server:
        yield server
        assert KEY not in server.errors


@pytest.fixture
def user(server):
    return Client(server.port, "speaker")


def fenced(text, language="python"):
    return f"Here it is:\n```{language}\n{text}```\n"


def asked(user, model, query, *answers, **body):
    """The task, and the messages of each question that agents have asked."""
    model.answers = list(answers)
    with model.lock:
        model.seen.clear()
    task = user.task(user.chat(query, wait=WAIT, **body)["task_id"])
    return task, [body["messages"] for script, _, _, body in model.seen if script == "answer"]


def made(user, task, artifact):
    answer = user.get(f"/tasks/{task['task_id']}/artifacts/{artifact}")
    assert answer.status == 200, (answer, task)
    return answer.body.decode()


def roles(messages):
    return [message["role"] for message in messages]


@pytest.fixture
def begun(user, model):
    """A conversation in which a module was made."""
    task, [messages] = asked(user, model, SEED_QUERY, fenced(MODULE))
    assert task["status"] == "completed", task
    assert roles(messages) == ["system", "user"] and messages[1]["content"] == SEED_QUERY
    return task["conversation_id"]


def test_code_generator_is_told_what_was_said(user, model, begun):
    task, [messages] = asked(user, model, "Write a Python function that halves a number instead", fenced(MODULE),
                             conversation_id=begun)
    assert task["status"] == "completed", task
    assert roles(messages) == ["system", "user", "assistant", "user"]
    assert messages[1]["content"] == SEED_QUERY and "double" in messages[2]["content"]
    assert messages[3]["content"] == "Write a Python function that halves a number instead"


def test_code_generator_is_told_what_a_request_goes_on_with(user, model, begun):
    settings = {"HERMES_MODEL_URL": model.url}
    with serving([AGENTS], **settings) as planned:
        other = Client(planned.port, "planned")
        task, _ = asked(other, model, SEED_QUERY, fenced(MODULE))
        task, [messages] = asked(other, model, "add type hints", fenced(HINTED), conversation_id=task["conversation_id"])
    assert task["status"] == "completed", task
    assert roles(messages) == ["system", "user", "assistant", "user"]
    words = messages[-1]["content"]
    assert words.startswith("add type hints\n\n") and MODULE in words


def test_what_is_told_of_a_long_conversation_is_bounded(user, model, begun):
    for number in range(5):
        query = f"Write a Python function that doubles number {number} and is" + " very" * 700 + " quick"
        task, [messages] = asked(user, model, query, fenced(MODULE), conversation_id=begun)
        assert task["status"] == "completed", task
    said = sum(len(message["content"]) for message in messages[1:-1])
    assert 4000 < said <= 12_000 and "number 3" in messages[-3]["content"]
    assert roles(messages)[1:-1] == ["user", "assistant"] * ((len(messages) - 2) // 2)


def test_python_expert_has_changed_what_it_can_t_change_itself(user, model, begun):
    wished = MODULE.replace("n * 2", "n + n")
    task, [messages] = asked(user, model, "make it add instead", fenced(wished), conversation_id=begun)
    assert task["status"] == "completed", task
    assert made(user, task, "changed_module") == wished
    words = messages[-1]["content"]
    assert roles(messages) == ["system", "user", "assistant", "user"] and messages[1]["content"] == SEED_QUERY
    assert words.startswith("make it add instead") and MODULE in words


def test_what_the_model_changed_wrongly_is_mended_once_or_refused(user, model, begun):
    right = MODULE.replace("n * 2", "n + n")
    task, questions = asked(user, model, "make it add instead", fenced(WRONG), fenced(right), conversation_id=begun)
    assert task["status"] == "completed" and made(user, task, "changed_module") == right
    assert len(questions) == 2 and "It fails: 1 of 1 doctests failed" in questions[1][-1]["content"]
    # What the conversation goes on with is what the review made of it.
    now = made(user, task, "reviewed_module")
    for answer, reason in [(WRONG, "doctest_failed"), (now, "unchanged"), ("", "no code")]:
        task, _ = asked(user, model, "make it add instead", fenced(answer), conversation_id=begun)
        assert task["status"] == "failed", task
        assert task["error"]["code"] == "unknown_change" and reason in task["error"]["message"]


def test_what_there_is_nothing_to_do_for_is_not_done_by_the_model_either(user, model):
    query = f"Add type hints\n```python\n{HINTED}```"
    task, [messages] = asked(user, model, query, fenced(HINTED))
    assert task["status"] == "failed" and task["error"]["code"] == "nothing_to_change", task
    said = task["error"]["message"]
    assert "The model did not help (it gave the module back unchanged)" in said and "configure" not in said


def test_a_given_module_is_mended(user, model):
    query = f"Fix this code:\n```python\n{WRONG}```"
    task, [messages] = asked(user, model, query, fenced(MODULE))
    assert task["status"] == "completed" and not task.get("unmet"), task
    assert made(user, task, "changed_module") == MODULE
    assert WRONG in messages[-1]["content"] and "doctests failed" in messages[-1]["content"]


def test_a_module_is_explained(user, model):
    task, [messages] = asked(user, model, f"Explain this code\n```python\n{MODULE}```", "It doubles `n`.")
    assert task["status"] == "completed", task
    assert made(user, task, "explanation") == "It doubles `n`." and MODULE in messages[-1]["content"]


@pytest.mark.parametrize("query", ["Explain this code", "explain it"])
def test_what_was_made_is_explained(user, model, begun, query):
    task, [messages] = asked(user, model, query, "It doubles `n`.", conversation_id=begun)
    assert task["status"] == "completed" and not task.get("unmet"), task
    assert made(user, task, "explanation") == "It doubles `n`." and MODULE in messages[-1]["content"]


def test_content_writer_is_told_what_was_said_and_made(user, model):
    query = "Write a report about this text: " + "It rained 876 mm in Graz, which is a town on the Mur. " * 4
    task, [messages] = asked(user, model, query, fenced(REPORT, "markdown"))
    assert task["status"] == "completed" and made(user, task, "document") == REPORT, task
    assert roles(messages) == ["system", "user"]
    shorter = "# Rain\n\n876 mm.\n"
    task, [messages] = asked(user, model, "Write a shorter report of it", shorter, conversation_id=task["conversation_id"])
    assert task["status"] == "completed" and made(user, task, "document") == shorter, task
    assert roles(messages) == ["system", "user", "assistant", "user"] and "876 mm in Graz" in messages[1]["content"]
    told = json.loads(messages[-1]["content"])
    assert told["request"].startswith("Write a shorter report of it")
    assert [piece["text"] for piece in told["material"]] == [REPORT]
