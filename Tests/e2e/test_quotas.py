"""What one user may take of what all share."""

import json

from agents_folder import build
from client import Client
from hermes_process import serving
from people import asked

WAIT = 60


def quota(answer):
    assert (answer.status, answer.code) == (429, "quota_exceeded"), answer
    return answer.json["detail"]


def test_tasks_of_a_day_are_each_user_s_own():
    with serving(HERMES_TASKS_PER_DAY="2") as server:
        user, other = Client(server.port), Client(server.port)
        for _ in range(2):
            task = user.chat(wait=WAIT)["task_id"]
            assert user.delete(f"/tasks/{task}").status == 204
        answer = user.post("/chat", {"query": "Write a poem"})
        assert "tasks_per_day" in quota(answer) and int(answer.headers["retry-after"]) > 0
        other.chat()


def test_a_task_that_runs_is_stopped_at_the_quota(fixture_folder):
    with serving([fixture_folder], HERMES_STORAGE_BYTES_PER_USER="1000000") as server:
        user, other = Client(server.port), Client(server.port)
        # 24 MB, if it were let: its pieces have 8 KiB at most.
        task = user.give("StreamChunks", "count=3000 size=8192")["task_id"]
        events = user.follow(task)[1]
        last = json.loads(events[-1])
        assert last["type"] == "task_failed", last
        assert last["data"]["error"]["code"] == "quota_exceeded"
        assert "storage_bytes_per_user" in last["message"]
        assert sum(map(len, events)) < 12_000_000
        assert user.get(f"/tasks/{task}").json["status"] == "failed"
        kept = other.give("StreamChunks", "count=3 size=100000")["task_id"]
        assert json.loads(other.follow(kept)[1][-1])["type"] == "task_completed"


def test_who_has_stored_too_much_stores_again_after_a_deletion():
    with serving(HERMES_STORAGE_BYTES_PER_USER="1000") as server:
        user = Client(server.port)
        task = user.chat(wait=WAIT)["task_id"]
        detail = quota(user.post("/chat", {"query": "Write a poem"}))
        assert "storage_bytes_per_user" in detail and "Delete" in detail
        assert user.delete(f"/tasks/{task}").status == 204
        user.chat()


def test_answers_to_questions_count(tmp_path):
    with serving([build(tmp_path, "durable")], HERMES_STORAGE_BYTES_PER_USER="100000") as server:
        user = Client(server.port)
        task = user.give("Asker", "ask=9", wait=WAIT)["task_id"]
        after, accepted = 0, 0
        while True:
            question = asked(user, task, after)
            body = {"input_id": question["data"]["input_id"], "text": "x" * 16000}
            answer = user.post(f"/tasks/{task}/input", body)
            if answer.status != 200:
                break
            after, accepted = question["seq"], accepted + 1
        assert "storage_bytes_per_user" in quota(answer)
        # Each is stored twice: in its event, and with its question.
        assert 2 <= accepted <= 4
        # The question stays open, and its task can be cancelled.
        assert user.task(task)["inputs"][-1]["is_open"]
        assert user.post(f"/tasks/{task}/cancel").status == 200
