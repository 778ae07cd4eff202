"""Tasks, conversations and artifacts over HTTP: what the contract's tables promise."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from agents_folder import put
from client import SEED_QUERY, Client, read_until, types
from hermes_process import running, serving

WAIT = 60


@pytest.fixture(scope="module")
def user(faulty):
    return Client(faulty.port, "requests")


def key():
    return {"Idempotency-Key": uuid.uuid4().hex}


def test_chat_answers_at_once(user):
    answer = user.post("/chat", {"query": SEED_QUERY})
    assert answer.status == 200
    assert set(answer.json) >= {"task_id", "conversation_id", "status", "message", "result", "links"}
    assert answer.json["status"] in ("queued", "running") and answer.json["result"] is None
    # It is durable already.
    assert user.task(answer.json["task_id"])["query"] == SEED_QUERY


@pytest.mark.parametrize("way", ["Prefer", "wait"])
def test_waiting_holds_the_answer_until_the_end(user, way):
    path, headers = ("/chat?wait=60", {}) if way == "wait" else ("/chat", {"Prefer": "wait=60"})
    answer = user.post(path, {"query": SEED_QUERY}, headers).json
    assert answer["status"] == "completed" and "def " in answer["result"]
    assert [step["status"] for step in answer["steps"]] == ["completed", "completed"]
    task = user.task(answer["task_id"])
    assert (answer["artifacts"], answer["unmet"]) == (task["artifacts"], task["unmet"])


def test_waiting_ends_when_the_time_is_over(user):
    answer = user.give("SlowInvoke", "for ever", wait=1)
    assert answer["status"] == "running" and answer["result"] is None
    user.post(f"/tasks/{answer['task_id']}/cancel")


def test_a_task_has_everything(user):
    task = user.task(user.chat(wait=WAIT)["task_id"])
    assert set(task) >= {"intent", "plan", "steps", "artifacts", "result", "last_seq", "status"}
    assert task["plan"]["total_steps"] == 2 and task["intent"]["category"] == "code_generation"
    assert task["last_seq"] == len(user.events(task["task_id"]))


def test_tasks_are_listed_newest_first_in_pages(faulty):
    user = Client(faulty.port, "pages")
    wanted = [user.give("Echo", str(n), WAIT)["task_id"] for n in range(5)][::-1]
    seen, cursor = [], ""
    while cursor is not None:
        page = user.get(f"/tasks?limit=2{cursor and '&cursor=' + cursor}").json
        assert len(page["tasks"]) <= 2
        seen += [task["task_id"] for task in page["tasks"]]
        cursor = page["next_cursor"]
    assert seen == wanted


def test_the_same_key_and_body_are_the_same_task(user):
    headers = key()
    first = user.post("/chat", {"query": "Book a flight"}, headers)
    again = user.post("/chat", {"query": "Book a flight"}, headers)
    assert first.json["task_id"] == again.json["task_id"] and again.status == first.status == 200
    assert again.headers["idempotent-replayed"] == "true"
    assert "idempotent-replayed" not in first.headers
    tasks = user.get("/tasks?limit=100").json["tasks"]
    assert [task["task_id"] for task in tasks].count(first.json["task_id"]) == 1


def test_the_same_key_answers_the_same_also_when_the_task_has_ended(user):
    headers = key()
    first = user.post("/chat", {"query": "Book a flight"}, headers).json
    user.follow(first["task_id"])
    assert user.post("/chat", {"query": "Book a flight"}, headers).json == first


def test_the_same_key_with_another_body_is_refused(user):
    headers = key()
    user.post("/chat", {"query": "Book a flight"}, headers)
    answer = user.post("/chat", {"query": "bye"}, headers)
    assert (answer.status, answer.code) == (422, "idempotency_key_reused")


def test_a_key_is_its_user_s_and_its_route_s(faulty, user):
    headers = key()
    first = user.post("/chat", {"query": "Book a flight"}, headers).json["task_id"]
    other = Client(faulty.port, "other").post("/chat", {"query": "Book a flight"}, headers)
    assert other.status == 200 and other.json["task_id"] != first
    direct = user.post("/agents/Echo/tasks", {"text": "Book a flight"}, headers)
    assert direct.status == 200 and direct.json["task_id"] != first


@pytest.fixture
def busy(user):
    """A conversation with a running task."""
    first = user.chat("Book a flight", wait=WAIT)
    task = user.give("SlowInvoke", "for ever")
    with user.socket(f"/tasks/{task['task_id']}") as socket:
        read_until(socket, "agent_thinking")
    yield task
    user.post(f"/tasks/{task['task_id']}/cancel")
    assert first["status"] == "failed"


def test_a_busy_conversation_can_reject(user, busy):
    asked = {"query": "Book a flight", "conversation_id": busy["conversation_id"], "on_busy": "reject"}
    answer = user.post("/chat", asked)
    assert (answer.status, answer.code) == (409, "conversation_busy")


@pytest.mark.parametrize("on_busy", [{}, {"on_busy": "enqueue"}])
def test_a_busy_conversation_enqueues(user, busy, on_busy):
    asked = user.chat("Book a flight", conversation_id=busy["conversation_id"], **on_busy)
    assert user.task(asked["task_id"])["status"] == "queued"
    user.post(f"/tasks/{busy['task_id']}/cancel")
    assert types(user.events(asked["task_id"]))[-1] == "task_failed"


def test_a_busy_conversation_can_be_interrupted(user, busy):
    asked = user.chat("Book a flight", wait=WAIT, conversation_id=busy["conversation_id"], on_busy="interrupt")
    assert user.task(busy["task_id"])["status"] == "cancelled" and asked["status"] == "failed"


def test_a_queued_task_can_be_cancelled(user, busy):
    asked = user.chat("Book a flight", conversation_id=busy["conversation_id"])
    answer = user.post(f"/tasks/{asked['task_id']}/cancel")
    assert (answer.status, answer.json["status"], answer.json["receipt"]) == (200, "cancelled", [])
    assert types(user.events(asked["task_id"])) == ["task_created", "task_failed"]


def test_a_deleted_task_is_gone_with_its_events(user):
    task = user.give("Echo", "x", WAIT)["task_id"]
    assert user.delete(f"/tasks/{task}").status == 204
    for path in ("", "/events", "/artifacts/echo"):
        assert user.get(f"/tasks/{task}{path}").code == "task_not_found"
    assert user.delete(f"/tasks/{task}").status == 404
    with user.socket(f"/tasks/{task}") as socket:
        assert socket.read_event("error")["data"]["code"] == "task_not_found"
        assert socket.read_close() == 4404


def test_a_running_task_can_be_deleted(user, busy):
    assert user.delete(f"/tasks/{busy['task_id']}").status == 204
    assert user.get(f"/tasks/{busy['task_id']}").status == 404


def test_a_conversation_has_its_messages(user):
    first = user.chat("Book a flight", wait=WAIT)
    user.chat(SEED_QUERY, wait=WAIT, conversation_id=first["conversation_id"])
    found = user.get(f"/conversations/{first['conversation_id']}").json
    assert [m["role"] for m in found["messages"]] == ["user", "assistant"] * 2
    assert found["messages"][2]["content"] == SEED_QUERY and "def " in found["messages"][3]["content"]
    listed = user.get("/conversations").json["conversations"]
    assert listed[0]["conversation_id"] == first["conversation_id"] and listed[0]["task_count"] == 2


def test_a_deleted_conversation_is_gone_with_its_tasks(user):
    first = user.chat("Book a flight", wait=WAIT)
    assert user.delete(f"/conversations/{first['conversation_id']}").status == 204
    assert user.get(f"/conversations/{first['conversation_id']}").code == "conversation_not_found"
    assert user.get(f"/tasks/{first['task_id']}").code == "task_not_found"


def test_an_artifact_is_downloaded_as_what_it_is(user):
    task = user.task(user.chat(wait=WAIT)["task_id"])
    assert len(task["artifacts"]) >= 3
    for artifact in task["artifacts"]:
        for path in (artifact["href"].removeprefix("/api/v1"),):
            answer = user.get(path)
            assert answer.status == 200 and len(answer.body) == artifact["bytes"]
            assert answer.headers["content-type"].split(";")[0] == artifact["media_type"]
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["content-disposition"].startswith("attachment")
    assert user.get(f"/tasks/{task['task_id']}/artifacts/{task['artifacts'][0]['artifact_id']}").status == 200


def test_a_large_result_is_named_by_its_link(user):
    text = "x" * 16000
    task = user.give("Echo", text, WAIT)
    assert task["result"] == text
    limit = user.post("/agents/Echo/tasks", {"text": "x" * 20000})
    assert (limit.status, limit.code) == (413, "query_too_large")


def test_a_message_may_have_parts(user):
    message = {"role": "ROLE_USER", "parts": [{"text": "from a part"}]}
    answer = user.post("/agents/Echo/tasks?wait=30", {"message": message})
    assert answer.json["result"] == "from a part"


def test_agents_are_searched_with_score_and_reason(user):
    found = user.post("/agents/search", {"query": "review Python code", "limit": 2}).json["agents"]
    assert found[0]["name"] == "PythonExpert" and len(found) == 2
    assert found[0]["score"] >= found[1]["score"] > 0 and found[0]["reason"]


def test_cards_come_with_health_and_lane(user):
    agent = user.get("/agents/CodeGenerator").json
    assert agent["lane"] == "in-process" and agent["card"]["skills"][0]["id"] == "write_python"
    assert set(agent["health"]) >= {"running", "capacity", "calls", "errors", "misuse"}


def test_input_without_a_question_is_refused(user):
    task = user.give("Echo", "x", WAIT)["task_id"]
    answer = user.post(f"/tasks/{task}/input", {"text": "yes"})
    assert answer.status == 409


def test_more_tasks_than_the_queue_holds_are_refused():
    with running(HERMES_QUEUED_TASKS_PER_USER="1", HERMES_RUNNING_TASKS_PER_USER="1") as port:
        user = Client(port)
        statuses = [user.post("/chat", {"query": SEED_QUERY}).status for _ in range(12)]
    assert set(statuses) == {200, 429}


def test_requests_at_once_get_no_more_places_than_there_are(fixture_folder, tmp_path):
    put(fixture_folder / "sleeper_async.so", tmp_path)
    limits = {"HERMES_QUEUED_TASKS_PER_USER": "2", "HERMES_RUNNING_TASKS_PER_USER": "1"}
    with serving([tmp_path], **limits) as server, ThreadPoolExecutor(24) as pool:
        user = Client(server.port)
        ask = lambda _: user.post("/agents/SleeperAsync/tasks", {"text": "ms=9999999"})
        answers = list(pool.map(ask, range(24)))
    assert sorted(answer.status for answer in answers) == [200] * 3 + [429] * 21


def test_more_requests_than_the_rate_are_refused():
    with running(HERMES_REQUEST_BURST="5", HERMES_REQUESTS_PER_SECOND="1") as port:
        user = Client(port)
        answers = [user.get("/auth/me") for _ in range(12)]
    refused = [answer for answer in answers if answer.status != 200]
    assert refused and all(answer.status == 429 for answer in refused)
    assert int(refused[0].headers["retry-after"]) >= 1
