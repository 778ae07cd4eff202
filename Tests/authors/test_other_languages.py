"""Good agents in languages without an SDK, from hermes_agent.h alone: `agent check` passes them, and they
get the right lane."""

import json
import shutil
import subprocess

import pytest

from hermes_process import ROOT
from new_project import hermes

HEADERS = ROOT / "Sources/AgentABI/include"
SOURCES = ROOT / "Tests/Fixtures/languages"
SHARED = ["-O1", "-shared", "-fPIC"]
# The compiler, and what it is called with.
LANGUAGES = {
    "cpp": ("c++", ["c++", "-std=c++17", *SHARED, "-pthread", "-fvisibility=hidden", "-Wall", "-Wextra",
                    "-Werror", f"-I{HEADERS}", SOURCES / "lengths.cpp"]),
    "fortran": ("gfortran", ["gfortran", *SHARED, "-Wall", SOURCES / "lengths.f90"]),
    "go": ("go", ["go", "build", "-buildmode=c-shared"]),
}  # fmt: skip


@pytest.fixture(scope="module", params=LANGUAGES)
def library(request, tmp_path_factory):
    """The language and its library, where its compiler is installed."""
    compiler, command = LANGUAGES[request.param]
    if shutil.which(compiler) is None:
        pytest.skip(f"{compiler} is not installed")
    folder = tmp_path_factory.mktemp(request.param)
    where = folder
    environment = None
    if request.param == "go":
        where = shutil.copytree(SOURCES / "go", folder / "src")
        environment = {
            "PATH": "/usr/local/go/bin:/usr/bin:/bin", "HOME": str(folder), "CGO_CFLAGS": f"-I{HEADERS}",
            "GOCACHE": str(folder / "cache"), "GOFLAGS": "-buildvcs=false", "GOPROXY": "off",
        }  # fmt: skip
    # Renamed into place: its mode is that of a file.
    built = folder / "Lengths.so"
    subprocess.run([*command, "-o", built], cwd=where, env=environment, check=True)
    built.chmod(0o644)
    return request.param, built


def test_it_passes(library):
    language, path = library
    done = hermes("agent", "check", path, "--json", timeout=300)
    verdicts = {each["item"]: each for each in json.loads(done.stdout)["verdicts"]}
    assert done.returncode == 0, done.stdout
    warned = {item for item, each in verdicts.items() if each["verdict"] == "warning"}
    # They look for the text and not at each byte; Go's runtime handles signals.
    assert warned <= {"garbage_requests", "process_state"}
    assert ("process_state" in warned) == (language == "go"), verdicts["process_state"]


def test_it_runs_in_its_lane(library, tmp_path):
    language, path = library
    agents = tmp_path / "agents"
    agents.mkdir()
    shutil.copy(path, agents / "Lengths.so")
    names = {"cpp": "LengthsCpp", "fortran": "LengthsFortran", "go": "LengthsGo"}
    where = ["--data", tmp_path / "data", "--agents", agents]
    done = hermes("run", "four", "--agent", names[language], "--json", *where)
    assert done.returncode == 0, done
    last = json.loads(done.stdout.splitlines()[-1])
    assert last["data"]["result"] == "4 characters"
    shown = json.loads(hermes("agent", "show", names[language], "--json", *where).stdout)
    assert shown["lane"] == ("process" if language == "go" else "in-process"), shown
