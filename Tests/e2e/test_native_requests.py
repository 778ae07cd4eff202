"""Native functions in plans, in the list of agents and in their document."""

import json
import os
import re
import shutil
import subprocess

import request_table
from agents_folder import names
from client import Client
from hermes_process import AGENTS, BINARY, FAST, ROOT, serving
from native_manifests import fill, put, shipped

WAIT = 60


# MARK: plans


TEMPTING = [
    "What is the cosine of 1?",
    "Compute the CRC-32 checksum of hello",
    "Raise 2 to the power 8",
    "zlib version",
    "Write a Python function to compute the cosine",
    "Write a Python function that finds prime numbers and their power",
    '{"function": "crc32", "arguments": {"data": "123456789"}}',
    'Compute this:\n```json\n{"function": "cos", "arguments": {"angle": 1}}\n```',
]


def plan(user, query):
    events = user.events(user.chat(query, wait=WAIT)["task_id"])
    return [step["agent_name"] for step in request_table.data(events, "plan_created").get("steps", [])]


def test_plans_in_plain_words_are_as_without_them(tmp_path):
    fill(tmp_path)
    with serving([AGENTS]) as alone, serving([agents_without_manifests(tmp_path), tmp_path]) as both:
        plain, native = Client(alone.port, "plain"), Client(both.port, "native")
        assert {"Zlib", "Mathematics"} <= {
            name for name, agent in names(native).items() if agent["state"] == "ready"
        }
        for query in TEMPTING:
            assert plan(native, query) == plan(plain, query), query
        for row in request_table.load("seen") + request_table.load("held_out"):
            assert request_table.misses(native, row) == request_table.misses(plain, row), row["query"]


def agents_without_manifests(folder):
    """The libraries of agents.d: its manifests name the same agents as those of the test."""
    libraries = folder / "libraries"
    libraries.mkdir()
    for library in AGENTS.glob("*.so"):
        shutil.copy(library, libraries)
    return libraries


def test_words_that_bring_json_reach_a_function_that_says_so(tmp_path):
    text = shipped("zlib").replace(
        'id = "crc32"', 'id = "crc32"\ncapabilities = { checksum = { verbs = ["compute"], objects = ["checksum"] } }'
    )
    put(text, tmp_path, "zlib")
    with serving([tmp_path]) as server:
        user = Client(server.port, "native")
        query = 'Compute the checksum of this:\n```json\n{"function": "crc32", "arguments": {"data": "123456789"}}\n```'
        answer = user.chat(query, wait=WAIT)
        assert json.loads(answer["result"]) == {"crc32": 3421780262}
        # Without JSON it says what it needs, and nothing is called.
        answer = user.chat("Compute the checksum of 123456789", wait=WAIT)
        assert answer["error"]["code"] == "missing_input" and answer["steps"] == []


# MARK: shipped files and the document


def test_the_shipped_manifests_are_listed_as_disabled(tmp_path):
    done = subprocess.run(
        [BINARY, "agents", "--json", "--agents", AGENTS, "--data", tmp_path / "data"],
        capture_output=True, text=True, timeout=WAIT, check=True,
    )  # fmt: skip
    listed = json.loads(done.stdout)
    agents = {agent["name"]: agent for agent in listed["agents"]}
    for name, file in [("Zlib", "zlib.toml"), ("Mathematics", "libm.toml")]:
        assert (agents[name]["lane"], agents[name]["state"]) == ("process", "disabled")
        assert listed["libraries"][name].endswith(f"/{file}")


def block(containing):
    text = (ROOT / "docs/native-functions.md").read_text()
    (only,) = [code for code in re.findall(r"```bash\n(.*?)```", text, re.S) if containing in code]
    return only


def test_the_commands_of_the_document_run(tmp_path):
    (tmp_path / "agents.d").symlink_to(ROOT / "agents.d")
    environment = {
        **os.environ, **FAST, "PATH": f"{BINARY.parent}:{os.environ['PATH']}",
        "HERMES_DATA": str(tmp_path / "data"),
    }  # fmt: skip
    done = subprocess.run(
        ["bash", "-e", "-c", block("hermes run")], cwd=tmp_path, env=environment,
        capture_output=True, text=True, timeout=WAIT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == '{"crc32":3421780262}'
    with serving([tmp_path / "agents"]) as server:
        code = block("curl").replace("YOUR_TOKEN", Client(server.port, "native").token)
        code = code.replace("localhost:8000", f"localhost:{server.port}").replace("curl ", "curl -s ", 1)
        done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, timeout=WAIT)
    assert json.loads(done.stdout)["result"] == '{"crc32":3421780262}', done
