"""What runs is what was signed, however the file changes while it is loaded.

Signed libraries and the evil one differ in the number that they answer with. A thread exchanges one
that is new to the server for the evil one without a pause, while the server is told to load again and
again; each private copy that the server made, which is what it opens, must be one that was signed.
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

# Each signed library is loaded for the first time once: that is when its copy is made.
SIGNED = range(1, 31)
EVIL = 666


@pytest.fixture
def place(tmp_path):
    """(folder, apart, user, server); in apart lie the libraries by number, the good ones signed."""
    folder, apart = tmp_path / "agents", tmp_path / "apart"
    folder.mkdir(), apart.mkdir()
    make_key(apart, "key")
    base = build(tmp_path / "built") / "Generation.so"
    for number in (*SIGNED, EVIL):
        replace(generation(base, number), apart / f"{number}.so")
    for number in SIGNED:
        sign(apart / f"{number}.so", apart / "key.pem", apart / f"{number}.so.sig")
    with serving([folder], **required(apart / "key.pub")) as server:
        yield folder, apart, Client(server.port, "signed"), server


def link(target, path):
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)
    new.symlink_to(target)
    new.rename(path)


def symlink_swap(folder, apart, good):
    """The library is a symbolic link."""
    for number in itertools.cycle((EVIL, good)):
        link(apart / f"{number}.so", folder / "Generation.so")
        yield


def both_swapped(folder, apart, good):
    """The signature too, so that library and signature each meet the other's."""
    for number in itertools.cycle((EVIL, max(good - 1, 1), good)):
        link(apart / f"{number}.so", folder / "Generation.so")
        yield
        link(apart / f"{min(number, good)}.so.sig", folder / "Generation.so.sig")
        yield


def renamed_over(folder, apart, good):
    """Another file takes the name."""
    content = {number: (apart / f"{number}.so").read_bytes() for number in (good, EVIL)}
    for number in itertools.cycle((EVIL, good)):
        replace(content[number], folder / "Generation.so")
        yield


def written_over(folder, apart, good):
    """The same file gets other bytes, as many as before."""
    content = {number: (apart / f"{number}.so").read_bytes() for number in (good, EVIL)}
    file = os.open(folder / "Generation.so", os.O_WRONLY)
    try:
        for number in itertools.cycle((EVIL, good)):
            os.pwrite(file, content[number], 0)
            yield
    finally:
        os.close(file)


@contextlib.contextmanager
def exchanged(steps):
    """In the background."""
    done = threading.Event()

    def run():
        for _ in steps:
            if done.is_set():
                return steps.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("way", [symlink_swap, both_swapped, renamed_over, written_over])
def test_only_what_was_signed_runs(place, way, capsys):
    folder, apart, user, server = place
    library, copies = folder / "Generation.so", server.data / "libraries"
    known = {digest(apart / f"{number}.so"): number for number in SIGNED}
    answers, reloads, refusals = set(), 0, 0

    def look():
        """Loads whatever is there in this moment; the copies that were made so far."""
        nonlocal reloads, refusals
        lines = reload(server.data)["refused"]
        # It may be exchanged between the two looks at one file.
        assert all("its signature" in line or "was replaced while" in line for line in lines), lines
        reloads, refusals = reloads + 1, refusals + len(lines)
        if names(user):
            answers.add(user.give("Generation", "who", wait=20)["result"])
        return {path.stem for path in copies.glob("*.so")}

    replace((apart / f"{EVIL}.so").read_bytes(), library)
    for number in SIGNED:
        link(apart / f"{number}.so.sig", folder / "Generation.so.sig")
        with exchanged(way(folder, apart, number)):
            until(look, lambda made: number in {known.get(name) for name in made})
    opened = {path.stem: digest(path) for path in copies.glob("*.so")}
    with capsys.disabled():
        print(f"\n{way.__name__}: {reloads} reloads, {refusals} refusals, {len(opened)} opened")
    assert set(opened.values()) <= set(known), "a copy holds what nobody signed"
    assert answers <= {f"generation-{number:04}" for number in SIGNED}
    # The race was there: what was exchanged has also been refused.
    assert refusals > 0
    # Alone the evil one is refused.
    library.unlink()
    until(lambda: names(user), lambda found: not found)
    replace((apart / f"{EVIL}.so").read_bytes(), library)
    until(lambda: refused(server.data), lambda lines: lines)
    assert not names(user)
