"""What one user may take of what all share."""

from client import Client
from hermes_process import serving

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


def test_who_has_stored_too_much_stores_again_after_a_deletion():
    with serving(HERMES_STORAGE_BYTES_PER_USER="1000") as server:
        user = Client(server.port)
        task = user.chat(wait=WAIT)["task_id"]
        detail = quota(user.post("/chat", {"query": "Write a poem"}))
        assert "storage_bytes_per_user" in detail and "Delete" in detail
        assert user.delete(f"/tasks/{task}").status == 204
        user.chat()
