"""What an agent may write to the log is bounded in either lane, and what is missing is told."""

import re

import pytest

from agents_folder import build, put
from client import Client
from hermes_process import Server

WAIT = 60
LINES = 20_000
# At once, and a second; the calls take seconds, not minutes.
MOST = 1000 + 100 * 60


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return build(tmp_path_factory.mktemp("lanes")) / "Logs.so"


@pytest.mark.parametrize("lane, words", [
    ("in-process", "log"), ("process", "log"), ("process", "print")])
def test_a_flood_is_cut_and_counted(tmp_path, library, lane, words):
    agents = tmp_path / "agents"
    agents.mkdir()
    put(library, agents)
    (agents / "Logs.toml").write_text(f'lane = "{lane}"\n')
    server = Server(tmp_path / "data", [agents])
    try:
        user = Client(server.port, "logs")
        assert user.give("Logs", f"{words} count={LINES}", wait=WAIT)["status"] == "completed"
    finally:
        # What is missing at the end is told when the agent goes.
        server.terminate()
    written = re.findall(r"line=(\d+)", server.errors)
    told = re.findall(r"(\d+) more lines? (?:was|were) not logged", server.errors)
    assert 0 < len(written) <= MOST and len(written) + sum(map(int, told)) == LINES, told
