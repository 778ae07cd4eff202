"""Each library of Tests/Fixtures, in a real server: what its first line says, the host does."""

import json
import re
import subprocess
import time

import pytest

import raw_http
from client import Client, read_until, types
from hermes_process import BINARY, serving

WAIT = 20


@pytest.fixture(scope="module", params=["faulty", "faulty_children"], ids=["in-process", "process"])
def faulty(request):
    """The server, with the libraries in each lane."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def user(faulty):
    return Client(faulty.port, "faults")


@pytest.fixture(autouse=True)
def still_serves(faulty):
    yield
    assert raw_http.request(faulty.port, "GET", "/api/v1/health").status == 200
    assert faulty.process.poll() is None


# What the one line must name beside the file.
REFUSED = {
    "missing_entry": "hermes_agent_entry",
    "null_entry": "hermes_agent_entry.*NULL|declined",
    "other_major": "major 2 .*1|1.* major 2",
    "short_struct": "struct_size",
    "zero_agents": "agent_count",
    "null_card": r"agent_card\(0\).*NULL",
    "null_invoke": "invoke.*NULL",
    "invalid_json_card": "not valid JSON.*(byte|character|offset|position|line|end) ?\\d*",
    "invalid_utf8_card": "UTF-8",
    "no_skills_card": "skills",
    "duplicate_name": "two agents named DuplicateName",
    "requires_missing_extension": "hermes.fixture-nowhere/1",
    "create_fails": "the fixture does not want to be created",
    "unterminated_errbuf": "xxx",
}
LOADED = {
    "AnswerAfterEnd", "Credit", "DoneWithoutFinish", "Echo", "EmitAfterFinish", "EmitThreads",
    "ErrorRetryable", "FinishTwice", "FinishWrongToken", "HugeEvent", "IgnoreCancel",
    "InvalidResultJson", "InvalidUtf8Event", "NullBytes", "OldTable", "PendingForever", "SleeperAsync",
    "RetryStream", "SlowInvoke", "StreamChunks", "UnknownStatus",
}  # fmt: skip


def until(read, wanted):
    """Asks until the answer is as wanted, within WAIT."""
    end = time.monotonic() + WAIT
    while not wanted(value := read()):
        assert time.monotonic() < end, f"it stays {value}"
    return value


def lines_about(text, stem):
    return [line for line in text.splitlines() if f"/{stem}.so" in line]


def assert_precise(line, stem):
    """File, cause and cure: `not loaded: FILE: CAUSE; CURE`."""
    found = re.fullmatch(rf"not loaded: (\S*/{stem}\.so): (.+); (.+)", line)
    assert found and re.search(REFUSED[stem], found[2]) and len(found[3].split()) >= 3, line


@pytest.mark.parametrize("stem", REFUSED)
def test_a_refused_library_is_one_line_for_the_operator(faulty, stem):
    # The ready line comes first.
    told = until(lambda: lines_about(faulty.errors, stem), lambda told: len(told) >= 2)
    assert len([line for line in told if "library refused" in line]) == 1
    printed = [line for line in told if line.startswith("not loaded: ")]
    assert len(printed) == 1 and len(told) == 2, told
    assert_precise(printed[0], stem)


@pytest.fixture(scope="module")
def listing(faulty):
    command = [BINARY, "agents", "--data", faulty.data]
    done = subprocess.run(command, capture_output=True, text=True, timeout=WAIT)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("stem", REFUSED)
def test_a_refused_library_is_one_line_of_hermes_agents(listing, stem):
    (line,) = lines_about(listing, stem)
    assert_precise(line, stem)


def test_every_fixture_is_either_refused_or_loaded(fixture_folder, user):
    stems = {path.stem for path in fixture_folder.glob("*.so")}
    names = {agent["name"] for agent in user.get("/agents").json["agents"]}
    assert names >= LOADED | {
        "CodeGenerator", "ContentWriter", "DataAnalyzer", "PythonExpert", "ScriptWriter"}
    assert {stem.title().replace("_", "") for stem in stems - set(REFUSED)} == LOADED


def test_refusals_are_not_told_to_users(user):
    assert "refused" not in user.get("/agents").json


def test_nothing_behind_an_old_table_is_touched(fixture_folder):
    with serving([fixture_folder / "apart"]) as server:
        assert Client(server.port).give("EdgeOfPage", "x", WAIT)["status"] == "completed"


ANSWERS = [
    ("OldTable", "x", "done"),
    ("Echo", "hello", "hello"),
    ("SleeperAsync", "ms=3", "later"),
    ("SlowInvoke", "ms=3", "slept"),
    ("HugeEvent", "x", "event: -6"),
    ("InvalidUtf8Event", "x", "emit: -2"),
    ("NullBytes", "x", "empty: -2, impossible: -2, kind: -2"),
    ("FinishWrongToken", "x", "zero: -4, other: -4"),
    ("ErrorRetryable", "succeed=3", "attempt 3"),
]


@pytest.mark.parametrize("agent, text, result", ANSWERS)
def test_the_agent_is_told_what_the_header_says(user, agent, text, result):
    answer = user.give(agent, text, WAIT)
    assert (answer["status"], answer["result"]) == ("completed", result)


FAILURES = [
    ("DoneWithoutFinish", "x", "no_result"),
    ("InvalidResultJson", "x", "invalid_result"),
    ("InvalidResultJson", "array", "invalid_result"),
    ("NullBytes", "finish", "invalid_result"),
    ("HugeEvent", "result", "result_too_large"),
    ("UnknownStatus", "x", "agent_failed"),
    ("UnknownStatus", "finish", "odd"),
    ("PendingForever", "x", "deadline_exceeded"),
    ("ErrorRetryable", "succeed=9", "not_yet"),
]


@pytest.mark.parametrize("agent, text, code", FAILURES)
def test_a_fault_fails_the_task_with_its_code(user, agent, text, code):
    before = user.health(agent)["errors"]
    answer = user.give(agent, text, WAIT)
    assert (answer["status"], answer["error"]["code"]) == ("failed", code)
    assert answer["message"] == answer["error"]["message"] != ""
    assert answer["steps"][0]["error"]["code"] == code
    events = user.events(answer["task_id"])
    assert types(events)[-1] == "task_failed" and events[-1]["data"]["error"]["code"] == code
    assert user.health(agent)["errors"] > before


# How much more misuse one call means.
MISUSE = [
    ("FinishWrongToken", "x", 2),
    ("NullBytes", "x", 3),
    ("InvalidUtf8Event", "x", 1),
    ("InvalidResultJson", "x", 1),
    ("Echo", "x", 0),
    ("HugeEvent", "x", 0),
]


@pytest.mark.parametrize("agent, text, count", MISUSE)
def test_misuse_is_counted(user, agent, text, count):
    before = user.health(agent)["misuse"]
    user.give(agent, text, WAIT)
    assert user.health(agent)["misuse"] == before + count


@pytest.mark.parametrize(
    "agent, said", [("FinishTwice", "first, second before: -4"), ("EmitAfterFinish", "emit before: -4")]
)
def test_what_comes_after_finish_has_no_call(user, agent, said):
    before = user.health(agent)["misuse"]
    user.give(agent, "x", WAIT)
    until(lambda: user.health(agent)["misuse"], lambda count: count == before + 1)
    # The agent notes the answer just after it is counted: the next call tells it.
    answer = until(lambda: user.give(agent, "x", WAIT), lambda answer: answer["result"] == said)
    kinds = types(user.events(answer["task_id"]))
    assert kinds.count("agent_thinking") == 1 and kinds[-1] == "task_completed"


def test_an_event_that_is_not_utf8_is_not_shown(user):
    task = user.give("InvalidUtf8Event", "x", WAIT)["task_id"]
    assert types(user.events(task)).count("agent_thinking") == 1


def test_a_huge_event_is_not_shown(user):
    task = user.give("HugeEvent", "x", WAIT)["task_id"]
    assert types(user.events(task)).count("agent_thinking") == 1


def test_an_error_that_is_retryable_is_tried_again(user):
    events = user.events(user.give("ErrorRetryable", "succeed=3", WAIT)["task_id"])
    steps = [(e["type"], e["data"].get("attempt")) for e in events if e["type"].startswith("step_")]
    assert steps == [
        ("step_started", 1), ("step_failed", 1), ("step_superseded", 1),
        ("step_started", 2), ("step_failed", 2), ("step_superseded", 2),
        ("step_started", 3), ("step_completed", 3),
    ]  # fmt: skip
    failed = [e["data"] for e in events if e["type"] == "step_failed"]
    assert all(e["will_retry"] and e["error"]["code"] == "not_yet" for e in failed)


def test_the_last_attempt_is_final(user):
    events = user.events(user.give("ErrorRetryable", "succeed=9", WAIT)["task_id"])
    failed = [e["data"] for e in events if e["type"] == "step_failed"]
    assert [e["will_retry"] for e in failed] == [True] * (len(failed) - 1) + [False]
    assert [e["attempt"] for e in failed] == list(range(1, len(failed) + 1))


def test_events_of_other_threads_all_arrive_in_each_thread_s_order(user):
    answer = user.give("EmitThreads", "count=300", WAIT)
    assert answer["result"] == "2400 events from 8 threads"
    events = user.events(answer["task_id"])
    assert [e["seq"] for e in events] == list(range(1, len(events) + 1))
    for thread in range(8):
        payloads = [e["data"]["payload"] for e in events if e["type"] == "agent_event"]
        assert [p["n"] for p in payloads if p["thread"] == thread] == list(range(300))


def test_credit_runs_out_and_comes_back(user):
    answer = user.give("Credit", "x", WAIT)
    said = re.fullmatch(r"sent: (\d+), then: (-?\d+), drained: (yes|no), more: (\d+)", answer["result"])
    sent, status, drained, more = int(said[1]), int(said[2]), said[3], int(said[4])
    assert (status, drained, more) == (-5, "yes", 10) and sent >= 256, answer["result"]
    events = user.events(answer["task_id"])
    numbers = [e["data"]["payload"]["n"] for e in events if e["type"] == "agent_event"]
    assert numbers == list(range(sent + more))


def begin(user, agent, text):
    """A task that is inside its agent."""
    task = user.give(agent, text)["task_id"]
    with user.socket(f"/tasks/{task}") as socket:
        read_until(socket, "agent_thinking")
    return task


def cancelled(user, task, outcome):
    """Cancels, and checks the receipt everywhere that it is told."""
    answer = user.post(f"/tasks/{task}/cancel")
    assert answer.status == 200 and answer.json["status"] == "cancelled", answer
    (receipt,) = answer.json["receipt"]
    assert (receipt["step_number"], receipt["outcome"]) == (1, outcome)
    assert 0 <= receipt["milliseconds"] <= 2000
    events = user.events(task)
    assert types(events)[-2:] == ["step_failed", "task_failed"]
    assert events[-1]["data"]["error"]["code"] == "cancelled"
    assert events[-1]["data"]["receipt"] == answer.json["receipt"]
    last = [e["data"] for e in events if e["type"] == "step_failed"]
    assert [(e["will_retry"], e["error"]["code"], e["attempt"]) for e in last] == [(False, "cancelled", 1)]
    return events


@pytest.mark.parametrize("agent, text", [("SlowInvoke", "for ever"), ("SleeperAsync", "ms=9999999")])
def test_a_cooperative_agent_is_stopped(user, agent, text):
    before = user.health(agent)
    cancelled(user, begin(user, agent, text), "stopped")
    assert user.health(agent)["capacity"] == before["capacity"]
    assert user.health(agent)["misuse"] == before["misuse"]


def test_an_uncooperative_call_is_named_and_its_slot_is_lost_until_it_ends(user, tmp_path):
    there = tmp_path / "there"
    task = begin(user, "IgnoreCancel", f"file={there}")
    events = cancelled(user, task, "uncooperative")
    assert user.health("IgnoreCancel")["capacity"] == 3
    there.touch()
    health = until(
        lambda: user.health("IgnoreCancel"), lambda health: (health["capacity"], health["running"]) == (4, 0)
    )
    # What it answered came after the host's end: normal, never counted, never shown.
    assert health["misuse"] == 0
    assert user.events(task) == events


def test_an_agent_whose_slots_are_all_lost_is_exhausted_or_moved(user, tmp_path):
    there = tmp_path / "there"
    tasks = [begin(user, "IgnoreCancel", f"file={there}") for _ in range(4)]
    for task in tasks:
        cancelled(user, task, "uncooperative")
    agent = user.get("/agents/IgnoreCancel").json
    # It may still finish until its deadlines: nobody's cancels alone have a library moved.
    assert (agent["state"], agent["health"]["capacity"]) == ("exhausted", 0)
    assert not agent["lane_source"].startswith("quarantined")
    if agent["lane"] == "process":
        there.touch()
    else:
        moved = until(lambda: user.get("/agents/IgnoreCancel").json, lambda now: now["lane"] == "process")
        there.touch()
        assert moved["lane_source"].startswith("quarantined: IgnoreCancel gave back none of its slots")
    until(lambda: user.get("/agents/IgnoreCancel").json["state"], lambda state: state == "ready")


def test_a_call_that_never_ends_costs_its_slot_or_its_process(user, faulty):
    agent = user.get("/agents/PendingForever").json
    before = agent["health"]["capacity"]
    user.give("PendingForever", "x", WAIT)
    if agent["lane"] == "process":
        # The child is killed, which gives the slot back.
        until(lambda: faulty.errors, lambda log: "hung past its deadline" in log)
        until(lambda: user.get("/agents/PendingForever").json["state"], lambda now: now == "ready")
        assert user.health("PendingForever")["capacity"] == before
    else:
        until(lambda: user.health("PendingForever")["capacity"], lambda now: now == before - 1)


def test_what_comes_after_the_host_s_end_is_not_counted(user):
    cancelled(user, begin(user, "AnswerAfterEnd", "late=0"), "stopped")
    cancelled(user, begin(user, "AnswerAfterEnd", "late=8000"), "uncooperative")
    health = until(lambda: user.health("AnswerAfterEnd"), lambda health: health["capacity"] == 4)
    assert health["misuse"] == 0


def test_a_cancelled_task_can_t_be_cancelled_again(user):
    task = begin(user, "SlowInvoke", "for ever")
    cancelled(user, task, "stopped")
    answer = user.post(f"/tasks/{task}/cancel")
    assert (answer.status, answer.code) == (409, "task_ended")


def test_a_socket_can_cancel(user):
    task = user.give("SlowInvoke", "for ever")["task_id"]
    with user.socket(f"/tasks/{task}") as socket:
        read_until(socket, "agent_thinking")
        socket.text(json.dumps({"type": "cancel"}))
        last = json.loads(read_until(socket, "task_failed", "error")[-1])
    assert last["data"]["error"]["code"] == "cancelled"
