"""Builds the test host once, and drives the real agents with it."""

import os
import subprocess
from pathlib import Path

import pytest

from agent_run import AgentRun

ROOT = Path(__file__).resolve().parents[2]
AGENTS = Path(os.environ.get("HERMES_AGENTS_DIR", ROOT / "agents.d"))


@pytest.fixture(scope="session")
def host(tmp_path_factory):
    """The compiled agent_host."""
    binary = tmp_path_factory.mktemp("host") / "agent_host"
    source = Path(__file__).with_name("agent_host.c")
    header = ROOT / "Sources/AgentABI/include"
    warnings = ["-Wall", "-Wextra", "-Werror"]
    command = ["cc", "-g", *warnings, f"-I{header}", str(source), "-o", str(binary), "-lpthread"]
    subprocess.run(command, check=True)
    return binary


def library(name):
    """The path of a built agent."""
    path = AGENTS / f"{name}.so"
    if not path.exists():
        pytest.fail(f"{path} is missing: build it with `swift build --product {name}`")
    return path


@pytest.fixture
def code_generator(host):
    return AgentRun(host, library("CodeGenerator"))


@pytest.fixture
def python_expert(host):
    return AgentRun(host, library("PythonExpert"))


@pytest.fixture
def data_analyzer(host):
    return AgentRun(host, library("DataAnalyzer"))


@pytest.fixture
def content_writer(host):
    return AgentRun(host, library("ContentWriter"))
