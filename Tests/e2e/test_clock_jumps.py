"""A wall clock that is set while the server runs: durations are as long as they were, and nothing is removed."""

import json
import re

import pytest

from agents_folder import build, until
from client import Client
from hermes_process import AGENTS, Server

WAIT = 60
HOUR, YEARS = 3600, 27 * 365 * 86_400


class Clock:
    def __init__(self, file):
        self.file = file
        self.set(0)

    def set(self, seconds):
        """Ahead of the machine's."""
        new = self.file.with_name("new")
        new.write_text(str(seconds))
        new.rename(self.file)


@pytest.fixture(scope="module")
def shim(tmp_path_factory):
    return build(tmp_path_factory.mktemp("clock"), "crash") / "set_clock.so"


@pytest.fixture
def place(shim, tmp_path, fixture_folder):
    """A server that looks every second for what is too old, and its clock."""
    clock = Clock(tmp_path / "clock")
    settings = {
        "HERMES_RETENTION_INTERVAL_SECONDS": "1",
        "LD_PRELOAD": str(shim),
        "CLOCK": str(clock.file),
    }
    server = Server(tmp_path / "data", [AGENTS, fixture_folder], settings=settings)
    try:
        yield server, clock
    finally:
        server.terminate()


def durations(answer):
    """Every number of a member that is a length of time, wherever it stands."""
    if isinstance(answer, list):
        return [each for value in answer for each in durations(value)]
    if not isinstance(answer, dict):
        return []
    own = [value for name, value in answer.items() if re.search("duration|elapsed|seconds|_ms$", name)]
    return [each for each in own if isinstance(each, (int, float))] + durations(list(answer.values()))


def test_a_task_is_not_shorter_than_nothing(place, tmp_path):
    server, clock = place
    user = Client(server.port, "clock")
    end = tmp_path / "end"
    task = user.give("IgnoreCancel", f"file={end}")["task_id"]
    until(lambda: user.health("IgnoreCancel")["running"], lambda count: count == 1)
    clock.set(-HOUR)
    end.touch()
    events = user.events(task)
    assert events[-1]["type"] == "task_completed", events[-1]
    answers = [events, user.task(task)]
    assert durations(answers) and min(durations(answers)) >= 0
    # As words too: "Done in -3598.-9s".
    assert not re.search(r"-\d+(\.-?\d+)? ?m?s\b", json.dumps([each.get("message") for each in events])), events


def test_a_clock_that_is_27_years_ahead_removes_no_history(place):
    server, clock = place
    user = Client(server.port, "history")
    task = user.chat(wait=WAIT)["task_id"]
    clock.set(YEARS)
    # Whichever comes first: it is told, or it has been believed.
    said = "the clock has jumped ahead"
    until(lambda: said in server.errors or "removed" in server.errors, bool)
    clock.set(0)
    # Everything is where it was, and goes on.
    other = user.chat(wait=WAIT)["task_id"]
    assert [user.get(f"/tasks/{each}").status for each in (task, other)] == [200, 200]
    assert user.events(task)[0]["seq"] == 1
    assert said in server.errors
