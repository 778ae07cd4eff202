"""The invariants of the contract's "Events", on real tasks."""

import json
import re

import pytest

from client import TERMINAL, Client, read_stream, read_until, types

WAIT = 60
SEED_TYPES = {
    "task_created", "intent_parsing_started", "intent_parsed", "agent_search_started", "agents_found",
    "planning_started", "plan_created", "execution_started", "step_started", "agent_thinking",
    "step_completed", "step_failed", "task_completed", "task_failed",
}  # fmt: skip
SEQUENCE = [
    ("task_created", "📝 Task created: Write a Python function to calculate fibonacci num..."),
    ("intent_parsing_started", "🧠 Understanding your request..."),
    ("intent_parsed", "✅ Detected: code_generation"),
    ("agent_search_started", "🔍 Finding agents with: code_write, python..."),
    ("agents_found", "✅ Found 3 agents: CodeGenerator, PythonExpert, ScriptWriter"),
    ("planning_started", "📋 Creating execution plan..."),
    ("plan_created", "✅ Plan ready: 2 steps"),
    ("execution_started", "⚡ Starting execution: 2 steps"),
    ("step_started", "▶️ Step 1/2: CodeGenerator"),
    ("agent_thinking", "💭 CodeGenerator is working..."),
    ("step_completed", "✅ Step 1/2 completed"),
    ("step_started", "▶️ Step 2/2: PythonExpert"),
    ("agent_thinking", "💭 PythonExpert is working..."),
    ("step_completed", "✅ Step 2/2 completed"),
]


@pytest.fixture(scope="module")
def user(faulty):
    return Client(faulty.port, "events")


def ended(user, name):
    """The id of a task that has ended, one for each way to end."""
    if name == "cancelled":
        task = user.give("SlowInvoke", "for ever")["task_id"]
        with user.socket(f"/tasks/{task}") as socket:
            read_until(socket, "agent_thinking")
        assert user.post(f"/tasks/{task}/cancel").status == 200
        return task
    wanted = {
        "seed": lambda: user.chat(wait=WAIT),
        "unknown": lambda: user.chat("Book me a flight to Paris", wait=WAIT),
        "no recipe": lambda: user.chat("Write a Python function to steer a submarine", wait=WAIT),
        "failed": lambda: user.give("DoneWithoutFinish", "x", WAIT),
        "retried": lambda: user.give("ErrorRetryable", "succeed=3", WAIT),
        "exhausted": lambda: user.give("ErrorRetryable", "succeed=9", WAIT),
        "talkative": lambda: user.give("EmitThreads", "count=40", WAIT),
    }
    return wanted[name]()["task_id"]


NAMES = ["seed", "unknown", "no recipe", "failed", "retried", "exhausted", "talkative", "cancelled"]


@pytest.fixture(scope="module", params=NAMES)
def stream(request, user):
    """(task, connected, [event bytes]) of a finished task."""
    task = ended(user, request.param)
    return (task, *user.follow(task))


@pytest.fixture
def events(stream):
    return [json.loads(each) for each in stream[2]]


def test_seq_has_no_holes(events):
    assert [each["seq"] for each in events] == list(range(1, len(events) + 1))


def test_every_event_has_a_cursor_of_its_own(events):
    cursors = [each["cursor"] for each in events]
    assert all(isinstance(each, str) and each for each in cursors)
    assert len(set(cursors)) == len(cursors)


def test_every_frame_has_its_fields(stream, events):
    for event in [stream[1], *events]:
        assert event["task_id"] == stream[0]
        assert isinstance(event["message"], str) and isinstance(event["data"], dict)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", event["timestamp"])


def test_connected_comes_first_and_tells_the_end(stream, events):
    first = stream[1]
    assert (first["type"], "seq" in first) == ("connected", False)
    assert first["message"] == f"✅ Connected to task {stream[0][:8]}..."
    assert first["data"]["last_seq"] == len(events) and first["data"]["recovered"] is False
    assert first["data"]["epoch"] and first["data"]["user_id"]


def test_exactly_one_terminal_event_and_it_is_last(events):
    assert [each in TERMINAL for each in types(events)] == [False] * (len(events) - 1) + [True]


@pytest.mark.parametrize("rest", [None, 1, 0])
def test_the_server_closes_with_1000_after_the_end(user, rest):
    """Also for a client that comes late, and for one that has everything."""
    task = ended(user, "failed")
    last = user.task(task)["last_seq"]
    after = None if rest is None else last - rest
    with user.socket(f"/tasks/{task}", after=after) as socket:
        _, frames, code = read_stream(socket)
    assert (len(frames), code) == (last if rest is None else rest, 1000)


def test_every_step_ends_exactly_once(events):
    ends = {}
    for event in events:
        final = event["type"] == "step_failed" and not event["data"]["will_retry"]
        if final or event["type"] == "step_completed":
            number = event["data"]["step_number"]
            ends[number] = ends.get(number, 0) + 1
    planned = [each["data"]["steps"] for each in events if each["type"] == "plan_created"]
    numbers = {each["step_number"] for each in planned[0]} if planned else set(ends)
    assert ends == {number: 1 for number in numbers}


def test_no_event_of_a_step_comes_after_its_end(events):
    closed = set()
    for event in events:
        number = event["data"].get("step_number")
        assert number is None or number not in closed
        if event["type"] == "step_completed" or event["data"].get("will_retry") is False:
            closed.add(number)


def test_a_second_subscriber_gets_the_same_bytes(user, stream):
    assert user.follow(stream[0])[1] == stream[2]


def test_the_page_of_events_has_the_same_bytes(user, stream):
    body = user.page(stream[0]).body
    assert body.startswith(b'{"events":[' + b",".join(stream[2]) + b"]")
    assert json.loads(body)["last_seq"] == len(stream[2])


@pytest.mark.parametrize("part", [0, 1, 2, -1, None])
def test_after_resumes(user, stream, part):
    after = len(stream[2]) if part is None else part % len(stream[2])
    connected, frames = user.follow(stream[0], after=after, epoch=stream[1]["data"]["epoch"])
    assert frames == stream[2][after:]
    assert connected["data"]["recovered"] is True
    page = user.page(stream[0], after).body
    assert page.startswith(b'{"events":[' + b",".join(frames) + b"]")


def test_a_wrong_epoch_gives_a_gap_and_everything(user, stream):
    with user.socket(f"/tasks/{stream[0]}", after=1, epoch="another") as socket:
        assert socket.read_event("connected")["data"]["recovered"] is False
        gap = json.loads(socket.read_text())
        frames = [frame.encode() for frame in iter_texts(socket, len(stream[2]))]
    assert (gap["type"], gap["data"]["to"], "seq" in gap) == ("gap", 0, False)
    assert gap["data"]["reason"] and isinstance(gap["message"], str)
    assert frames == stream[2]


def test_after_beyond_the_end_gives_a_gap(user, stream):
    with user.socket(f"/tasks/{stream[0]}", after=len(stream[2]) + 1) as socket:
        gap = socket.read_event("gap", "task_completed", "task_failed")
        assert gap["type"] == "gap"
        frames = [frame.encode() for frame in iter_texts(socket, len(stream[2]) - gap["data"]["to"])]
    assert frames == stream[2][gap["data"]["to"] :]


def iter_texts(socket, count):
    return [socket.read_text() for _ in range(count)]


@pytest.fixture(scope="module")
def seed(user):
    task = ended(user, "seed")
    return [json.loads(each) for each in user.follow(task)[1]]


def test_the_seed_s_messages_in_the_seed_s_order(seed):
    shown, thinking = [], set()
    for event in seed:
        if event["type"] == "agent_thinking":
            if event["data"]["step_number"] in thinking:
                continue
            thinking.add(event["data"]["step_number"])
        if event["type"] in SEED_TYPES:
            shown.append((event["type"], event["message"]))
    last = shown.pop()
    assert shown == SEQUENCE
    assert last[0] == "task_completed" and re.fullmatch(r"🎉 Task completed in \d+\.\ds", last[1])


DATA = {
    "task_created": {"query", "conversation_id"},
    "intent_parsed": {"intent"},
    "agent_search_started": {"capabilities"},
    "agents_found": {"agents", "count"},
    "plan_created": {"steps", "total_steps", "planner", "plan_hash"},
    "execution_started": {"total_steps"},
    "step_started": {
        "step_number", "agent_name", "task_description", "total_steps", "progress", "attempt",
    },
    "agent_thinking": {"step_number", "agent_name", "attempt"},
    "artifact_delta": {
        "step_number", "agent_name", "artifact_id", "name", "media_type", "text", "append", "last", "attempt",
    },
    "step_completed": {
        "step_number", "agent_name", "result_preview", "duration", "total_steps", "progress", "attempt",
    },
    "step_failed": {"step_number", "agent_name", "error", "attempt", "will_retry"},
    "step_superseded": {"step_number", "attempt"},
    "agent_event": {"step_number", "agent_name", "name", "payload"},
    "task_completed": {"duration", "result", "artifacts", "total_steps"},
    "task_failed": {"error", "duration"},
}  # fmt: skip
MESSAGES = {
    "step_started": r"▶️ Step \d+/\d+: \w+",
    "agent_thinking": r"💭 \w+ is working\.\.\.|.+",
    "step_completed": r"✅ Step \d+/\d+ completed",
    "step_failed": r"❌ Step \d+/\d+ failed: .+",
    "step_superseded": "",
    "step_progress": "",
    "artifact_delta": "",
    "agent_event": "",
    "execution_started": r"⚡ Starting execution: \d+ steps",
    "task_created": r"📝 Task created: .{1,50}\.\.\.",
    "task_completed": r"🎉 Task completed in \d+\.\ds",
    "task_failed": r"❌ Task failed: .+",
}


def test_every_event_has_its_message_and_data(events):
    for event in events:
        missing = DATA.get(event["type"], set()) - set(event["data"])
        assert not missing, (event["type"], missing)
        wanted = MESSAGES.get(event["type"])
        assert wanted is None or re.fullmatch(wanted, event["message"]), event


def test_errors_have_code_and_message(events):
    for event in events:
        if event["type"] in ("step_failed", "task_failed"):
            error = event["data"]["error"]
            assert re.fullmatch(r"[a-z_]+", error["code"]) and event["message"].endswith(error["message"])


def test_what_is_found_and_planned_is_described(seed):
    by_type = {event["type"]: event["data"] for event in seed}
    intent = by_type["intent_parsed"]["intent"]
    assert set(intent) >= {"category", "entities", "required_capabilities", "complexity", "confidence", "parser"}
    assert 0 <= intent["complexity"] <= 1 and 0 <= intent["confidence"] <= 1
    for agent in by_type["agents_found"]["agents"]:
        assert set(agent) >= {"name", "description", "skills", "score", "reason"}
    for step in by_type["plan_created"]["steps"]:
        assert set(step) >= {"step_number", "agent_name", "skill", "task_description", "depends_on"}


def test_progress_is_the_step_s_share(seed):
    shown = [e["data"]["progress"] for e in seed if e["type"] in ("step_started", "step_completed")]
    assert shown == [0.5, 0.5, 1, 1]


def test_the_result_is_code_that_runs(seed):
    scope = {"__name__": "result"}
    exec(seed[-1]["data"]["result"], scope)  # noqa: S102
    (found,) = [value for name, value in scope.items() if "fib" in name.lower() and callable(value)][:1]
    assert found(10) in (55, [0, 1, 1, 2, 3, 5, 8, 13, 21, 34])


def test_timestamps_never_go_back(seed):
    stamps = [each["timestamp"] for each in seed]
    assert stamps == sorted(stamps)


def test_two_live_subscribers_and_a_late_one_see_the_same_bytes(user):
    task = user.give("EmitThreads", "count=200")["task_id"]
    with user.socket(f"/tasks/{task}") as one, user.socket(f"/tasks/{task}") as two:
        streams = [read_until(socket, *TERMINAL)[1:] for socket in (one, two)]
    assert streams[0] == streams[1] == user.follow(task)[1]


def test_a_client_that_leaves_comes_back_without_gap_or_duplicate(user):
    task = user.give("EmitThreads", "count=200")["task_id"]
    frames, after, epoch = [], 0, None
    while not frames or json.loads(frames[-1])["type"] not in TERMINAL:
        with user.socket(f"/tasks/{task}", after=after, epoch=epoch) as socket:
            epoch = socket.read_event("connected")["data"]["epoch"]
            for _ in range(97):
                frames.append(socket.read_text().encode())
                if json.loads(frames[-1])["type"] in TERMINAL:
                    break
        after = json.loads(frames[-1])["seq"]
    assert frames == user.follow(task)[1]


def test_an_unknown_request_is_said_so_helpfully(user):
    last = user.events(ended(user, "unknown"))[-1]
    assert last["data"]["error"]["code"] == "no_agent_found"
    assert last["message"] == f"❌ Task failed: {last['data']['error']['message']}"
    assert "CodeGenerator" in last["message"] and "agents.d" in last["message"]


def test_the_query_of_task_created_is_cut_by_characters(user):
    query = "é" * 60
    created = user.events(user.chat(query, wait=WAIT)["task_id"])[0]
    assert created["message"] == f"📝 Task created: {'é' * 50}..." and created["data"]["query"] == query
