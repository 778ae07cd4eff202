"""Every command, client and snippet of docs/quick-start.md, with nothing but ids and tokens filled in.

The page says port 8000: nothing else may have it while this file runs.
"""

import asyncio
import json
import os
import re
import shlex
import subprocess
import sys
import threading

import pytest

import quick_start
from hermes_process import ROOT, Server
from pressed_page import serving_pages

WAIT = 60
NODE_MODULES = "/usr/share/nodejs"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("seed") / "data", port=8000)
    yield server
    server.terminate()


def shell(code, **more):
    return subprocess.run(
        ["bash", "-c", code], capture_output=True, text=True, timeout=WAIT, cwd=ROOT, **more
    )


def curl(code):
    """What a curl command of the document prints; -s only keeps its progress meter away."""
    done = shell(code.replace("curl ", "curl -s ", 1))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def token(server):
    answer = curl(quick_start.block("auth/register", "bash"))
    assert answer["token_type"] == "bearer" and answer["user"]["email"] == "test@hermes.ai"
    assert answer["user"]["full_name"] == "Test User"
    return answer["access_token"]


@pytest.fixture
def task(token):
    answer = curl(quick_start.filled(quick_start.block("/api/v1/chat", "bash"), token=token))
    assert answer["task_id"] and answer["result"] is None
    return answer["task_id"]


def shape(lines):
    """The lines of a sequence with what differs from run to run left out."""
    found = [re.match(r"^(\S+) \[(\w+)\] (.*)$", line) for line in lines]
    return [
        (each[1], each[2], re.sub(r"\d+\.\d+s$", "Ns", each[3])) for each in found if each is not None
    ]


def assert_seed_sequence(lines):
    """As "Example Event Sequence" has it, but for the id and the length of the query."""
    wanted = shape(quick_start.block("[connected] Connected", "").splitlines())
    got, thinking = [], set()
    types = {each[1] for each in wanted}
    for icon, kind, rest in shape(lines):
        if kind not in types:
            continue
        if kind == "agent_thinking" and not rest.endswith("is working..."):
            continue
        if kind == "connected":
            rest = re.sub(r"task \S+\.\.\.", "task abc123...", rest)
        if kind == "task_created":
            rest = re.sub(r"(Write a Python function).*\.\.\.", r"\1...", rest)
        if kind == "agent_thinking" and rest in thinking:
            continue
        thinking.add(rest)
        got.append((icon, kind, rest))
    assert got == wanted


def test_the_automated_client_runs_as_written(token):
    done = shell(quick_start.block("python3 test_websocket_client.py", "bash").split("\n\n")[1],
                 env=with_python())  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert_seed_sequence(done.stdout.splitlines())
    assert "def " in done.stdout


def with_python():
    """`python3` is the one that runs the tests, which has websockets and httpx."""
    return {**os.environ, "PATH": f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}"}


def test_the_simple_client_runs_as_written(task, token):
    command = quick_start.filled(quick_start.block("test_websocket_simple.py", "bash"), task, token)
    done = shell(command, env=with_python())
    assert done.returncode == 0, done.stderr
    assert_seed_sequence(done.stdout.splitlines())


def test_registering_again_is_refused_and_the_client_logs_in(token):
    assert curl(quick_start.block("auth/register", "bash"))["code"] == "email_taken"


def test_wscat_shows_the_task(task, token):
    """wscat ends when the server closes; without a terminal it must be given an input that is open."""
    code = quick_start.filled(quick_start.block("wscat -c", "bash"), task, token)
    command = shlex.split(code.split("\n\n")[1])
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "NODE_PATH": NODE_MODULES},
    ) as process:  # fmt: skip
        stop = threading.Timer(WAIT, process.kill)
        stop.start()
        events = [json.loads(line) for line in process.stdout]
        stop.cancel()
    assert events[0]["type"] == "connected" and events[-1]["type"] == "task_completed"
    assert [event["seq"] for event in events[1:]] == list(range(1, len(events)))
    assert process.returncode == 0


def test_the_event_format_has_these_fields(task, token):
    shown = json.loads(quick_start.block('"type": "step_started"', "json"))
    for event in listened(task, token):
        if event["type"] == "step_started":
            assert set(event) >= set(shown) and set(event["data"]) >= set(shown["data"])
            for key, value in shown["data"].items():
                assert isinstance(event["data"][key], (int, float) if key == "progress" else type(value))


def listened(task, token):
    import websockets

    async def run():
        uri = f"ws://localhost:8000/api/v1/ws/tasks/{task}?token={token}"
        async with websockets.connect(uri) as socket:
            return [json.loads(each) async for each in socket]

    return asyncio.run(asyncio.wait_for(run(), WAIT))


def test_the_python_snippet_runs_as_written(task, token, tmp_path):
    code = quick_start.block("listen_to_task", "python")
    program = tmp_path / "snippet.py"
    program.write_text(f"task_id, token = {task!r}, {token!r}\n{code}")
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, timeout=WAIT)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == f"connected: ✅ Connected to task {task[:8]}..."
    assert lines[-1].startswith("task_completed: 🎉 Task completed in ")


def node(program, *arguments):
    return subprocess.run(
        ["node", program, *arguments], capture_output=True, text=True, timeout=WAIT,
        env={**os.environ, "NODE_PATH": NODE_MODULES},
    )  # fmt: skip


def test_the_javascript_snippet_runs_as_written(task, token, tmp_path):
    """The block is JavaScript as it stands; Node's WebSocket is that of `ws`."""
    code = quick_start.block("Step ${data.data.step_number}", "typescript")
    program = tmp_path / "snippet.cjs"
    program.write_text(
        'const WebSocket = require("ws");\n'
        f"const taskId = {json.dumps(task)}, token = {json.dumps(token)};\n{code}"
    )
    done = node(program)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[:3] == ["Step 1: CodeGenerator", "Step 2: PythonExpert", lines[2]]
    assert lines[2].startswith("Task finished! {")


REACT = """
const WebSocket = require("ws");
let states = [], cursor = 0, cleanup;
const useState = (initial) => {
  const at = cursor++;
  if (!(at in states)) states[at] = initial;
  return [states[at], (value) => { states[at] = typeof value === "function" ? value(states[at]) : value; }];
};
const useEffect = (effect) => { cleanup ??= effect(); };
"""
RENDER = """
const render = () => { cursor = 0; return useTaskStream(process.argv[2], process.argv[3]); };
render();
const timer = setInterval(() => {
  const { events, isComplete } = render();
  if (!isComplete) return;
  clearInterval(timer);
  cleanup();
  console.log(JSON.stringify(events.map((event) => event.type)));
}, 5);
"""


def test_the_react_hook_runs_as_written(task, token, tmp_path):
    """With a React of a few lines, and its two type annotations taken away as a compiler would."""
    code = quick_start.block("useTaskStream", "typescript")
    program = tmp_path / "hook.cjs"
    program.write_text(REACT + code.replace(": string", "") + RENDER)
    done = node(program, task, token)
    assert done.returncode == 0, done.stderr
    types = json.loads(done.stdout)
    assert types[0] == "connected" and types[-1] == "task_completed"


def test_the_user_wide_stream_is_where_the_document_says(token):
    import websockets

    uri = quick_start.filled(quick_start.block("/ws/user", ""), token=token).strip()

    async def run():
        async with websockets.connect(uri) as socket:
            first = json.loads(await socket.recv())
            await socket.send("ping")
            return first["type"], await socket.recv()

    assert asyncio.run(asyncio.wait_for(run(), WAIT)) == ("connected", "pong")


def test_stats_have_the_document_s_shape(task, token):
    shown = json.loads(quick_start.block("websocket_stats", "json"))["websocket_stats"]
    answer = curl(f"curl http://localhost:8000/api/v1/ws/stats -H 'Authorization: Bearer {token}'")
    assert {key: type(value) for key, value in answer["websocket_stats"].items()} == {
        key: type(value) for key, value in shown.items()
    }


def browser(url):
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    done = subprocess.run([*command, "--dump-dom", url], capture_output=True, text=True, timeout=WAIT)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_the_browser_page_shows_the_task(token):
    with serving_pages(ROOT / "clients/javascript") as origin:
        dom = browser(f"{origin}/examples/pressed.html")
    shown = re.findall(r"<li>(.*?)</li>", dom, re.S)
    assert shown and shown[0].startswith("✅ Connected to task"), dom[-3000:]
    assert "🧠 Understanding your request..." in shown and "▶️ Step 2/2: PythonExpert" in shown
    assert shown[-1].startswith("🎉 Task completed in ")
    assert "def " in dom.split("<pre")[1]
