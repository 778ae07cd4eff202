"""What the server tells the service manager that started it: ready, and stopping."""

import contextlib
import os
import socket

import pytest

from hermes_process import Server

WAIT = 60


@contextlib.contextmanager
def receiver(address):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as made:
        made.bind(address)
        made.settimeout(WAIT)
        yield made


@pytest.mark.parametrize("kind", ["path", "abstract"])
def test_ready_and_stopping_are_one_datagram_each(tmp_path, kind):
    path = str(tmp_path / "notify") if kind == "path" else f"hermes-test-{os.getpid()}"
    with receiver(path if kind == "path" else "\0" + path) as notices:
        server = Server(tmp_path / "data", settings={"NOTIFY_SOCKET": path if kind == "path" else "@" + path})
        assert notices.recv(4096) == b"READY=1"
        assert server.terminate() == 0
        assert notices.recv(4096) == b"STOPPING=1"
        notices.setblocking(False)
        with pytest.raises(BlockingIOError):
            notices.recv(4096)


@pytest.mark.parametrize("path", ["/nowhere/notify", "relative", "/" + "x" * 200])
def test_a_socket_that_is_not_there_costs_a_line_in_the_log(tmp_path, path):
    server = Server(tmp_path / "data", settings={"NOTIFY_SOCKET": path})
    assert server.terminate() == 0
    assert f"READY=1 can't be sent to NOTIFY_SOCKET {path}" in server.errors
