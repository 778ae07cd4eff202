"""Commands that load agents themselves, because no server has the data directory."""

import json
import os
import re
import subprocess

from agents_folder import build, put
from hermes_process import BINARY, FAST, serving

WAIT = 60


def hermes(*arguments):
    command = [str(part) for part in (BINARY, *arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=WAIT, stdin=subprocess.DEVNULL,
        env={**os.environ, **FAST})


def test_what_a_library_prints_stands_between_no_lines(tmp_path):
    folder = tmp_path / "agents"
    folder.mkdir()
    put(build(tmp_path / "lanes", "lanes") / "Prints.so", folder)
    (folder / "Prints.toml").write_text('lane = "in-process"\n')
    where = ["--data", tmp_path / "data", "--agents", folder]
    done = hermes("run", "x", "--agent", "Prints", "--json", *where)
    assert done.returncode == 0, done
    assert [json.loads(line)["type"] for line in done.stdout.splitlines()][-1] == "task_completed"
    for words in ("when loaded", "by create", "by invoke", "by a child"):
        assert f"printed {words}\n" in done.stderr
    shown = hermes("agent", "show", "Prints", "--json", *where)
    assert json.loads(shown.stdout)["name"] == "Prints" and "printed by create" in shown.stderr


def test_without_a_server_agents_says_where_it_looked(tmp_path):
    (tmp_path / "agents").mkdir()
    done = hermes("agents", "--data", tmp_path / "data", "--agents", tmp_path / "agents")
    assert done.returncode == 0 and f"these are the agents in {tmp_path}/agents." in done.stderr, done
    with serving([tmp_path / "agents"]) as server:
        assert hermes("agents", "--data", server.data).stderr == ""
    elsewhere = hermes("agents", "--data", tmp_path / "data")
    assert re.search(r"these are the agents in /\S+\.$", elsewhere.stderr.strip()), elsewhere
