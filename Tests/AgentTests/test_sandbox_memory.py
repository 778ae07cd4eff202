"""Memory that no limit of a process counts, and whom the kernel ends where there is none left."""

import pathlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from test_sandbox import attack, pytestmark, refused  # noqa: F401 (pytestmark: needs bubblewrap)


def test_memory_of_pipes(python_expert):
    """Of a huge page that was mapped and given to a pipe one byte is enough to keep it."""
    refused(python_expert, """
>>> import os
>>> output, input = os.pipe()
>>> os.splice(output, input, 1)
Traceback (most recent call last):
PermissionError: [Errno 1] Operation not permitted
>>> import ctypes, os
>>> libc = ctypes.CDLL(None, use_errno=True)
>>> libc.vmsplice(input, None, 0, 0), ctypes.get_errno()
(-1, 1)
>>> libc.tee(output, input, 1, 0), ctypes.get_errno()
(-1, 1)
""")


def test_memory_of_watches_and_policies(python_expert):
    refused(python_expert, """
>>> import ctypes, os
>>> libc = ctypes.CDLL(None, use_errno=True)
>>> libc.inotify_init1(0), ctypes.get_errno()
(-1, 1)
>>> libc.syscall({"x86_64": 237, "aarch64": 235}[os.uname().machine], 0, 4096, 0, 0, 0, 0), ctypes.get_errno()
(-1, 1)
>>> libc.syscall(444, None, 0, 1), ctypes.get_errno()
(-1, 1)
>>> import socket
>>> left, right = socket.socketpair()
>>> left.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4 << 20)
Traceback (most recent call last):
PermissionError: [Errno 1] Operation not permitted
>>> import asyncio
>>> asyncio.run(asyncio.sleep(0, "asyncio needs none of them"))
'asyncio needs none of them'
""")


@pytest.mark.parametrize("name", [b"python3", b"renamed"])
def test_memory_of_page_tables(python_expert, name):
    """Also of code that renames its process first: PR_SET_NAME is 15."""
    call = attack(python_expert, f"""import ctypes
import time

libc = ctypes.CDLL(None, use_errno=True)
libc.prctl(15, {name}, 0, 0, 0)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
for place in range(64, 60000):
    address = (place << 31) + (1 << 30) - 4096
    if libc.mmap(address, 8192, 1, 0x100022, -1, 0) == address:
        ctypes.c_ubyte.from_address(address).value
        ctypes.c_ubyte.from_address(address + 4096).value
while True:
    time.sleep(1)
""")
    assert call.code == "memory_limit", call.message


def test_the_kernel_ends_a_sandbox_first_where_memory_is_short(python_expert):
    def is_first(process):
        try:
            is_sandbox = b"/usr/bin/python3\0-I\0-S\0-B" in (process / "cmdline").read_bytes()
            return is_sandbox and (process / "oom_score_adj").read_text().strip() == "1000"
        except OSError:
            return False

    with ThreadPoolExecutor() as pool:
        run = pool.submit(attack, python_expert, "while True:\n    pass\n")
        while not any(is_first(process) for process in pathlib.Path("/proc").glob("[0-9]*")):
            assert not run.done(), "no sandbox was seen whose score was raised"
        assert run.result().code == "time_limit"


def test_memory_of_connections(python_expert):
    """What is sent to a socket that nobody accepts, or to itself, is the kernel's, and no limit counts it."""
    refused(python_expert, """
>>> import socket
>>> backlog = socket.socket(socket.AF_UNIX)
>>> backlog.bind("/tmp/backlog")
>>> backlog.listen(4096)
Traceback (most recent call last):
OSError: [Errno 101] Network is unreachable
>>> backlog.connect("/tmp/backlog")
Traceback (most recent call last):
OSError: [Errno 101] Network is unreachable
>>> socket.socket()
Traceback (most recent call last):
OSError: [Errno 97] Address family not supported by protocol
>>> socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
Traceback (most recent call last):
OSError: [Errno 97] Address family not supported by protocol
>>> left, right = socket.socketpair()
>>> left.send(b"asyncio needs this")
18
""")
