"""A call of an agent elsewhere has stopped when that agent says so, and not when it was asked to."""

import pytest

import remote_server
from agents_folder import until
from client import Client
from hermes_process import serving
from remote_agent import PATIENCE, manifest, ready


@pytest.fixture
def place(tmp_path):
    with remote_server.scripted() as remote:
        folder = manifest(tmp_path / "agents", remote.url, "Elsewhere")
        with serving([folder]) as server:
            user = Client(server.port, "cancels")
            ready(user, "Elsewhere")
            yield remote, user


def outcome(remote, user, script):
    """What the receipt says of a call that was cancelled while its agent had it."""
    task = user.give("Elsewhere", f"{script} now")["task_id"]
    assert remote.held["hold"].wait(PATIENCE)
    [line] = user.post(f"/tasks/{task}/cancel").json["receipt"]
    assert line["agent_name"] == "Elsewhere"
    return line["outcome"]


@pytest.mark.parametrize("script", ["hold", "hesitates"])
def test_an_agent_that_answers_with_the_end_of_its_task_has_stopped(place, script):
    remote, user = place
    assert outcome(remote, user, script) == "stopped"


@pytest.mark.parametrize("script", ["works", "mistakes", "deaf"])
def test_an_agent_that_answers_with_anything_else_has_not_and_is_asked_again(place, script):
    remote, user = place
    assert outcome(remote, user, script) == "uncooperative"
    until(lambda: remote.counts[script, "CancelTask"], lambda count: count > 1)
