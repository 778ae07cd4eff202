"""A library that blocks where it must not holds up itself, and nobody else."""

import pytest

from agents_folder import build, names, put, until
from client import Client
from hermes_process import serving


@pytest.fixture(scope="module")
def libraries(tmp_path_factory):
    return build(tmp_path_factory.mktemp("lanes"))


@pytest.fixture
def place(libraries, tmp_path):
    folder = tmp_path / "agents"
    folder.mkdir()
    for name in ("BlocksInCancel", "HeedsCancel"):
        put(libraries / f"{name}.so", folder)
    with serving([folder]) as server:
        yield server, Client(server.port, "control")


def cancelled(user, agent):
    """The receipt of a call that was ended while its agent had it."""
    task = user.give(agent, "hold")["task_id"]
    until(lambda: names(user)[agent]["health"]["running"], lambda count: count == 1)
    [line] = user.post(f"/tasks/{task}/cancel").json["receipt"]
    return line


def test_a_cancel_that_blocks_is_named_and_stalls_only_its_own_library(place):
    server, user = place
    assert cancelled(user, "BlocksInCancel")["outcome"] == "stopped"
    # The other one's cancel has not returned: this one comes all the same.
    line = cancelled(user, "HeedsCancel")
    assert (line["agent_name"], line["outcome"]) == ("HeedsCancel", "stopped"), line
    fault = "cancel has not returned for 1.0 seconds, and must not block"
    said = until(lambda: [each for each in server.errors.splitlines() if fault in each], bool)
    assert len(said) == 1 and "agent=BlocksInCancel" in said[0] and "plugin_misbehaving" in said[0]
    health = {name: agent["health"]["misuse"] for name, agent in names(user).items()}
    assert health == {"BlocksInCancel": 1, "HeedsCancel": 0}
