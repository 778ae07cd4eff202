"""A folder of agents that changes while a server watches it."""

import pathlib
import shutil
import subprocess
import time

import control_socket
from hermes_process import ROOT

WAIT = 30


def build(folder, kind="lanes"):
    subprocess.run([ROOT / "Tests/Fixtures/build", folder, kind], check=True)
    return pathlib.Path(folder)


def put(library, folder, name=None):
    """A copy, renamed into place."""
    folder = pathlib.Path(folder)
    new = folder / f".{library.name}.new"
    shutil.copy(library, new)
    new.chmod(0o644)
    new.rename(folder / (name or library.name))


def generation(library, number):
    """The bytes of a library that calls itself by that number."""
    content = library.read_bytes()
    assert content.count(b"generation-0000") == 1
    return content.replace(b"generation-0000", b"generation-%04d" % number)


def replace(content, path):
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(content)
    new.chmod(0o644)
    new.rename(path)


def until(read, wanted):
    """Asks until the answer is as wanted, within WAIT."""
    end = time.monotonic() + WAIT
    while not wanted(value := read()):
        assert time.monotonic() < end, f"it stays {value}"
    return value


def names(user):
    return {agent["name"]: agent for agent in user.get("/agents").json["agents"]}


def settings_of(server, name):
    """What the operator sees of an agent's settings, places included."""
    return control_socket.request(server.data, "GET", f"/api/v1/agents/{name}")["settings"]
