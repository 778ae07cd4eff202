"""Lists and conversations come in pages that are bounded in bytes too."""

import contextlib
import json
import sqlite3

import pytest

import raw_http
from client import Client
from hermes_process import Server

WAIT = 60


def widen(data, tasks):
    """As if these had failed with long errors: to make such tasks takes longer than to read them."""
    error = json.dumps({"code": "long", "message": "x" * 380_000})
    with contextlib.closing(sqlite3.connect(data / "hermes.sqlite")) as database, database:
        for task in tasks:
            database.execute("UPDATE task SET error = ? WHERE id = ?", (error, task))


def pages(user, path, limit):
    found, cursor = [], ""
    while cursor is not None:
        answer = user.get(f"{path}?limit={limit}{cursor and f'&cursor={cursor}'}")
        assert answer.status == 200, answer
        found.append([item["task_id"] for item in answer.json["tasks"]])
        cursor = answer.json["next_cursor"]
    return found


def test_a_conversation_comes_in_pages(tmp_path):
    server = Server(tmp_path / "data")
    user = Client(server.port)
    first = user.chat(wait=WAIT)
    path, tasks = f"/conversations/{first['conversation_id']}", [first["task_id"]]
    for _ in range(3):
        tasks.append(user.chat(wait=WAIT, conversation_id=first["conversation_id"])["task_id"])
    assert server.terminate() == 0
    widen(server.data, tasks[1:])
    server = Server(server.data, port=server.port)
    try:
        assert pages(user, path, 3) == [tasks[:2], tasks[2:3], tasks[3:]]
        assert [len(page) for page in pages(user, "/tasks", 100)] == [2, 2]
        assert sum(pages(user, "/tasks", 100), []) == tasks[::-1]
        wrong = user.get(f"{path}?cursor=nowhere")
        assert (wrong.status, wrong.code) == (422, "invalid_parameter")
    finally:
        assert server.terminate() == 0


@pytest.mark.parametrize("query, reason", [("after=999999", "after_beyond_end"), ("after=1&epoch=other", "epoch_changed")])
def test_a_page_of_events_from_a_position_that_is_none_begins_with_a_gap(port, alice, query, reason):
    path = f"/api/v1/tasks/{alice.task_id}/events"
    whole = raw_http.request(port, "GET", path, alice.headers).json["events"]
    page = raw_http.request(port, "GET", f"{path}?{query}", alice.headers).json
    gap = page["events"][0]
    assert (gap["type"], gap["data"]["to"], gap["data"]["reason"]) == ("gap", 0, reason)
    # The task may have gone on in between.
    assert page["events"][1 : len(whole) + 1] == whole
    assert page["next_after"] == page["events"][-1]["seq"]
