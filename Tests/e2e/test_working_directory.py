"""Without --agents a server takes agents.d of its working directory, unless that is somebody else's."""

import os
import shutil

import pytest

from agents_folder import build
from command import hermes

STRANGER = 47110


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return build(tmp_path_factory.mktemp("lanes")) / "Generation.so"


@pytest.fixture
def here(library, tmp_path, monkeypatch):
    (tmp_path / "home/agents.d").mkdir(parents=True)
    shutil.copy(library, tmp_path / "home/agents.d")
    monkeypatch.chdir(tmp_path / "home")
    # What the tests say of where the agents are is a setting too.
    monkeypatch.delenv("HERMES_AGENTS", raising=False)
    return tmp_path / "home"


def test_agents_of_one_s_own_folder_are_taken(here, tmp_path):
    listed = hermes("agents", "--data", tmp_path / "data")
    assert listed.returncode == 0 and "Generation" in listed.stdout, listed


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be where another user's folder is")
@pytest.mark.parametrize("owned", ["", "agents.d", "agents.d/Generation.so"])
def test_root_takes_no_agents_of_another_user_s_folder(here, tmp_path, owned):
    os.chown(here / owned, STRANGER, -1)
    listed = hermes("agents", "--data", tmp_path / "data")
    said = f"{(here / owned)} belongs to uid {STRANGER}"
    assert said in listed.stdout + listed.stderr, listed
    assert "ready" not in listed.stdout
