#!/usr/bin/env python3
"""From a file that is renamed into agents.d to an agent that serves: new and replaced files.

Usage: Benchmarks/drop.py [ROUNDS]. Needs ./bin/hermes and Benchmarks/build.
"""

import hashlib
import pathlib
import shutil
import statistics
import sys
import tempfile
import time

from hermes_server import BIN, started

LIBRARY = BIN / "agents/Echo.so"


def wait(server, token, wanted):
    """Seconds until the agent's entry, or None if there is none, is as wanted."""
    begin = time.perf_counter()
    while True:
        agents = {each["name"]: each for each in server.call("GET", "/agents", token=token)["agents"]}
        if wanted(agents.get("Echo")):
            return time.perf_counter() - begin


def rename_in(folder, content):
    new = folder / ".Echo.so.new"
    new.write_bytes(content)
    new.rename(folder / "Echo.so")


def main(rounds=20):
    content = LIBRARY.read_bytes()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        with started(agents=folder) as server:
            token = server.register("drop")
            new, replaced, half = [], [], []
            for number in range(rounds):
                rename_in(folder, content)
                new.append(wait(server, token, lambda agent: agent))
                # Bytes behind the ELF image: another digest, the same agent.
                changed = content + bytes(str(number), "ascii")
                digest = hashlib.sha256(changed).hexdigest()[:16]
                rename_in(folder, changed)
                replaced.append(wait(server, token, lambda agent: agent and agent["digest"] == digest))
                (folder / "Echo.so").unlink()
                wait(server, token, lambda agent: not agent)
                # Written in place, as cp does.
                shutil.copy(LIBRARY, folder / "Echo.so")
                half.append(wait(server, token, lambda agent: agent))
                (folder / "Echo.so").unlink()
                wait(server, token, lambda agent: not agent)
    for label, times in (("renamed into place", new), ("replaced", replaced), ("copied in place", half)):
        print(f"{label:20} median {statistics.median(times):.3f} s, worst of {rounds} {max(times):.3f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
