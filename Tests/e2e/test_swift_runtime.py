"""Swift agents whose RUNPATH leads nowhere: `swift_runtime` says where the runtime is."""

import pathlib
import shutil
import subprocess

import pytest

from agents_folder import build
from client import Client
from command import hermes
from hermes_process import AGENTS, BINARY, Server, serving

SWIFT = pathlib.Path(shutil.which("swift")).resolve().parents[1] / "lib/swift/linux"
TABLE = "What is the average age?\nname,age\nAda,36\nBob,28\n"


@pytest.fixture(scope="module")
def homeless(tmp_path_factory):
    """DataAnalyzer as it is on a machine without the toolchain of its author."""
    folder = tmp_path_factory.mktemp("homeless")
    content = (AGENTS / "DataAnalyzer.so").read_bytes()
    runpath = f"{SWIFT}:$ORIGIN".encode()
    assert content.count(runpath) == 1
    (folder / "DataAnalyzer.so").write_bytes(content.replace(runpath, b"/nonexistent".ljust(len(runpath), b"x")))
    return folder


def test_without_the_setting_the_missing_library_is_named(homeless, tmp_path):
    with serving([homeless]) as server:
        assert "DataAnalyzer.so" in server.errors and "can't be opened" in server.errors


@pytest.mark.parametrize("lane", ["in-process", "process"])
def test_with_the_setting_it_works_in_both_lanes(homeless, tmp_path, lane):
    folder = shutil.copytree(homeless, tmp_path / "agents")
    (folder / "DataAnalyzer.toml").write_text(f'lane = "{lane}"\n')
    with serving([folder], HERMES_SWIFT_RUNTIME=str(SWIFT)) as server:
        user = Client(server.port, "runtime")
        last = user.events(user.chat(TABLE)["task_id"])[-1]
        assert last["type"] == "task_completed" and "32" in last["data"]["result"], last


def test_it_may_be_checked_as_a_server_would_run_it(homeless):
    library = homeless / "DataAnalyzer.so"
    assert hermes("agent", "check", library).returncode == 1
    checked = hermes("agent", "check", library, HERMES_SWIFT_RUNTIME=str(SWIFT))
    assert checked.returncode == 0, checked.stdout


def test_an_agent_in_c_opens_no_runtime(tmp_path):
    with serving([build(tmp_path, "durable")], HERMES_SWIFT_RUNTIME=str(SWIFT)) as server:
        maps = pathlib.Path(f"/proc/{server.process.pid}/maps").read_text()
        assert "/libraries/" in maps and "libswiftCore.so" not in maps


@pytest.mark.parametrize("folder", ["/nowhere", "/etc"])
def test_a_folder_without_a_runtime_is_refused(tmp_path, folder):
    done = subprocess.run(
        [BINARY, "serve", "--data", tmp_path / "data"], capture_output=True, text=True, timeout=60,
        env={"HERMES_SWIFT_RUNTIME": folder, "HOME": str(tmp_path)})
    assert done.returncode == 1 and f"swift_runtime is {folder}" in done.stderr, done.stderr


def test_others_must_not_be_able_to_change_the_runtime(homeless, tmp_path):
    runtime = tmp_path / "runtime"
    shutil.copytree(SWIFT, runtime, ignore=lambda folder, names: [name for name in names if not name.endswith(".so")])
    (runtime / "libswiftCore.so").chmod(0o666)
    server = Server(tmp_path / "data", [homeless], settings={"HERMES_SWIFT_RUNTIME": str(runtime)})
    try:
        assert "libswiftCore.so can be written by other users" in server.errors
    finally:
        server.terminate()
