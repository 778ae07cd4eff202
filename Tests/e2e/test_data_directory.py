"""The data directory: whose it is, who may read it, and that one file of it is whole after a stop."""

import contextlib
import fcntl
import os
import pty
import shutil
import sqlite3
import stat
import subprocess
import termios

import pytest

from client import SEED_QUERY, Client
from hermes_process import AGENTS, BINARY, FAST, Server

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


def emails(path):
    """Of a database file alone, without what may lie beside it."""
    with contextlib.closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as database:
        return [row[0] for row in database.execute("SELECT email FROM user")]


def assert_whole(data, email):
    log = data / "hermes.sqlite-wal"
    assert not log.exists() or log.stat().st_size == 0
    assert email in emails(data / "hermes.sqlite")


def test_a_folder_above_that_others_can_write_is_refused(tmp_path):
    above = tmp_path / "open"
    above.mkdir()
    above.chmod(0o777)
    done = hermes("serve", "--port", "0", "--data", above / "data", "--agents", AGENTS)
    assert done.returncode != 0
    assert f"{above} can be written by other users" in done.stderr and f"chmod o-w {above}" in done.stderr
    # With the sticky bit nobody can replace what is another's.
    above.chmod(0o1777)
    server = Server(above / "data")
    assert server.terminate() == 0


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
    told = [line for line in server.errors.splitlines() if "accessible to other users" in line]
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


def test_after_sigterm_the_database_is_whole_without_its_log(tmp_path):
    server = Server(tmp_path / "data")
    user = Client(server.port)
    user.chat(wait=WAIT)
    assert server.terminate() == 0
    assert_whole(server.data, user.email)


def test_after_each_command_the_database_is_whole_without_its_log(tmp_path):
    data = tmp_path / "data"
    added = hermes("user", "add", "ada@example.org", "--data", data, HERMES_PASSWORD="secret")
    assert added.returncode == 0, added.stderr
    assert_whole(data, "ada@example.org")
    done = hermes("run", SEED_QUERY, "--data", data, "--agents", AGENTS)
    assert done.returncode == 0, done.stderr
    assert_whole(data, "operator@localhost")


def test_a_command_beside_a_server_leaves_its_log_alone(tmp_path):
    server = Server(tmp_path / "data")
    added = hermes("user", "add", "ada@example.org", "--data", server.data, HERMES_PASSWORD="secret")
    assert added.returncode == 0, added.stderr
    Client(server.port).chat(wait=WAIT)
    assert server.terminate() == 0
    assert_whole(server.data, "ada@example.org")


def test_a_backup_over_the_database_of_a_killed_server_is_named_with_the_cure(tmp_path):
    data, backup = tmp_path / "data", tmp_path / "backup.sqlite"
    server = Server(data)
    first = Client(server.port)
    with contextlib.closing(sqlite3.connect(data / "hermes.sqlite")) as database:
        with contextlib.closing(sqlite3.connect(backup)) as copy:
            database.backup(copy)
    second = Client(server.port)
    server.kill()
    shutil.copyfile(backup, data / "hermes.sqlite")
    for command in (["serve", "--port", "0"], ["user", "list"]):
        done = hermes(*command, "--data", data, "--agents", AGENTS)
        assert done.returncode == 1 and "was replaced" in done.stderr, done.stderr
        assert f"move {data}/hermes.sqlite-wal" in done.stderr and len(done.stderr.splitlines()) == 1
    for end in ("wal", "shm"):
        (data / f"hermes.sqlite-{end}").unlink()
    listed = hermes("user", "list", "--data", data)
    assert first.email in listed.stdout and second.email not in listed.stdout


def test_a_killed_server_s_log_goes_on_with_its_database(tmp_path):
    server = Server(tmp_path / "data")
    user = Client(server.port)
    user.chat(wait=WAIT)
    server.kill()
    listed = hermes("user", "list", "--data", server.data)
    assert user.email in listed.stdout
    assert_whole(server.data, user.email)


def test_an_account_that_is_made_while_a_server_starts_harms_no_later_start(tmp_path):
    data = tmp_path / "data"
    Server(data).terminate()
    main, terminal = pty.openpty()
    command = subprocess.Popen(
        [BINARY, "user", "add", "late@hermes.ai", "--data", data],
        stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )  # fmt: skip
    shown = b""
    while b"Password" not in shown:
        shown += os.read(main, 1000)
    server = Server(data)
    user = Client(server.port)
    os.write(main, b"secret12\n")
    assert command.wait(60) == 0
    assert user.post("/chat?wait=30", {"query": "hello"}).status == 200
    server.kill()
    again = Server(data)
    assert again.terminate() == 0
