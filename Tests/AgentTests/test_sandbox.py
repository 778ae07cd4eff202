"""Hostile Python, run through the real agent: each attack is contained, and the host goes on.

An attack is a doctest that expects to be refused; it passes only if the sandbox holds.
"""

import ctypes
import os
import pathlib
import shutil
import socket
import tempfile
import time

import pytest

from agent_run import review
from test_python_expert import GOOD

# Of <sys/prctl.h>.
PR_SET_CHILD_SUBREAPER = 36

pytestmark = pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap is not installed")


def attack(run, source, *, options=(), config=None, environment=None):
    """Run an attack and then a harmless review in the same host; return the attack's call."""
    call, after = run(
        review(source), review(GOOD), options=options, environment=environment,
        config={"timeout_ms": 20_000, **(config or {})},
    )
    assert after.status == 0, f"the host did not go on: {after.message}"
    return call


def refused(run, lines, **more):
    """The doctest passes: everything in it was refused as it expects."""
    body = "".join(f"    {line}\n" for line in lines.strip().splitlines())
    call = attack(run, f'def attack():\n    """\n{body}    """\n', **more)
    assert call.status == 0, call.message


def state_and_parent(process):
    state, parent = pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[:2]
    return state, int(parent)


def other_pid_namespaces():
    """Processes that came from this one and live in another process namespace."""
    own = os.readlink("/proc/self/ns/pid")
    parents, found = {}, set()
    for entry in os.listdir("/proc"):
        try:
            if entry.isdigit():
                state, parents[int(entry)] = state_and_parent(entry)
                # One that is dead and not waited for does nothing any more.
                if state != "Z" and os.readlink(f"/proc/{entry}/ns/pid") != own:
                    found.add(int(entry))
        except OSError:
            pass

    def is_ours(process):
        while process in parents and process != os.getpid():
            process = parents[process]
        return process == os.getpid()

    return {process for process in found if is_ours(process)}


@pytest.fixture(scope="module", autouse=True)
def adopts():
    """What outlives its parent becomes a child of this process: else nobody knows whose it was."""
    assert ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1) == 0


@pytest.fixture(autouse=True)
def nothing_is_left_behind():
    before = other_pid_namespaces()
    yield
    deadline = time.monotonic() + 5
    while other_pid_namespaces() - before and time.monotonic() < deadline:
        os.sched_yield()
    assert other_pid_namespaces() - before == set()


def test_files_of_the_server(python_expert, tmp_path):
    data = tmp_path / "tasks.sqlite"
    data.write_text("secret")
    assert data.read_text() == "secret"
    refused(python_expert, f"""
>>> open({str(data)!r}).read()
Traceback (most recent call last):
FileNotFoundError: [Errno 2] No such file or directory: {str(data)!r}
>>> import os
>>> sorted(os.listdir("/"))
['dev', 'lib', 'lib64', 'tmp', 'usr']
>>> sorted(os.listdir("/usr")), sorted(os.listdir("/usr/bin"))
(['bin', 'lib', 'lib64'], ['python3'])
""")


def test_writing_outside_of_tmp(python_expert):
    refused(python_expert, """
>>> def writable(path):
...     try:
...         return bool(open(path, "w"))
...     except OSError:
...         return False
>>> [writable(p) for p in ("/x", "/usr/x", "/usr/lib/x", "/dev/x", "/lib/x", "/tmp/x")]
[False, False, False, False, False, True]
""")


def test_other_processes(python_expert):
    refused(python_expert, f"""
>>> import os
>>> os.kill({os.getpid()}, 0)
Traceback (most recent call last):
ProcessLookupError: [Errno 3] No such process
>>> open("/proc/{os.getpid()}/environ").read()
Traceback (most recent call last):
FileNotFoundError: [Errno 2] No such file or directory: '/proc/{os.getpid()}/environ'
>>> os.path.exists("/proc/self")
False
>>> os.getpid() < 10
True
""")


def test_killing_all_processes_it_can_see(python_expert):
    nobody = attack(python_expert, "import os\nos.kill(-1, 9)\n")
    assert nobody.code == "load_failed" and "ProcessLookupError" in nobody.message
    own_group = attack(python_expert, "import os\nos.kill(0, 9)\n")
    assert own_group.code == "sandbox_crashed"


def test_the_network(python_expert):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        port = server.getsockname()[1]
        refused(python_expert, f"""
>>> import socket
>>> socket.create_connection(("127.0.0.1", {port}), 2)
Traceback (most recent call last):
OSError: [Errno 97] Address family not supported by protocol
>>> socket.create_connection(("192.0.2.1", 80), 2)
Traceback (most recent call last):
OSError: [Errno 97] Address family not supported by protocol
""")
        with pytest.raises(BlockingIOError):
            server.accept()


def test_the_environment_and_descriptors_of_the_server(python_expert, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("key")
    refused(
        python_expert,
        """
>>> import os
>>> sorted(os.environ)
['HOME', 'LANG', 'PATH', 'PWD']
>>> os.read(77, 10)
Traceback (most recent call last):
OSError: [Errno 9] Bad file descriptor
""",
        environment={"HERMES_SECRET": "x"}, options=["--leak", str(secret)],
    )


def test_new_processes(python_expert):
    refused(python_expert, """
>>> import os, subprocess
>>> while True:
...     _ = os.fork()
Traceback (most recent call last):
PermissionError: [Errno 1] Operation not permitted
>>> os.posix_spawn("/usr/bin/python3", ["python3", "-c", ""], {})
Traceback (most recent call last):
PermissionError: [Errno 1] Operation not permitted: '/usr/bin/python3'
>>> subprocess.run(["/usr/bin/python3", "-c", ""])
Traceback (most recent call last):
PermissionError: [Errno 1] Operation not permitted
""")


def test_a_thread_bomb(python_expert):
    refused(python_expert, """
>>> import threading
>>> stop = threading.Event()
>>> def bomb():
...     count = 0
...     try:
...         while True:
...             threading.Thread(target=stop.wait, daemon=True).start()
...             count += 1
...     except RuntimeError:
...         return count <= 64
>>> bomb()
True
""")


def test_threads_that_go_on_do_not_outlive_the_review(python_expert):
    source = "import threading\ndef f():\n    while True: pass\nthreading.Thread(target=f).start()\n"
    assert attack(python_expert, source).status == 0


def test_an_endless_loop(python_expert):
    call = attack(python_expert, "while True: pass\n", config={"timeout_ms": 3000})
    assert call.code == "time_limit"


def test_waiting_with_closed_outputs(python_expert):
    source = "import os, signal\nfor fd in range(64):\n    try: os.close(fd)\n    except OSError: pass\n"
    call = attack(python_expert, source + "signal.pause()\n", config={"timeout_ms": 3000})
    assert call.code == "time_limit"


def test_filling_the_disk(python_expert):
    refused(python_expert, """
>>> def fill(size):
...     total = 0
...     try:
...         for number in range(100):
...             with open(f"/tmp/{size}-{number}", "wb", buffering=0) as file:
...                 total += file.write(bytes(size))
...     except OSError:
...         return total <= 16 << 20
>>> fill(4 << 20), fill(64 << 20)
(True, True)
""")


def test_memory(python_expert):
    refused(python_expert, """
>>> bytearray(1 << 30)
Traceback (most recent call last):
MemoryError
>>> import os, resource
>>> os.memfd_create("hidden")
Traceback (most recent call last):
PermissionError: [Errno 1] Operation not permitted
>>> resource.setrlimit(resource.RLIMIT_AS, (1 << 40, 1 << 40))
Traceback (most recent call last):
ValueError: not allowed to raise maximum limit
""")


def test_much_output(python_expert):
    call = attack(python_expert, "while True: print('x' * 1000)\n")
    assert call.code == "output_limit"


def test_a_flood_into_the_result(python_expert):
    source = "import os\nfor fd in range(3, 20):\n    try:\n        while True: os.write(fd, b'x' * 60000)\n    except OSError: pass\n"
    assert attack(python_expert, source).code in ("output_limit", "sandbox_crashed")


def test_a_crash_of_the_interpreter(python_expert):
    call = attack(python_expert, "import ctypes\nctypes.string_at(0)\n")
    assert call.code == "sandbox_crashed" and "139" in call.message


def test_an_early_end(python_expert):
    call = attack(python_expert, "import os\nos._exit(0)\n")
    assert call.code == "sandbox_crashed"


def test_code_that_speaks_as_bubblewrap(python_expert):
    """It fools nobody into looking for a fault of the machine."""
    call = attack(python_expert, "import os\nos.write(1, b'bwrap: no\\n')\nos._exit(1)\n")
    assert call.code == "sandbox_crashed"


def test_new_privileges_and_namespaces(python_expert):
    refused(python_expert, """
>>> import ctypes, os
>>> libc = ctypes.CDLL(None, use_errno=True)
>>> libc.unshare(0x10000000), ctypes.get_errno()
(-1, 1)
>>> libc.mount(b"none", b"/tmp", b"tmpfs", 0, None), ctypes.get_errno()
(-1, 1)
>>> libc.ptrace(0, 0, 0, 0), ctypes.get_errno()
(-1, 1)
>>> os.setuid(0)
Traceback (most recent call last):
OSError: [Errno 22] Invalid argument
>>> libc.prctl(39, 0, 0, 0, 0)  # no new privileges
1
""")


def test_cancel_ends_it_at_once(python_expert):
    start = time.monotonic()
    (call,) = python_expert(
        review("while True: pass\n"), config={"timeout_ms": 60_000},
        options=["--cancel-after-events", "3"],
    )
    assert call.code == "cancelled"
    assert time.monotonic() - start < 20


def test_without_bubblewrap(python_expert):
    config = {"bubblewrap": "/nowhere/bwrap"}
    (call,) = python_expert(review(GOOD), config=config)
    assert call.code == "sandbox_unavailable" and "apt-get install bubblewrap" in call.message
    (call,) = python_expert(
        review(GOOD), config=config, environment={"HERMES_ALLOW_WEAK_SANDBOX": "1"}
    )
    assert call.status == 0 and "Weak sandbox" in call.artifact("text/markdown")


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become another user")
def test_as_another_user(python_expert, tmp_path_factory):
    folder = tmp_path_factory.mktemp("user")
    for place in (folder, *folder.parents):
        if place == pathlib.Path(tempfile.gettempdir()):
            break
        place.chmod(0o755)
    python_expert.host = shutil.copy(python_expert.host, folder)
    python_expert.library = shutil.copy(python_expert.library, folder)
    (call,) = python_expert(
        review('def f():\n    """\n    >>> import os; os.getuid()\n    65534\n    """\n'),
        user=1234, group=1234,
    )
    assert call.status == 0, call.message
