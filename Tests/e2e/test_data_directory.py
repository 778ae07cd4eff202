"""The data directory: whose it is, and who may read it."""

import contextlib
import os
import stat
import subprocess

import pytest

from client import Client
from hermes_process import BINARY, FAST, Server

WAIT = 60


def hermes(*arguments, **environment):
    return subprocess.run(
        [str(part) for part in (BINARY, *arguments)],
        capture_output=True,
        text=True,
        timeout=WAIT,
        env={**os.environ, **FAST, **environment},
    )


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@contextlib.contextmanager
def usual_umask():
    """As most people have it."""
    before = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(before)


def assert_private(data):
    for path in data.rglob("*"):
        assert mode(path) & 0o077 == 0, f"{path} has mode {mode(path):o}"


def test_in_a_folder_that_others_may_read_every_file_is_its_owner_s_only(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    with usual_umask():
        data.chmod(0o755)
        server = Server(data)
        Client(server.port).chat(wait=WAIT)
        assert_private(data)
        assert server.terminate() == 0
        assert mode(data) == 0o755
        # As an earlier version left them.
        for name in ("hermes.sqlite", "signing-keys.json", "lock"):
            (data / name).chmod(0o644)
        (data / "libraries").chmod(0o755)
        server = Server(data)
        assert server.terminate() == 0
    assert_private(data)
    told = [line for line in server.errors.splitlines() if "open to other users" in line]
    assert len(told) == 1 and "hermes.sqlite" in told[0] and "signing-keys.json" in told[0], told


def test_a_folder_that_others_can_write_is_refused_with_the_cure(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    (data / "file").touch()
    data.chmod(0o775)
    for command in (["serve", "--port", "0"], ["user", "list"], ["run", "something"]):
        done = hermes(*command, "--data", data)
        assert done.returncode == 1 and f"chmod go-w {data}" in done.stderr, done.stderr
        assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_another_user_is_refused_with_the_cure(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    os.chown(data, 54321, 54321)
    done = hermes("serve", "--port", "0", "--data", data)
    assert done.returncode == 1 and "belongs to the user 54321" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_files_for_people_have_the_modes_that_people_want(tmp_path):
    with usual_umask():
        done = hermes("agent", "new", "Greeter", "--language", "c", "--directory", tmp_path / "greeter")
    assert done.returncode == 0
    files = [path for path in (tmp_path / "greeter").rglob("*") if path.is_file()]
    assert files and all(mode(path) & 0o044 == 0o044 for path in files)
