"""What each fault does to the server when its agent runs inside it, and what the next start knows.

The table in docs/threat-model.md is what is printed here.
"""

import contextlib
import re
import resource
import signal
import subprocess

import pytest

import raw_http
from agents_folder import build, names, put, until
from client import Client
from hermes_process import Server, free_port

# Connections that are open beside the one that asks.
OTHERS = 8
# Seconds for a process to end that answers no more.
GOING = 20
DONE = ("completed", "failed")
# fault: (how the server ends, what the next start's record says, the agent's lane then)
FAULTS = {
    "segv": ("SIGSEGV", "certain", "process"),
    "abort": ("SIGABRT", "certain", "process"),
    "overflow": ("SIGSEGV", "certain", "process"),
    "double_free": ("SIGABRT", "certain", "process"),
    "exit": ("exit code 3", "certain", "process"),
    "memory": ("SIGABRT", "certain", "process"),
    "deadlock": ("serves", "nothing", "in-process"),
    "loop": ("serves", "nothing", "in-process"),
    "descriptors": ("answers nothing", "nothing", "in-process"),
    "thread_segv": ("SIGSEGV", "library", "process"),
    "thread_abort": ("SIGABRT", "candidates", "in-process"),
}
HANGS = ("deadlock", "loop")


@pytest.fixture(scope="module")
def libraries(tmp_path_factory):
    return build(tmp_path_factory.mktemp("lanes"))


def limit_memory(process):
    """256 MiB more than it has: else the machine's memory goes first."""
    with open(f"/proc/{process.pid}/statm") as pages:
        size = int(pages.read().split()[0]) * resource.getpagesize()
    resource.prlimit(process.pid, resource.RLIMIT_AS, (size + (256 << 20),) * 2)


def answers(port):
    """While others are connected too."""
    with contextlib.ExitStack() as others:
        try:
            for _ in range(OTHERS):
                others.enter_context(raw_http.connect(port))
            answer = raw_http.request(port, "GET", "/api/v1/health")
        except OSError:
            return False
    return answer is not None and answer.status == 200


def how_it_ends(server, user, fault):
    """The signal or exit code, or whether it still serves when the call has ended."""
    answer = user.post("/agents/Fault/tasks", {"text": fault})

    def ended():
        if server.process.poll() is not None:
            return True
        try:
            return answer is not None and user.task(answer.json["task_id"])["status"] in DONE
        except (OSError, AttributeError):
            # Gone, or on its way: its sockets close before it can be waited for.
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.process.wait(GOING)
            return True

    until(ended, bool)
    code = server.process.poll()
    if code is None:
        return "serves" if answers(server.port) else "answers nothing"
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_server(libraries, tmp_path, fault, capsys):
    folder, data, port = tmp_path / "agents", tmp_path / "data", free_port()
    folder.mkdir()
    put(libraries / "Fault.so", folder)
    deadline = 1 if fault in HANGS else 600
    (folder / "Fault.toml").write_text(f"[agents.Fault]\ndeadline = {deadline}\n")
    server = Server(data, [folder], port)
    user = Client(port, "fault")
    assert names(user)["Fault"]["lane"] == "in-process"
    limit_memory(server.process)
    try:
        end = how_it_ends(server, user, fault)
    finally:
        stopped = server.terminate()
    again = Server(data, [folder], port)
    try:
        report = re.search(r"^last run: (.*)$", again.errors, re.M)
        said = re.search(r"\((\w+)\)", report[1])[1] if report else "nothing"
        lane = names(user)["Fault"]["lane"]
    finally:
        again.terminate()
    line = f"{fault}: {end}; {report[1] if report else 'nothing'}; then {lane}"
    with capsys.disabled():
        print(f"\n{line}")
    if fault == "descriptors" and end == "serves":
        # The threads that ran other programs at the start end when they have been idle for some seconds, and
        # give back their run loops' descriptors.
        end = "answers nothing"
    assert (end, said, lane) == FAULTS[fault]
    # What still runs can be stopped in order.
    assert stopped == 0 or end not in ("serves", "answers nothing")
