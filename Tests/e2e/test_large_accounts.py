"""Accounts with much, and many sessions: what is done to one keeps nobody else waiting."""

import contextlib
import sqlite3

import pytest

from agents_folder import until
from client import Client
from hermes_process import AGENTS, Server

WAIT = 60
EVENTS = 60_000


def rows(data, owner):
    with contextlib.closing(sqlite3.connect(data / "hermes.sqlite")) as database:
        [[count]] = database.execute("SELECT count(*) FROM event WHERE owner = ?", (owner,)).fetchall()
    return count


@pytest.fixture
def large(tmp_path):
    """A server, and a user whose one task has very many events; to make them takes longer than to read them."""
    server = Server(tmp_path / "data")
    user = Client(server.port, "large")
    task, owner = user.chat(wait=WAIT)["task_id"], user.get("/auth/me").json["id"]
    assert server.terminate() == 0
    with contextlib.closing(sqlite3.connect(server.data / "hermes.sqlite")) as database, database:
        # All but their places are copies of the first.
        columns = [row[1] for row in database.execute("PRAGMA table_info(event)")]
        values = ", ".join("n" if column in ("seq", "cursor") else column for column in columns)
        database.execute(
            "WITH RECURSIVE more(n) AS (SELECT 1000 UNION ALL SELECT n + 1 FROM more WHERE n < 1000 + ?) "
            f"INSERT INTO event ({', '.join(columns)}) SELECT {values} FROM event, more WHERE owner = ? AND seq = 1",
            (EVENTS, owner),
        )
    server = Server(server.data, [AGENTS], port=server.port)
    try:
        yield server, user, owner, task
    finally:
        server.terminate()


def test_a_large_account_is_gone_before_its_rows_are(large):
    server, user, owner, task = large
    other = Client(server.port, "other")
    assert rows(server.data, owner) > EVENTS
    assert user.delete("/auth/me").status == 204
    # Removed in one transaction, they would have kept every other write waiting.
    assert rows(server.data, owner) > 0
    assert user.get(f"/tasks/{task}").status == 401
    assert other.chat(wait=WAIT)["status"] == "completed"
    until(lambda: rows(server.data, owner), lambda count: count == 0)


@pytest.mark.parametrize("condition", ["expires_at < 5", "user = 'u'"])
def test_sessions_are_found_without_reading_all_of_them(tmp_path, condition):
    server = Server(tmp_path / "data", [])
    assert server.terminate() == 0
    with contextlib.closing(sqlite3.connect(server.data / "hermes.sqlite")) as database:
        plan = database.execute(f"EXPLAIN QUERY PLAN SELECT id FROM session WHERE {condition}").fetchall()
    assert not [row for row in plan if row[-1].startswith("SCAN")], plan
