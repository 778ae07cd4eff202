"""Agents ask the owner of a task: the step waits, holds nothing, and goes on with the answer."""

import json

import pytest

from agents_folder import build
from client import Client, types
from hermes_process import AGENTS, Server, free_port, serving
from people import answer, asked, ended, refused

WAIT = 60


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return build(tmp_path_factory.mktemp("durable"), "durable")


@pytest.fixture(scope="module", params=["in-process", "process"])
def place(request, folder, tmp_path_factory):
    agents = tmp_path_factory.mktemp("agents")
    (agents / "Asker.so").write_bytes((folder / "Asker.so").read_bytes())
    (agents / "Asker.toml").write_text(f'lane = "{request.param}"\n')
    gate = agents / "gate"
    with serving([AGENTS, agents], HERMES_RUNNING_TASKS_PER_USER="2") as server:
        yield server, Client(server.port, "asked"), gate


@pytest.fixture
def user(place):
    return place[1]


def test_a_question_is_answered_with_its_state(user):
    task = user.give("Asker", "ask=1", wait=WAIT)
    assert task["status"] == "input_required"
    question = asked(user, task["task_id"])
    assert question["message"] == "Question 1 of 1?"
    data = question["data"]
    assert data["kind"] == "question" and data["agent_name"] == "Asker" and data["step_number"] == 1
    assert data["expires_at"].endswith("Z")
    (stored,) = user.task(task["task_id"])["inputs"]
    assert stored["input_id"] == data["input_id"] and stored["is_open"]
    answer(user, task["task_id"], text="blue")
    last = ended(user, task["task_id"])
    assert last["data"]["result"] == "answer 1: blue"
    events = user.events(task["task_id"])
    assert [each["data"]["attempt"] for each in events if each["type"] == "step_started"] == [1, 2]
    after = types(events)[types(events).index("input_required") :]
    assert after[:3] == ["input_required", "input_received", "task_resumed"]
    assert types(events).count("step_completed") == 1


def test_a_question_can_follow_a_question(user):
    task = user.give("Asker", "ask=5")["task_id"]
    after = 0
    for number in range(1, 6):
        question = asked(user, task, after)
        after = question["seq"]
        assert question["message"] == f"Question {number} of 5?"
        answer(user, task, input_id=question["data"]["input_id"], text=f"no. {number}")
    assert ended(user, task)["data"]["result"] == "answer 5: no. 5"


def test_only_the_owner_answers_and_only_once(place, user):
    task = user.give("Asker", "ask=1", wait=WAIT)["task_id"]
    other = Client(place[0].port, "other")
    question = asked(user, task)["data"]["input_id"]
    assert refused(other, task, input_id=question, text="mine") == (404, "task_not_found")
    assert refused(other, task, nonsense=1) == (404, "task_not_found")
    assert refused(user, task, input_id="0" * 32, text="x") == (404, "input_not_found")
    assert refused(user, task, input_id=question, approve="hash") == (422, "invalid_field")
    assert refused(user, task, input_id=question, resolve="done") == (422, "invalid_field")
    assert refused(user, task, text="x" * 20000)[0] == 413
    answer(user, task, input_id=question, text="yes")
    assert refused(user, task, input_id=question, text="no") == (409, "input_closed")
    assert ended(user, task)["data"]["result"] == "answer 1: yes"
    assert refused(user, task, input_id=question, text="no") == (409, "input_closed")
    assert refused(user, task, text="no") == (409, "no_open_input")


def test_the_socket_takes_answers(user):
    task = user.give("Asker", "ask=1", wait=WAIT)["task_id"]
    with user.socket(f"/tasks/{task}") as socket:
        socket.read_event("input_required")
        socket.text(json.dumps({"type": "input", "text": "by socket"}))
        assert socket.read_event("task_completed")["data"]["result"] == "answer 1: by socket"


def test_a_call_asks_once(user):
    task = user.give("Asker", "twice ask=1", wait=WAIT)
    assert task["status"] == "input_required", task
    assert len(user.task(task["task_id"])["inputs"]) == 1


def test_a_task_that_waits_can_be_cancelled(user):
    task = user.give("Asker", "ask=1", wait=WAIT)["task_id"]
    receipt = user.post(f"/tasks/{task}/cancel").json
    assert receipt["status"] == "cancelled"
    assert [(each["agent_name"], each["outcome"]) for each in receipt["receipt"]] == [("Asker", "stopped")]
    events = user.events(task)
    assert types(events)[-2:] == ["step_failed", "task_failed"]
    assert events[-1]["data"]["error"]["code"] == "cancelled"
    assert refused(user, task, text="late") == (409, "no_open_input")


def test_tasks_that_wait_take_no_place(user):
    """Two may run at once, and three wait."""
    waiting = [user.give("Asker", "ask=1", wait=WAIT)["task_id"] for _ in range(3)]
    assert user.chat(wait=WAIT)["status"] == "completed"
    for task in waiting:
        answer(user, task, text="now")
        assert ended(user, task)["type"] == "task_completed"


def test_other_steps_go_on_meanwhile(place, user):
    gate = place[2]
    gate.unlink(missing_ok=True)
    task = user.chat(f"asker-ask asker-work ask=2 gate={gate}")["task_id"]
    # While the one waits for a person, the other is at work, and the answer does not wait for it.
    first = asked(user, task)
    assert user.task(task)["status"] == "input_required"
    answer(user, task, text="one")
    second = asked(user, task, first["seq"])
    assert second["message"] == "Question 2 of 2?"
    assert "task_resumed" not in types(user.page(task).json["events"])
    answer(user, task, text="two")
    with user.socket(f"/tasks/{task}", after=second["seq"]) as socket:
        assert socket.read_event("step_completed")["data"]["result_preview"] == "answer 2: two"
        gate.touch()
        assert socket.read_event("step_completed")["data"]["result_preview"] == "worked"
        socket.read_event("task_completed")


def test_what_can_be_answered_to_several_questions_must_say_which(user):
    task = user.chat("asker-ask asker-more ask=1", wait=WAIT)["task_id"]
    # The steps run at once: which of them asks first is not said.
    questions = {each["step_number"]: each["input_id"] for each in user.task(task)["inputs"]}
    assert len(questions) == 2
    assert refused(user, task, text="x") == (409, "ambiguous_input")
    answer(user, task, input_id=questions[2], text="second")
    # One is left: no need to say which. The first goes on waiting in the meantime.
    answer(user, task, text="first")
    events = user.events(task)
    previews = {
        each["data"]["step_number"]: each["data"]["result_preview"]
        for each in events
        if each["type"] == "step_completed"
    }
    assert previews == {1: "answer 1: first", 2: "answer 1: second"}


def test_a_question_outlives_the_server(folder, tmp_path):
    port = free_port()
    start = lambda: Server(tmp_path / "data", [folder], port)  # noqa: E731
    server, user = start(), Client(port, "restart")
    task = user.give("Asker", "ask=2", wait=WAIT)["task_id"]
    question = asked(user, task)
    server.kill()
    server = start()
    try:
        # Nothing has happened but that time went by.
        assert user.task(task)["status"] == "input_required"
        assert user.events_so_far(task)[-1] == question
        answer(user, task, input_id=question["data"]["input_id"], text="one")
        # Accepted: wherever it is then, the server may end.
        server.kill()
        server = start()
        assert asked(user, task, question["seq"])["message"] == "Question 2 of 2?"
        answer(user, task, text="two")
        assert ended(user, task)["data"]["result"] == "answer 2: two"
    finally:
        server.kill()


def test_a_question_that_nobody_answers_expires(folder):
    with serving([AGENTS, folder], HERMES_INPUT_SECONDS="1", HERMES_TASK_SECONDS="600") as server:
        user = Client(server.port, "late")
        task = user.give("Asker", "ask=1")["task_id"]
        events = user.events(task)
        failed = [each["data"] for each in events if each["type"] == "step_failed"]
        assert [each["error"]["code"] for each in failed] == ["input_expired"]
        assert events[-1]["data"]["error"]["code"] == "input_expired"
        assert user.task(task)["inputs"][0]["answer"] == {"closed": "expired"}


def test_waiting_is_no_working_time(folder):
    """A task of one second waits for longer than that, until its question expires."""
    settings = {"HERMES_INPUT_SECONDS": "3", "HERMES_TASK_SECONDS": "1"}
    with serving([AGENTS, folder], **settings) as server:
        user = Client(server.port, "patient")
        task = user.give("Asker", "ask=1")["task_id"]
        assert ended(user, task)["data"]["error"]["code"] == "input_expired"
