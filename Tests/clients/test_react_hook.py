"""The React hook, rendered by React in a browser, of a real server's tasks."""

import shutil
import subprocess
from urllib.parse import urlencode

import pytest
from client import Client
from hermes_process import AGENTS, ROOT, serving
from react_page import NODE_MODULES, browsing

NEEDED = [shutil.which("chromium"), shutil.which("tsc"), (NODE_MODULES / "react-dom").is_dir()]
WAIT = 60


@pytest.mark.skipif(not all(NEEDED), reason="needs chromium, node-typescript and node-react-dom")
def test_the_hook_follows_the_task_of_its_component(tmp_path):
    subprocess.run([ROOT / "Benchmarks/build"], check=True, capture_output=True)
    with serving([AGENTS, ROOT / "Benchmarks/bin/agents"]) as server:
        user = Client(server.port)
        first = user.give("Firehose", "count=1000000 size=20 rate=100")["task_id"]
        second = user.give("Firehose", "count=200 size=20 rate=100")["task_id"]
        address = {"server": f"http://localhost:{server.port}", "token": user.token}
        with browsing(tmp_path, urlencode({**address, "first": first, "second": second})) as shown:
            states = shown.get(timeout=WAIT)
        assert_states(states, first, second, user.task(second)["last_seq"])


def assert_states(states, first, second, last_seq):
    for state in states:
        # In order, once, and of this task: nothing of an earlier render's stream.
        assert state["seqs"] == list(range(1, len(state["seqs"]) + 1))
        assert set(state["tasks"]) <= {state["id"]}
        assert state["gap"] is None
    of = {task: [each for each in states if each["id"] == task] for task in (first, second)}
    assert of[first][0]["status"] == "connecting" and of[first][-1]["status"] == "following"
    assert len(of[first][-1]["seqs"]) >= 10
    ended = of[second][-1]
    assert ended["status"] == "completed" and len(ended["seqs"]) == last_seq
    assert states[-1]["status"] == "error" and "4404" in states[-1]["error"]
    assert states[-1]["seqs"] == []
