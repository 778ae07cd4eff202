"""Questions about a table that nobody can work out by rules: the model writes a program, PythonExpert runs it. A
scripted server is the model; the agents and the sandbox are real."""

import shutil

import pytest

import model_server
from client import Client
from hermes_process import AGENTS, serving
from model_server import KEY, scripted, whole

WAIT = 90
TABLE = "city;rain;since\nGraz;1.876,5;2001\nLinz;872;1999\nWien;651;1999\n"
QUESTION = "If it rained a tenth more everywhere, which city would be the first above 900?"
QUERY = f"{QUESTION}\n```csv\n{TABLE}```"
RIGHT = """import json

rows = json.load(open("data.json"))
above = [row["city"] for row in rows if row["rain"] * 1.1 > 900]
print(f"{above[0]} would be above 900, with {sum(row['rain'] for row in rows)} in all.")
"""
SAYS = "Graz would be above 900, with 3399.5 in all."


class Programmer(model_server.Handler):
    def script_of(self, body):
        return "answer"

    def do_answer(self, _):
        answers = self.server.answers
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        self.stream(whole([{"content": f"This will do:\n```python\n{answer}```\n" if answer else "Sorry."}]))


@pytest.fixture(scope="module")
def model():
    with scripted(Programmer) as server:
        yield server


def copied(folder, *names):
    for name in names:
        shutil.copy(AGENTS / f"{name}.so", folder)
        shutil.copy(AGENTS / f"{name}.toml", folder)
    return folder


@pytest.fixture(scope="module")
def user(model, tmp_path_factory):
    folder = copied(tmp_path_factory.mktemp("agents"), "DataAnalyzer", "PythonExpert")
    with open(folder / "PythonExpert.toml", "a") as manifest:
        manifest.write("[agents.PythonExpert.config]\ntimeout_ms = 1000\n")
    with serving([folder], HERMES_MODEL_URL=model.url, HERMES_MODEL_KEY=KEY, HERMES_MODEL_PLANNING="off") as server:
        yield Client(server.port, "programs")
        assert KEY not in server.errors


def asked(user, model, query, *answers, **body):
    """The task, and the messages of each question that the model was asked."""
    model.answers = list(answers)
    model.seen.clear()
    task = user.task(user.chat(query, wait=WAIT, **body)["task_id"])
    return task, [body["messages"] for _, _, _, body in model.seen]


def made(user, task, artifact):
    answer = user.get(f"/tasks/{task['task_id']}/artifacts/{artifact}")
    assert answer.status == 200, (answer, task)
    return answer.body.decode()


def test_a_program_answers_and_is_shown(user, model):
    task, [messages] = asked(user, model, QUERY, RIGHT)
    assert task["status"] == "completed" and not task.get("unmet"), task
    assert made(user, task, "program") == RIGHT and made(user, task, "output") == SAYS + "\n"
    assert f"{SAYS} (Worked out by a program that the model wrote.)" in task["result"]
    report = made(user, task, "analysis")
    assert SAYS in report and f"```python\n{RIGHT}```" in report and "Not answered" not in report
    assert [message["role"] for message in messages] == ["system", "user"] and QUESTION not in messages[0]["content"]
    told = messages[-1]["content"]
    assert told.startswith(QUESTION) and "has 3 rows and the columns city (text), rain (number), since (" in told
    assert '{"city": "Graz", "rain": 1876.5, "since": 2001}' in told
    # Who else worked on it is told, and what it cost.
    assert {event["data"].get("agent_name") for event in user.events(task["task_id"])} >= {"DataAnalyzer", "PythonExpert"}
    assert task["steps"][0]["usage"]["model_calls"] == 1


def test_what_can_be_worked_out_is_answered_beside_it(user, model):
    task, _ = asked(user, model, f"What is the average of rain? {QUERY}", RIGHT)
    assert task["status"] == "completed" and not task.get("unmet"), task
    assert "1133.17" in task["result"] and SAYS in task["result"]


def test_a_later_question_comes_with_what_was_said(user, model):
    task, _ = asked(user, model, QUERY, RIGHT)
    task, [messages] = asked(user, model, "And which city if it rained twice as much?", RIGHT,
                             conversation_id=task["conversation_id"])
    assert task["status"] == "completed" and SAYS in task["result"], task
    assert [message["role"] for message in messages] == ["system", "user", "assistant", "user"]
    assert QUESTION in messages[1]["content"] and SAYS in messages[2]["content"]
    assert "the columns city (text)" in messages[3]["content"]


def test_a_table_that_needs_no_model_asks_none(user, model):
    task, questions = asked(user, model, f"What is the average of rain?\n```csv\n{TABLE}```", RIGHT)
    assert task["status"] == "completed" and not questions


def test_a_program_that_fails_is_mended_once(user, model):
    wrong = RIGHT.replace('row["rain"]', 'row["Rain"]')
    task, questions = asked(user, model, QUERY, wrong, RIGHT)
    assert task["status"] == "completed" and made(user, task, "program") == RIGHT, task
    assert len(questions) == 2 and questions[1][-2]["content"] == f"```python\n{wrong}```"
    assert "program.py, line 4: KeyError: 'Rain'" in questions[1][-1]["content"]


@pytest.mark.parametrize("program, reason", [
    ("raise ValueError('no')\n", "ValueError: no"), ("x = (\n", "SyntaxError"), ("pass\n", "printed nothing"),
    ("while True:\n    pass\n", "1000 ms"), ("print('x' * 1000000)\n", "256 KiB"), ("raise SystemExit(3)\n", "ended with 3"),
    ("", "no program"),
])
def test_what_is_not_mended_is_not_answered(user, model, program, reason):
    task, questions = asked(user, model, QUERY, program)
    assert task["status"] == "failed" and task["error"]["code"] == "unknown_question", task
    assert reason in task["error"]["message"] and len(questions) == (2 if program else 1)


def test_a_program_sees_the_table_and_nothing_else(user, model):
    program = ("import os, socket\nprint(sorted(os.listdir('.')), os.environ.get('HERMES_MODEL_KEY'))\n"
               "try:\n    socket.create_connection(('127.0.0.1', 80), 1)\nexcept OSError:\n    print('alone')\n")
    task, _ = asked(user, model, QUERY, program)
    assert made(user, task, "output") == "['data.json'] None\nalone\n"


def test_without_a_helper_that_is_said(model, tmp_path):
    with serving([copied(tmp_path, "DataAnalyzer")], HERMES_MODEL_URL=model.url, HERMES_MODEL_PLANNING="off") as server:
        user = Client(server.port)
        task, questions = asked(user, model, QUERY, RIGHT)
        assert task["status"] == "failed" and task["error"]["code"] == "unknown_question" and len(questions) == 1
        assert "no agent ran that (agent_not_found): it takes one with the skill python_execute" in task["error"]["message"]


def test_without_a_model_nothing_is_said_of_one(tmp_path):
    with serving([copied(tmp_path, "DataAnalyzer", "PythonExpert")]) as server:
        user = Client(server.port)
        task = user.task(user.chat(QUERY, wait=WAIT)["task_id"])
    assert task["error"]["code"] == "unknown_question" and "model" not in task["error"]["message"]
