"""Where a server listens, what it says when it can't, and signals that must not end it."""

import os
import signal
import socket
import subprocess

import pytest

import raw_http
from hermes_process import AGENTS, BINARY, START_SECONDS, Server, first_line, free_port, serving


def start(data, *arguments):
    """A start that is expected to fail."""
    return subprocess.run(
        [BINARY, "serve", "--data", data, "--agents", AGENTS, *arguments],
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
    )


REFUSED = [
    (["--host", "nosuchhost.invalid"], "nosuchhost.invalid"),
    (["--host", "300.1.1.1"], "300.1.1.1"),
    (["--host", "192.0.2.1"], "not an address of this machine"),
    (["--host", "[::1"], "[::1"),
]


@pytest.mark.parametrize("arguments, said", REFUSED, ids=lambda value: str(value))
def test_an_address_that_cannot_be_listened_at_is_one_plain_line(tmp_path, arguments, said):
    result = start(tmp_path / "data", "--port", str(free_port()), *arguments)
    assert result.returncode == 1 and result.stdout == ""
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1 and lines[0].startswith("hermes: ") and said in lines[0]
    assert "--host" in lines[0]


def test_a_port_in_use_is_one_plain_line_and_no_crash_for_the_next_start(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = start(tmp_path / "data", "--port", str(port))
    assert result.returncode == 1
    assert result.stderr.strip() == (
        f"hermes: Port {port} of 127.0.0.1 is in use. Stop the program that uses it, or choose another port with --port."
    )
    server = Server(tmp_path / "data")
    try:
        assert "last run" not in server.errors and "did not end normally" not in server.errors
    finally:
        assert server.terminate() == 0


def test_a_start_that_fails_late_is_no_crash_for_the_next(tmp_path):
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    (data / "signing-keys.json").write_text("{}")
    result = start(data, "--port", "0")
    assert result.returncode == 1 and "signing-keys.json" in result.stderr
    (data / "signing-keys.json").unlink()
    server = Server(data)
    try:
        assert "last run" not in server.errors
    finally:
        assert server.terminate() == 0


@pytest.mark.parametrize(
    "host, family, address, shown",
    [
        ("127.0.0.2", socket.AF_INET, "127.0.0.2", "http://127.0.0.2:{}"),
        ("[::]", socket.AF_INET6, "::1", "http://[::]:{}"),
        ("[::1]", socket.AF_INET6, "::1", "http://localhost:{}"),
        ("0.0.0.0", socket.AF_INET, "127.0.0.1", "http://0.0.0.0:{}"),
    ],
)
def test_an_address_of_this_machine_serves_under_the_url_that_is_said(tmp_path, host, family, address, shown):
    os.environ["HERMES_HOST"] = host
    try:
        server = Server(tmp_path / "data")
    finally:
        del os.environ["HERMES_HOST"]
    try:
        assert f" {shown.format(server.port)} " in server.ready_line
        with socket.socket(family) as connection:
            connection.settimeout(raw_http.SECONDS)
            connection.connect((address, server.port))
            name = f"[{address}]" if ":" in address else address
            connection.sendall(f"GET /health HTTP/1.1\r\nHost: {name}:{server.port}\r\n\r\n".encode())
            assert raw_http.read_answer(connection).status == 200
    finally:
        assert server.terminate() == 0


def test_a_terminal_that_closes_does_not_end_the_server():
    with serving() as server:
        for _ in range(3):
            server.process.send_signal(signal.SIGHUP)
            server.process.send_signal(signal.SIGPIPE)
            assert raw_http.request(server.port, "GET", "/health").status == 200


@pytest.mark.parametrize("agents", ["agents", "nowhere"])
def test_a_log_that_nobody_reads_ends_no_start(tmp_path, agents):
    (tmp_path / "agents").mkdir()
    (tmp_path / "agents/Broken.so").write_text("no library\n")
    port, (reader, writer) = free_port(), os.pipe()
    os.close(reader)
    command = [BINARY, "serve", "--port", str(port), "--data", tmp_path / "data", "--agents", tmp_path / agents]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=writer, text=True)
    os.close(writer)
    try:
        assert f":{port}" in first_line(server), server.wait(START_SECONDS)
        assert raw_http.request(port, "GET", "/health").status == 200
    finally:
        server.terminate()
        server.wait(START_SECONDS)
        server.stdout.close()
