"""Lists and conversations come in pages that are bounded in bytes too."""

from client import Client
from hermes_process import serving

WAIT = 60


def pages(user, path, key, limit):
    found, cursor = [], ""
    while cursor is not None:
        answer = user.get(f"{path}?limit={limit}{cursor and f'&cursor={cursor}'}")
        assert answer.status == 200, answer
        found.append([item["task_id"] for item in answer.json[key]])
        cursor = answer.json["next_cursor"]
    return found


def test_a_conversation_comes_in_pages():
    with serving(HERMES_MAXIMUM_QUERY_BYTES="1000000") as server:
        user = Client(server.port)
        first = user.chat("Write a poem", wait=WAIT)
        conversation, tasks = first["conversation_id"], [first["task_id"]]
        for _ in range(3):
            # Wide in the answer: the query stands in it twice.
            query = "Write a poem of " + "many words " * 35_000
            tasks.append(user.chat(query, wait=WAIT, conversation_id=conversation)["task_id"])
        path = f"/conversations/{conversation}"
        assert pages(user, path, "tasks", 3) == [tasks[:2], tasks[2:3], tasks[3:]]
        assert [len(page) for page in pages(user, "/tasks", "tasks", 100)] == [2, 2]
        assert sum(pages(user, "/tasks", "tasks", 100), []) == tasks[::-1]
        wrong = user.get(f"{path}?cursor=nowhere")
        assert (wrong.status, wrong.code) == (422, "invalid_parameter")
