"""Plans that their owner has to approve: that very plan runs, once, and nothing before."""

import concurrent.futures
import json

import pytest

from agents_folder import build, put, until
from client import Client, types
from hermes_process import AGENTS, Server, free_port, serving
from people import answer, asked, ended, refused

WAIT = 60


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return build(tmp_path_factory.mktemp("durable"), "durable")


@pytest.fixture(scope="module")
def user(folder):
    with serving([AGENTS, folder], HERMES_REQUIRE_APPROVAL="true") as server:
        yield Client(server.port, "approves")


def test_the_plan_runs_when_it_is_approved(user):
    task = user.chat(wait=WAIT)
    assert task["status"] == "input_required"
    question = asked(user, task["task_id"])["data"]
    plan = user.task(task["task_id"])["plan"]
    assert question["kind"] == "approval" and question["plan_hash"] == plan["plan_hash"]
    assert question["steps"] == plan["steps"] and "step_number" not in question
    so_far = types(user.events_so_far(task["task_id"]))
    assert so_far[-2:] == ["plan_created", "input_required"] and "step_started" not in so_far
    answer(user, task["task_id"], input_id=question["input_id"], approve=plan["plan_hash"])
    events = user.events(task["task_id"])
    assert types(events).index("input_received") < types(events).index("execution_started")
    assert events[-1]["type"] == "task_completed"
    repeated = {"input_id": question["input_id"], "approve": plan["plan_hash"]}
    assert refused(user, task["task_id"], **repeated) == (409, "input_closed")


def test_another_plan_is_not_approved(user):
    task = user.chat(wait=WAIT)["task_id"]
    wrong = "0" * 64
    answered = user.post(f"/tasks/{task}/input", {"approve": wrong})
    assert (answered.status, answered.json["code"]) == (409, "plan_changed")
    right = user.task(task)["plan"]["plan_hash"]
    assert wrong in answered.json["detail"] and right in answered.json["detail"]
    assert refused(user, task, approve=True) == (422, "invalid_field")
    assert refused(user, task, text="yes") == (422, "invalid_field")
    assert refused(Client(user.port, "other"), task, approve=right) == (404, "task_not_found")
    assert user.task(task)["status"] == "input_required"
    user.post(f"/tasks/{task}/cancel")


def altered(right):
    """Hashes that are nearly the plan's."""
    return {
        "one digit": right[:-1] + ("0" if right[-1] != "0" else "1"),
        "upper case": right.upper() if right.upper() != right else right + "0",
        "cut": right[:-1], "longer": right + "0", "blank": right + " ", "empty": "",
    }


@pytest.mark.parametrize("kind", altered("a" * 64))
def test_an_altered_hash_is_not_approved(user, kind):
    task = user.chat(wait=WAIT)["task_id"]
    question, right = asked(user, task)["data"], user.task(task)["plan"]["plan_hash"]
    forged = altered(right)[kind]
    assert refused(user, task, approve=forged)[0] in (409, 422)
    assert refused(user, task, input_id=question["input_id"], approve=forged)[0] in (409, 422)
    assert user.task(task)["status"] == "input_required"
    assert "step_started" not in types(user.events_so_far(task))
    user.post(f"/tasks/{task}/cancel")


def test_an_approval_counts_for_its_own_task_only(user):
    one, other = (user.chat(wait=WAIT)["task_id"] for _ in range(2))
    first, second = (asked(user, task)["data"] for task in (one, other))
    # The same plan, but not the same question.
    assert first["plan_hash"] == second["plan_hash"] and first["input_id"] != second["input_id"]
    forged = {"input_id": first["input_id"], "approve": first["plan_hash"]}
    assert refused(user, other, **forged)[0] in (404, 409)
    answer(user, one, **forged)
    assert ended(user, one)["type"] == "task_completed"
    # Replayed there, and where it was good once.
    assert refused(user, other, **forged)[0] in (404, 409)
    assert refused(user, one, **forged) == (409, "input_closed")
    assert user.task(other)["status"] == "input_required"
    assert types(user.events(one)).count("execution_started") == 1
    user.post(f"/tasks/{other}/cancel")
    assert refused(user, other, approve=second["plan_hash"])[0] == 409
    assert "step_started" not in types(user.events(other))


def test_somebody_else_approves_nothing(user):
    task = user.chat(wait=WAIT)["task_id"]
    question = asked(user, task)["data"]
    other = Client(user.port, "forger")
    good = {"input_id": question["input_id"], "approve": question["plan_hash"]}
    assert refused(other, task, **good) == (404, "task_not_found")
    with other.socket("/user") as socket:
        socket.read_text()
        socket.text(json.dumps({"type": "input", "task_id": task, **good}))
        assert json.loads(socket.read_text())["data"]["code"] == "task_not_found"
    # Their own task takes no answer to this question either.
    theirs = other.chat(wait=WAIT)["task_id"]
    assert refused(other, theirs, **good)[0] in (404, 409)
    for each, owner in ((task, user), (theirs, other)):
        assert owner.task(each)["status"] == "input_required"
        owner.post(f"/tasks/{each}/cancel")


def test_of_many_approvals_at_once_one_counts(user):
    task = user.chat(wait=WAIT)["task_id"]
    right = asked(user, task)["data"]["plan_hash"]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(
            lambda _: user.post(f"/tasks/{task}/input", {"approve": right}).status, range(8)))
    assert sorted(answers) == [200] + [409] * 7
    events = types(user.events(task))
    assert events.count("execution_started") == 1 and events.count("input_received") == 1


def test_a_rejected_plan_never_runs(user):
    task = user.chat(wait=WAIT)["task_id"]
    answer(user, task, approve=False)
    events = user.events(task)
    assert events[-1]["data"]["error"]["code"] == "plan_rejected"
    assert "step_started" not in types(events) and user.task(task)["status"] == "failed"


def test_cancel_before_the_approval(user):
    task = user.chat(wait=WAIT)["task_id"]
    receipt = user.post(f"/tasks/{task}/cancel").json
    assert receipt["status"] == "cancelled"
    assert {each["outcome"] for each in receipt["receipt"]} == {"stopped"}
    assert "step_started" not in types(user.events(task))


def test_what_waits_for_a_person_takes_no_room_of_other_requests(user):
    table = {"text": "a,b\n" + "1,2\n" * 180_000, "mediaType": "text/csv"}
    request = {"message": {"parts": [{"text": "What is the sum of b?"}, table]}}
    tasks = [user.post(f"/chat?wait={WAIT}", request).json for _ in range(25)]
    assert [task["status"] for task in tasks] == ["input_required"] * 25
    for task in tasks:
        assert user.post(f"/tasks/{task['task_id']}/cancel").status == 200


def test_an_agent_that_was_named_needs_no_approval(user):
    assert user.give("CodeGenerator", "fibonacci in Python", wait=WAIT)["status"] == "completed"


def test_a_request_can_ask_for_it_itself():
    with serving() as server:
        user = Client(server.port, "careful")
        assert user.chat(wait=WAIT)["status"] == "completed"
        assert user.chat(wait=WAIT, require_approval=False)["status"] == "completed"
        assert user.chat(wait=WAIT, require_approval=True)["status"] == "input_required"
        answered = user.post("/chat", {"query": "x", "require_approval": "yes"})
        assert (answered.status, answered.json["code"]) == (422, "invalid_field")


def test_after_a_restart_the_stored_plan_is_approved_and_runs(folder, tmp_path):
    agents, port = tmp_path / "agents", free_port()
    agents.mkdir()
    put(folder / "Asker.so", agents)
    server = Server(tmp_path / "data", [agents], port)
    user = Client(port, "restart")
    query = f"asker-work gate={agents}"
    tasks = [user.chat(query, wait=WAIT, require_approval=True)["task_id"] for _ in range(2)]
    plan = user.task(tasks[0])["plan"]
    server.kill()
    server = Server(tmp_path / "data", [agents], port)
    try:
        assert refused(user, tasks[0], approve="0" * 64) == (409, "plan_changed")
        answer(user, tasks[0], approve=plan["plan_hash"])
        assert ended(user, tasks[0])["type"] == "task_completed"
        assert user.task(tasks[0])["plan"] == plan
        # The agent of the other plan goes away before it is approved.
        (agents / "Asker.so").unlink()
        until(lambda: user.get("/agents").json["agents"], lambda agents: not agents)
        answer(user, tasks[1], approve=plan["plan_hash"])
        error = ended(user, tasks[1])["data"]["error"]
        assert error["code"] == "invalid_plan" and "Asker" in error["message"]
    finally:
        server.kill()
