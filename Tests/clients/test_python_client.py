"""The Python client's streams: resume, gaps, and when to give up."""

import asyncio

import pytest
from hermes_client import HermesClient, StreamClosed, event_line, reconnecting
from scripted_server import ScriptedServer, connected, event


@pytest.fixture(autouse=True)
def short_waits(monkeypatch):
    monkeypatch.setattr(reconnecting, "FIRST_WAIT", 0.001)
    monkeypatch.setattr(reconnecting, "LONGEST_WAIT", 0.01)


def watched(server, after=0, user=False, take=None):
    """What the client gives out, up to `take` events."""

    async def run():
        got = []
        async with server.running() as url, HermesClient(url, token="good") as hermes:
            events = hermes.watch_user() if user else hermes.watch("t", after)
            async for each in events:
                got.append(each)
                if len(got) == take:
                    break
            await events.aclose()
        return got

    return asyncio.run(asyncio.wait_for(run(), 30))


def seqs(events):
    return [each["seq"] for each in events if "seq" in each]


def test_a_stream_ends_with_its_task():
    server = ScriptedServer(([connected(), event(1), "pong", event(2, "task_completed")], 1000))
    events = watched(server)
    assert [each["type"] for each in events] == ["connected", "agent_event", "task_completed"]
    assert server.asked == [{"after": ["0"]}] and server.tokens == ["good"]


def test_a_broken_stream_goes_on_behind_the_last_event():
    server = ScriptedServer(
        ([connected(), event(1), event(2)], None),
        ([], 1012),
        ([connected(), event(2), event(3), event(4, "task_failed")], 1000),
    )
    assert seqs(watched(server)) == [1, 2, 3, 4]
    assert server.asked[1] == server.asked[2] == {"after": ["2"], "epoch": ["e1"]}


def test_a_gap_is_given_out_and_skipped():
    gap = {"type": "gap", "message": "", "data": {"from": 1, "to": 7, "reason": "removed"}}
    server = ScriptedServer(
        ([connected("e2"), gap], None), ([connected("e2"), event(8, "task_completed")], 1000)
    )
    events = watched(server)
    assert "gap" in [each["type"] for each in events] and seqs(events) == [8]
    assert server.asked[1] == {"after": ["7"], "epoch": ["e2"]}


def test_a_stream_of_what_had_ended_before_ends():
    assert seqs(watched(ScriptedServer(([connected()], 1000)), after=9)) == []


def test_a_user_stream_goes_on_by_cursor_and_has_no_end():
    server = ScriptedServer(
        ([connected(), event(5, "task_completed")], 1000), ([connected(), event(1)], None)
    )
    assert seqs(watched(server, user=True, take=4)) == [5, 1]
    assert server.asked == [{}, {"after": ["c5"], "epoch": ["e1"]}]


@pytest.mark.parametrize("code", [1002, 1007, 1008, 1009, 4401, 4404])
def test_some_closes_are_final(code):
    error = {"type": "error", "message": "no", "data": {"code": "x"}}
    with pytest.raises(StreamClosed) as closed:
        watched(ScriptedServer(([error], code)))
    assert closed.value.code == code


@pytest.mark.parametrize("code", [1006, 1011, 1012, 4408, 4429])
def test_after_other_closes_it_comes_back(code):
    # 1006 stands for no close at all.
    first = ([connected(), event(1)], None if code == 1006 else code)
    server = ScriptedServer(first, ([connected(), event(2, "task_completed")], 1000))
    assert seqs(watched(server)) == [1, 2]
    assert server.asked[1] == {"after": ["1"], "epoch": ["e1"]}


def test_nobody_there_is_given_up_after_a_while():
    async def run():
        async with HermesClient("http://127.0.0.1:9", token="good") as hermes:
            return [each async for each in hermes.watch("t")]

    with pytest.raises(ConnectionError):
        asyncio.run(asyncio.wait_for(run(), 60))


@pytest.mark.parametrize(
    "kind, message, line",
    [
        ("connected", "✅ Connected to task abc...", "✅ [connected] Connected to task abc..."),
        ("step_started", "▶️ Step 1/2: A", "▶️ [step_started] Step 1/2: A"),
        ("agent_thinking", "What now?", "   [agent_thinking] What now?"),
        ("step_progress", "", "   [step_progress]"),
    ],
)
def test_an_event_is_a_line(kind, message, line):
    assert event_line({"type": kind, "message": message, "data": {}}) == line
