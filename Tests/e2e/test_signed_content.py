"""What runs is what was signed, however the file changes while it is loaded.

The signed library and the evil one differ in the number that they answer with. A thread exchanges
them without a pause while the server is told to load again and again; each private copy that the
server made, which is what it opens, must be one that was signed.
"""

import contextlib
import hashlib
import itertools
import os
import threading

import pytest

from agents_folder import build, generation, names, replace, until
from client import Client
from control_socket import refused, reload
from hermes_process import serving
from signing import make_key, required, sign

# Each must have been loaded and been refused that often.
LOADS = 30
GOOD, NEXT, EVIL = 1, 2, 666


@pytest.fixture
def place(tmp_path):
    """(folder, apart, user, server); in apart lie the libraries by number, the good ones signed."""
    folder, apart = tmp_path / "agents", tmp_path / "apart"
    folder.mkdir(), apart.mkdir()
    make_key(apart, "key")
    base = build(tmp_path / "built") / "Generation.so"
    for number in (GOOD, NEXT, EVIL):
        replace(generation(base, number), apart / f"{number}.so")
    for number in (GOOD, NEXT):
        sign(apart / f"{number}.so", apart / "key.pem", apart / f"{number}.so.sig")
    with serving([folder], **required(apart / "key.pub")) as server:
        yield folder, apart, Client(server.port, "signed"), server


def link(target, path):
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)
    new.symlink_to(target)
    new.rename(path)


def symlink_swap(folder, apart):
    """The library is a symbolic link, the signature that of the good one."""
    for number in itertools.cycle((EVIL, GOOD)):
        link(apart / f"{number}.so", folder / "Generation.so")
        yield


def both_swapped(folder, apart):
    """Library and signature are exchanged one after the other, so that each meets the other's."""
    for number in itertools.cycle((EVIL, NEXT, GOOD)):
        link(apart / f"{number}.so", folder / "Generation.so")
        yield
        signed = GOOD if number == EVIL else number
        link(apart / f"{signed}.so.sig", folder / "Generation.so.sig")
        yield


def renamed_over(folder, apart):
    """Another file takes the name."""
    content = {number: (apart / f"{number}.so").read_bytes() for number in (GOOD, EVIL)}
    for number in itertools.cycle((EVIL, GOOD)):
        replace(content[number], folder / "Generation.so")
        yield


def written_over(folder, apart):
    """The same file gets other bytes, as many as before."""
    content = {number: (apart / f"{number}.so").read_bytes() for number in (GOOD, EVIL)}
    file = os.open(folder / "Generation.so", os.O_WRONLY)
    try:
        for number in itertools.cycle((EVIL, GOOD)):
            os.pwrite(file, content[number], 0)
            yield
    finally:
        os.close(file)


@contextlib.contextmanager
def exchanged(steps):
    """In the background; yields how many there were so far."""
    done, count = threading.Event(), itertools.count()
    seen = [0]

    def run():
        for _ in steps:
            seen[0] = next(count)
            if done.is_set():
                return

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield seen
    finally:
        done.set()
        thread.join()


@pytest.mark.parametrize("way", [symlink_swap, both_swapped, renamed_over, written_over])
def test_only_what_was_signed_runs(place, way, capsys):
    folder, apart, user, server = place
    library, copies = folder / "Generation.so", server.data / "libraries"
    link(apart / f"{GOOD}.so.sig", folder / "Generation.so.sig")
    replace((apart / f"{GOOD}.so").read_bytes(), library)
    until(lambda: names(user), lambda found: "Generation" in found)
    answers, loaded, refusals = set(), 0, 0

    def look():
        """Loads whatever is there in this moment."""
        nonlocal loaded, refusals
        lines = reload(server.data)["refused"]
        assert all("its signature" in line for line in lines), lines
        refusals += len(lines)
        loaded = names(user)["Generation"]["generation"]
        answers.add(user.give("Generation", "who", wait=20)["result"])
        return loaded, refusals

    with exchanged(way(folder, apart)) as count:
        until(look, lambda seen: min(seen) >= LOADS)
    signed = {number: (apart / f"{number}.so").read_bytes() for number in (GOOD, NEXT)}
    opened = {path.name for path in copies.iterdir()}
    assert opened <= {hashlib.sha256(content).hexdigest() + ".so" for content in signed.values()}
    assert answers <= {"generation-0001", "generation-0002"}
    with capsys.disabled():
        print(f"\n{way.__name__}: {count[0]} exchanges, {loaded} loads, {refusals} refusals, {len(opened)} opened")
    # At rest the evil one is refused, and the good one goes on serving.
    replace((apart / f"{EVIL}.so").read_bytes(), library)
    until(lambda: refused(server.data), lambda lines: lines)
    assert user.give("Generation", "who", wait=20)["result"] in answers
