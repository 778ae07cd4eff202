"""A child that ended is started again only while nobody else can change what it would load."""

import os
import pathlib
import signal

import refused_files
from agents_folder import until
from client import Client
from hermes_process import serving
from refused_place import Place

WAIT = 60


def children(server):
    tasks = pathlib.Path(f"/proc/{server.process.pid}/task").glob("*/children")
    return [int(child) for file in tasks for child in file.read_text().split()]


def test_what_others_can_write_by_now_is_not_loaded(tmp_path):
    folder, apart = tmp_path / "agents", tmp_path / "apart"
    folder.mkdir(), apart.mkdir()
    place = Place(folder, apart, tmp_path / "data", {}, "Again")
    place.write('lane = "process"\n')
    refused_files.depending(lambda library: None)(place)
    dependency = apart / "Again" / "libdependency.so"
    with serving([folder]) as server:
        user = Client(server.port)
        assert user.give("Echo", "hello", wait=WAIT)["status"] == "completed"
        dependency.chmod(0o666)
        [child] = children(server)
        os.kill(child, signal.SIGKILL)
        refusal = f"it would load {dependency}: {dependency} can be written by other users"
        until(lambda: server.errors, lambda errors: refusal in errors)
        assert children(server) == []
        # It is looked at again until it is in order.
        dependency.chmod(0o644)
        assert user.give("Echo", "hello", wait=WAIT)["status"] == "completed"
