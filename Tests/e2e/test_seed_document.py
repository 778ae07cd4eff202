"""The clients that users know, started as their document says, against a real server."""

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys

import pytest

import raw_http
from account import post
from hermes_process import ROOT

QUERY = "Write a Python function to calculate fibonacci numbers"
SEQUENCE = [
    r"✅ \[connected\] Connected to task \S{1,8}\.\.\.",
    r"📝 \[task_created\] Task created: Write a Python function to calculate fibonacci nu.*",
    r"🧠 \[intent_parsing_started\] Understanding your request\.\.\.",
    r"✅ \[intent_parsed\] Detected: \w+",
    r"🔍 \[agent_search_started\] Finding agents with: .+\.\.\.",
    r"✅ \[agents_found\] Found \d+ agents: .+",
    r"📋 \[planning_started\] Creating execution plan\.\.\.",
    r"✅ \[plan_created\] Plan ready: \d+ steps",
    r"⚡ \[execution_started\] Starting execution: \d+ steps",
    r"▶️ \[step_started\] Step 1/\d+: \w+",
    r"💭 \[agent_thinking\] \w+ is working\.\.\.",
    r"✅ \[step_completed\] Step 1/\d+ completed",
    r"🎉 \[task_completed\] Task completed in \d+\.\d+s",
]


def run(port, name, *arguments):
    return subprocess.run(
        [sys.executable, name, *arguments],
        cwd=ROOT,
        env={**os.environ, "HERMES_URL": f"http://localhost:{port}"},
        capture_output=True,
        text=True,
        timeout=120,
    )


def assert_sequence(lines):
    """Each of SEQUENCE, in this order; other events may come between."""
    rest = iter(lines)
    for expected in SEQUENCE:
        assert any(re.fullmatch(expected, line) for line in rest), (expected, lines)


@pytest.mark.parametrize("time", ["registers", "logs in"])
def test_the_client_shows_a_whole_task(port, time):
    done = run(port, "test_websocket_client.py")
    assert done.returncode == 0, done.stderr
    assert_sequence(done.stdout.splitlines())
    assert "def " in done.stdout.split("\nResult:\n")[1]


@pytest.fixture
def task(port, alice):
    return post(port, "/chat", {"query": QUERY}, alice.headers).json["task_id"]


def test_the_simple_client_shows_a_task(port, alice, task):
    done = run(port, "test_websocket_simple.py", task, alice.token)
    assert done.returncode == 0, done.stderr
    assert_sequence(done.stdout.splitlines())


def test_the_document_s_snippet_reads_to_the_end(port, alice, task):
    websockets = pytest.importorskip("websockets")

    async def listen_to_task(task_id, token):
        types = []
        uri = f"ws://localhost:{port}/api/v1/ws/tasks/{task_id}?token={token}"
        async with websockets.connect(uri) as websocket:
            async for message in websocket:
                event = json.loads(message)
                types.append(f"{event['type']}: {event['message']}")
                if event["type"] in ["task_completed", "task_failed"]:
                    break
        return types

    types = asyncio.run(asyncio.wait_for(listen_to_task(task, alice.token), 60))
    assert types[0].startswith("connected: ✅ Connected to task ")
    assert types[-1].startswith("task_completed: 🎉 Task completed in ")


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_the_javascript_client_shows_a_task(port, alice, task):
    command = ["node", ROOT / "Tests/e2e/watch.mjs", f"http://localhost:{port}", task, alice.token]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert (events[0]["type"], events[-1]["type"]) == ("connected", "task_completed"), done.stderr
    assert [event["seq"] for event in events[1:]] == list(range(1, len(events)))


def test_stats_have_the_document_s_shape(port):
    stats = raw_http.request(port, "GET", "/api/v1/ws/stats").json["websocket_stats"]
    assert set(stats) >= {"total_connections", "active_tasks", "active_users", "tasks"}
    assert stats["tasks"] == {}
