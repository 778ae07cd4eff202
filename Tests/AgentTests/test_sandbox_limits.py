"""What the sandbox bounds that the kernel does not: threads of root, empty files, ways past namespaces."""

import concurrent.futures
import contextlib
import os
import pathlib
import shutil
import subprocess
import sys

import pytest

from test_sandbox import attack, other_pid_namespaces, refused

pytestmark = pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap is not installed")


def test_a_thread_bomb_of_small_stacks(python_expert):
    """Address space holds few threads with the usual stacks, but thousands of these."""
    refused(python_expert, """
>>> import threading
>>> stop = threading.Event()
>>> def bomb():
...     threading.stack_size(32768)
...     count = 0
...     try:
...         while count < 1000:
...             threading.Thread(target=stop.wait, daemon=True).start()
...             count += 1
...     except (RuntimeError, MemoryError):
...         pass
...     return count <= 64
>>> bomb()
True
""")


def test_a_few_threads_are_fine(python_expert):
    refused(python_expert, """
>>> from concurrent.futures import ThreadPoolExecutor
>>> with ThreadPoolExecutor(4) as pool: sum(pool.map(lambda number: number * number, range(10)))
285
""")


def test_a_flood_of_empty_files(python_expert):
    source = "n = 0\nwhile True:\n    open(f'/tmp/{n}', 'w').close()\n    n += 1\n"
    call = attack(python_expert, source)
    assert call.code == "file_limit", call.message


def test_parts_of_the_kernel_that_lead_elsewhere(python_expert):
    refused(python_expert, """
>>> import ctypes, socket
>>> def family(number):
...     try:
...         socket.socket(number, socket.SOCK_STREAM).close()
...     except OSError as error:
...         return error.errno
>>> family(40), family(16), family(17), family(38)  # vsock, netlink, packet, alg
(97, 97, 97, 97)
>>> [end.close() for end in socket.socketpair()]
[None, None]
>>> import platform
>>> libc = ctypes.CDLL(None, use_errno=True)
>>> setup = {"x86_64": 206, "aarch64": 0}[platform.machine()]
>>> [(libc.syscall(number, 1, 0), ctypes.get_errno()) for number in (setup, 425, 426)]
[(-1, 1), (-1, 1), (-1, 1)]
""")


def test_whatever_the_server_does_goes_first(python_expert):
    refused(python_expert, """
>>> import os
>>> os.sched_getscheduler(0) == os.SCHED_IDLE, os.getpriority(os.PRIO_PROCESS, 0)
(True, 19)
>>> def error(call, *arguments):
...     try:
...         call(*arguments)
...     except OSError as error:
...         return error.errno
>>> error(os.sched_setscheduler, 0, os.SCHED_OTHER, os.sched_param(0))
1
>>> error(os.setpriority, os.PRIO_PROCESS, 0, 0) in (1, 13)
True
>>> error(os.setsid)  # a share of the processors of its own
1
>>> import fcntl
>>> error(fcntl.ioctl, 0, 0x5412, b"x")  # TIOCSTI, which types into a terminal
1
""")


def test_time_without_a_processor_does_not_count(python_expert):
    """Programs that take all processors for five seconds, more than three times as long as the code may run."""
    hog = "import time\nend = time.monotonic() + 5\nwhile time.monotonic() < end: pass\n"
    hogs = [subprocess.Popen([sys.executable, "-c", hog]) for _ in range(2 * os.cpu_count())]
    try:
        refused(python_expert, """
>>> import time
>>> while time.process_time() < 0.3: pass
""", config={"timeout_ms": 1500})
    finally:
        for each in hogs:
            each.wait()


@pytest.mark.skipif(not os.path.exists("/proc/self/autogroup"), reason="processors are not shared out by sessions here")
def test_its_session_has_the_least_share(python_expert):
    def shares():
        for process in other_pid_namespaces():
            with contextlib.suppress(OSError):
                yield pathlib.Path(f"/proc/{process}/autogroup").read_text().split()[-1]

    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        run = pool.submit(attack, python_expert, "import signal\nsignal.pause()\n", config={"timeout_ms": 3000})
        while "19" not in shares() and not run.done():
            pass
        assert not run.done(), "the code was never at the least share"
    assert run.result().code == "time_limit"
