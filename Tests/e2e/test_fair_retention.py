"""Whose history goes when all of it together is too much: that of whoever has most."""

import pytest

from agents_folder import until
from client import Client
from hermes_process import AGENTS, serving

WAIT = 60
# A task of the big one has about a megabyte.
MOST, LARGE = str(6 << 20), "count=128 size=8192"


@pytest.fixture
def server(fixture_folder):
    settings = {
        "HERMES_RETENTION_BYTES": MOST,
        "HERMES_RETENTION_MINIMUM_SECONDS": "0",
        "HERMES_RETENTION_INTERVAL_SECONDS": "1",
    }
    with serving([AGENTS, fixture_folder], **settings) as server:
        yield server


def is_there(user, task):
    return user.get(f"/tasks/{task}").status == 200


def test_one_user_s_volume_takes_no_history_of_another(server):
    small, big = Client(server.port, "small"), Client(server.port, "big")
    kept = small.give("StreamChunks", "count=2 size=100", WAIT)["task_id"]
    first = big.give("StreamChunks", LARGE, WAIT)["task_id"]

    def more():
        """It may be told that it has too much."""
        answer = big.post("/agents/StreamChunks/tasks", {"text": LARGE}, {"Prefer": f"wait={WAIT}"})
        assert answer.status in (200, 429), answer
        return is_there(big, first)

    until(more, lambda is_left: not is_left)
    assert is_there(small, kept)
    assert small.events(kept)[-1]["type"] == "task_completed"


def test_tasks_that_have_not_ended_take_no_history_of_another(server):
    small, big = Client(server.port, "small"), Client(server.port, "big")
    kept = [small.give("StreamChunks", LARGE, WAIT)["task_id"] for _ in range(2)]
    first = big.give("StreamChunks", LARGE, WAIT)["task_id"]
    table = {"text": "a,b\n" + "1,2\n" * 30_000, "mediaType": "text/csv"}
    parts = [{"text": "average of a"}, table]
    request = {"message": {"role": "ROLE_USER", "parts": parts}, "require_approval": True}

    def parks():
        """Plans that wait for approval, which can't be removed, until there are too many."""
        answer = big.post("/chat", request)
        assert answer.status in (200, 429), answer
        return is_there(big, first)

    # What big has of ended tasks goes, although small has more of those.
    until(parks, lambda is_left: not is_left)
    assert all(is_there(small, task) for task in kept)
