"""The server ends at every boundary of the journal of a task with three effects: none is lost, and
none comes twice unless its agent or a person has said that it may.

A preloaded library ends the process (Tests/Fixtures/crash): before a commit is written, in the
middle of one, and when it is stored and nobody has been told."""

import dataclasses
import itertools

import pytest

from agents_folder import build
from client import TERMINAL, Client, types
from hermes_process import Server, free_port
from people import answer, next_question

WAIT = 60
PLACES = ("before", "torn", "stored")
HEAD = (
    f"{'skill':10} commit {'place':7} {'last event before':24} {'person':10} {'effects':8} the task's end"
)


@pytest.fixture(scope="module")
def libraries(tmp_path_factory):
    shim = build(tmp_path_factory.mktemp("shim"), "crash") / "kill_at_commit.so"
    agents = build(tmp_path_factory.mktemp("durable"), "durable")
    for library in agents.glob("*.so"):
        # Else the second death in a row while only this library is at work, which happens on a busy
        # machine, moves it into a process of its own.
        library.with_suffix(".toml").write_text('lane = "in-process"\n')
    return agents, shim


class Victim:
    """A server that ends where it is told, and comes back."""

    def __init__(self, folder, libraries):
        self.folder, (self.agents, shim) = folder, libraries
        self.port, self.effects, self.arm = free_port(), folder / "effects", folder / "kill_at"
        self.settings = {
            "LD_PRELOAD": str(shim),
            "KILL_AT": str(self.arm),
            "EFFECTS": str(self.effects),
            # Nothing else may write meanwhile.
            "HERMES_RETENTION_INTERVAL_SECONDS": "86400",
        }
        self.start()
        self.user, self.seen = Client(self.port, "victim"), set()

    def start(self):
        self.server = Server(self.folder / "data", [self.agents], self.port, self.settings)

    def end_at(self, commit, place, query):
        """Whether the server ended there: not if the task has fewer commits."""
        self.arm.write_text(f"{commit} {place}")
        try:
            ended = self.user.chat(query, wait=WAIT)["status"] != "completed"
        except (AssertionError, AttributeError, OSError):
            ended = True
        if ended:
            assert self.server.process.wait(WAIT) == -9
            self.server.process.stdout.close()
        self.arm.unlink()
        return ended

    def new_task(self):
        """None if the server ended before it had stored the task."""
        tasks = [each["task_id"] for each in self.user.get("/tasks?limit=1").json["tasks"]]
        new = [task for task in tasks if task not in self.seen]
        self.seen.update(new)
        return new[0] if new else None

    def count(self, task):
        """How often each step had its effect."""
        lines = self.effects.read_text().splitlines() if self.effects.exists() else []
        return [lines.count(f"{task}/{step}") for step in (1, 2, 3)]


def decide(victim, task):
    """Answers as a person who looks whether it happened; what was said."""
    said, after = [], 0
    while (event := next_question(victim.user, task, after))["type"] not in TERMINAL:
        assert event["data"]["kind"] == "in_doubt"
        assert victim.user.task(task)["status"] == "in_doubt"
        step, after = event["data"]["step_number"], event["seq"]
        happened = victim.count(task)[step - 1] > 0
        said.append(f"{step} {'done' if happened else 'retry'}")
        answer(victim.user, task, resolve="done" if happened else "retry")
    return said


@dataclasses.dataclass
class Row:
    """What became of a task whose server ended."""

    commit: int
    place: str
    last: str = "-"
    said: tuple = ()
    status: str = "never stored"
    effects: tuple = (0, 0, 0)
    events: tuple = ()

    def text(self, kind):
        said, effects = ", ".join(self.said), " ".join(map(str, self.effects))
        last = f"{self.last:24} {said:10} {effects:8}"
        return f"{kind:10} {self.commit:6} {self.place:7} {last} {self.status}"


def crash(victim, commit, place, query):
    """None if the task has no such commit."""
    if not victim.end_at(commit, place, query):
        victim.new_task()
        return None
    victim.start()
    task = victim.new_task()
    if task is None:
        return Row(commit, place)
    said = tuple(decide(victim, task))
    events = victim.user.events(task)
    # A task that was still queued is not resumed but started, and one that had ended is neither.
    at = len(events) if commit > 2 else 1
    if "task_resumed" in types(events):
        at = types(events).index("task_resumed")
    return Row(
        commit,
        place,
        events[at - 1]["type"],
        said,
        victim.user.task(task)["status"],
        tuple(victim.count(task)),
        tuple(events),
    )


def assert_sound(kind, row):
    completed = {e["data"]["step_number"] for e in row.events if e["type"] == "step_completed"}
    ended = [
        e["data"]["step_number"]
        for e in row.events
        if e["type"] == "step_completed" or e["data"].get("will_retry") is False
    ]
    assert len(ended) == len(set(ended)), row
    # What is said to be done has happened.
    assert all(row.effects[step - 1] >= 1 for step in completed), row
    # A repetition is never the server's own idea.
    assert all(count <= (2 if kind == "idempotent" else 1) for count in row.effects), row
    assert kind == "plain" or not row.said, row
    if row.status == "failed":
        # Somebody knew that a step is done, and nobody what it made.
        assert any("done" in each for each in row.said), row
        codes = [e["data"]["error"]["code"] for e in row.events if e["type"] == "step_failed"]
        assert codes[0] == "missing_artifact" and set(codes[1:]) <= {"dependency_failed"}, row
    else:
        assert row.status in ("completed", "never stored"), row


def points():
    for commit in itertools.count(1):
        for place in PLACES:
            yield commit, place


@pytest.mark.parametrize("kind", ["plain", "idempotent", "reconciled"])
def test_every_boundary(libraries, tmp_path, kind):
    victim = Victim(tmp_path, libraries)
    rows = []
    try:
        for commit, place in points():
            row = crash(victim, commit, place, f"effects-{kind}")
            if row is None:
                break
            rows.append(row)
            assert_sound(kind, row)
    finally:
        victim.server.kill()
    table = "\n".join([HEAD, *(row.text(kind) for row in rows)])
    (tmp_path / "table.txt").write_text(table + "\n")
    print("\n" + table)
    # Else the places were chosen badly, and nothing was shown: each of the steps was met with its
    # intent stored and no outcome, before and after the effect. An outcome is stored with the next
    # step's intent, or with the task's end: nothing ends between the two.
    lasts = [row.last for row in rows]
    assert lasts.count("agent_thinking") >= 6 and len(rows) >= 15
    if kind == "plain":
        assert {each[2:] for row in rows for each in row.said} == {"done", "retry"}
    if kind == "idempotent":
        assert any(2 in row.effects for row in rows)
