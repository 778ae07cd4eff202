"""The same calls to a server with every library in-process, and to one with every library in the
process lane: what is told of each step is the same but for ids, times and amounts.
"""

import contextlib
import json
import re

import pytest

from agents_folder import put
from client import Client, read_until
from hermes_process import AGENTS, serving

WAIT = 30
LANES = ("in-process", "process")
# Of those that answer with fields of their own, or wait for each other.
FIXTURES = (
    "credit", "done_without_finish", "echo", "emit_after_finish", "emit_threads", "error_retryable",
    "finish_twice", "finish_wrong_token", "huge_event", "invalid_result_json", "invalid_utf8_event",
    "null_bytes", "old_table", "sleeper_async", "slow_invoke", "unknown_status",
)  # fmt: skip
# Values of these keys differ between any two runs.
MASKED = {
    "active_seconds", "cpu_ms", "cursor", "duration", "duration_ms", "duration_seconds",
    "elapsed_seconds", "epoch", "milliseconds", "task_id", "timestamp",
}  # fmt: skip
IDS = re.compile(r"\b[0-9a-f]{32}\b|\d+(\.\d+)? ?m?s\b|(?<=sent: )\d+")


def plan(query):
    return ("plan", query, lambda user: user.chat(query, wait=WAIT)["task_id"])


def direct(agent, text):
    return (agent, text, lambda user: user.give(agent, text, wait=WAIT)["task_id"])


def cancelled(agent, text):
    def run(user):
        task = user.give(agent, text)["task_id"]
        with user.socket(f"/tasks/{task}") as socket:
            read_until(socket, "agent_thinking")
        assert user.post(f"/tasks/{task}/cancel").status == 200
        return task

    return (f"cancelled {agent}", text, run)


CALLS = [
    plan("Write a Python function to calculate fibonacci numbers"),
    plan("Write a Python function to reverse a string"),
    plan("Write a Python function to check whether a number is prime"),
    plan("Book me a flight to Paris"),
    plan("Write a Python function to steer a submarine"),
    plan("Generate Python code for binary search and review it"),
    plan("Write a script for a video about coffee"),
    plan("Write a Python function to sort a list"),
    plan("Write a video script about bees and a Python function for factorial"),
    plan("hello"),
    direct("CodeGenerator", "Write a Python function to calculate fibonacci numbers"),
    direct("CodeGenerator", "Write a Python function to merge two sorted lists"),
    direct("CodeGenerator", "steer a submarine"),
    direct("PythonExpert", "def double(x):\n    return 2 * x\n"),
    direct("PythonExpert", "def broken(:\n"),
    direct("PythonExpert", 'def one():\n    """\n    >>> one()\n    1\n    """\n    return 1\n'),
    direct("ScriptWriter", "Write a video script about coffee"),
    direct("ScriptWriter", "Grüße, 日本 🎬"),
    direct("Echo", "hello"),
    direct("Echo", "Grüße, 日本 🎬"),
    direct("Echo", "x" * 400),
    direct("Echo", "null"),
    direct("OldTable", "hello"),
    direct("Credit", "first"),
    direct("Credit", "second"),
    direct("EmitThreads", "count=1"),
    direct("EmitThreads", "count=40"),
    direct("EmitThreads", "count=300"),
    direct("ErrorRetryable", "succeed=1"),
    direct("ErrorRetryable", "succeed=2"),
    direct("ErrorRetryable", "succeed=3"),
    direct("ErrorRetryable", "succeed=9"),
    direct("HugeEvent", "event"),
    direct("HugeEvent", "result"),
    direct("FinishTwice", "first"),
    direct("FinishTwice", "second"),
    direct("FinishWrongToken", "x"),
    direct("EmitAfterFinish", "first"),
    direct("EmitAfterFinish", "second"),
    direct("DoneWithoutFinish", "x"),
    direct("InvalidResultJson", "text"),
    direct("InvalidResultJson", "array"),
    direct("InvalidUtf8Event", "x"),
    direct("NullBytes", "x"),
    direct("NullBytes", "finish"),
    direct("UnknownStatus", "x"),
    direct("UnknownStatus", "finish"),
    direct("SleeperAsync", "ms=20"),
    cancelled("SleeperAsync", "ms=9999999"),
    cancelled("SlowInvoke", "for ever"),
]


@pytest.fixture(scope="module")
def users(tmp_path_factory, fixture_folder):
    """A user of each server."""
    libraries = [*sorted(AGENTS.glob("*.so")), *(fixture_folder / f"{name}.so" for name in FIXTURES)]
    with contextlib.ExitStack() as stack:
        found = []
        for lane in LANES:
            folder = tmp_path_factory.mktemp(lane)
            for library in libraries:
                (folder / f"{library.stem}.toml").write_text(f'lane = "{lane}"\n')
                put(library, folder)
            server = stack.enter_context(serving([folder]))
            user = Client(server.port, "same")
            agents = user.get("/agents").json["agents"]
            assert {agent["lane"] for agent in agents} == {lane} and len(agents) == len(libraries)
            found.append(user)
        yield found


def masked(value, key=""):
    if isinstance(value, dict):
        return {name: masked(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [masked(each) for each in value]
    if key in MASKED and value is not None:
        return "…"
    # Texts name ids and times too.
    return IDS.sub("…", value) if isinstance(value, str) else value


def told(user, task):
    """By step, and by who said it (threads of an agent race each other), what was told in order.

    Of events that count up only the first is kept: Credit sends as many as its host takes in time.
    """
    lines, counted = {}, None
    for event in user.events(task):
        data = event["data"]
        place = [data.get("step_number"), data.get("attempt")]
        payload = data.get("payload")
        if isinstance(payload, dict):
            place.append(payload.get("thread"))
            if set(payload) == {"n"}:
                before, counted = counted, payload["n"]
                if before is not None and counted == before + 1:
                    continue
        del event["seq"]
        lines.setdefault(str(place), []).append(json.dumps(masked(event), sort_keys=True, ensure_ascii=False))
    return lines


def difference(left, right):
    """The first, with what came right before it; empty if there is none."""
    for place in {**left, **right}:
        here, there = left.get(place, []), right.get(place, [])
        for index in range(max(len(here), len(there))):
            one, other = (lines[index] if index < len(lines) else "nothing" for lines in (here, there))
            if one != other:
                before = here[index - 1] if index else "nothing"
                return f"{place}, event {index + 1}, after {before}:\n  {LANES[0]}: {one}\n  {LANES[1]}: {other}"
    return ""


@pytest.mark.parametrize("number", range(len(CALLS)), ids=[name for name, _, _ in CALLS])
def test_a_call_is_told_the_same(users, number):
    _, _, run = CALLS[number]
    tasks = [run(user) for user in users]
    texts = [told(user, task) for user, task in zip(users, tasks)]
    assert sum(map(len, texts[0].values())) > 1
    found = difference(*texts)
    assert not found, found
    ends = [masked(user.task(task)) for user, task in zip(users, tasks)]
    assert ends[0]["status"] == ends[1]["status"] and ends[0]["result"] == ends[1]["result"]


def test_what_was_counted_is_the_same(users):
    counts = []
    for user in users:
        agents = user.get("/agents").json["agents"]
        counts.append(
            {
                agent["name"]: {key: agent["health"][key] for key in ("calls", "errors", "misuse")}
                for agent in agents
            }
        )
    assert counts[0] == counts[1]
