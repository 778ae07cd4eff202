"""A library that handles signals, as the runtimes of other languages do, is not run in the server."""

import re
import signal
import subprocess

import pytest

from agents_folder import build, names, put
from client import Client
from hermes_process import BINARY, serving


@pytest.fixture(scope="module")
def libraries(tmp_path_factory):
    return build(tmp_path_factory.mktemp("lanes"))


def handled(process):
    """The signals that a process has handlers for."""
    with open(f"/proc/{process.pid}/status") as status:
        mask = int(re.search(r"^SigCgt:\s*(\w+)", status.read(), re.M)[1], 16)
    return {number for number in range(1, 65) if mask >> (number - 1) & 1}


@pytest.mark.parametrize("name", ["TakesSignals", "TakesSignalsLate"])
def test_in_lane_auto_it_gets_a_process_of_its_own(libraries, tmp_path, name):
    folder = tmp_path / "agents"
    folder.mkdir()
    put(libraries / f"{name}.so", folder)
    with serving([folder]) as server:
        user = Client(server.port, "signals")
        agent = names(user)[name]
        reason = "auto: it handles signals (SIGURG), which are the server's"
        assert (agent["lane"], agent["lane_source"]) == ("process", reason)
        assert user.give(name, "hello", wait=20)["status"] == "completed"
        listing = subprocess.run([BINARY, "agents", "--data", server.data], capture_output=True, text=True)
        assert f"{name} runs in a separate process: it handles signals (SIGURG)" in listing.stdout
        # The server has its own back.
        assert signal.SIGURG not in handled(server.process)


def test_a_person_may_have_it_in_the_server(libraries, tmp_path):
    folder = tmp_path / "agents"
    folder.mkdir()
    put(libraries / "TakesSignals.so", folder)
    (folder / "TakesSignals.toml").write_text('lane = "in-process"\n')
    with serving([folder]) as server:
        assert names(Client(server.port, "signals"))["TakesSignals"]["lane"] == "in-process"
        assert signal.SIGURG in handled(server.process)
