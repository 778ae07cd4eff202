"""Tests of the packages in the folder HERMES_DIST: scripts/test packages. They need root.

HERMES_ROOTS names a folder in which the empty systems are kept for the next run."""

import fcntl
import os
import pathlib
import sys

import pytest

from machine import Root

DIST = os.environ.get("HERMES_DIST")
ROOTS = os.environ.get("HERMES_ROOTS")
# Not part of the ordinary run: they take a release build and Debian's archive.
collect_ignore_glob = [] if DIST else ["test_*.py"]


def one(pattern):
    found = sorted(pathlib.Path(DIST).glob(pattern))
    assert len(found) == 1, f"{DIST}/{pattern}: {found or 'nothing'}"
    return found[0]


@pytest.fixture(scope="session")
def dist():
    return pathlib.Path(DIST)


@pytest.fixture(scope="session")
def deb():
    return one("hermes-server_*_amd64.deb")


@pytest.fixture(scope="session")
def image():
    return one("hermes-*-oci-amd64.tar")


@pytest.fixture(scope="session")
def tarball():
    return one("hermes-*-linux-x86_64.tar.xz")


@pytest.fixture(scope="session")
def empty(tmp_path_factory):
    """Makes empty Debian systems, each once for all workers: `empty(suite)`."""
    shared = tmp_path_factory.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else tmp_path_factory.getbasetemp()
    folder = pathlib.Path(ROOTS or shared / "debian").absolute()
    folder.mkdir(parents=True, exist_ok=True)

    def system(suite):
        root = Root(folder / suite)
        with (folder / f"{suite}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not root.folder.exists():
                root.make(suite)
        return root

    return system


def pytest_collection_modifyitems(items):
    # It makes everything once more, which takes longest: other files run meanwhile.
    items.sort(key=lambda item: item.path.name != "test_release_files.py")


def pytest_configure():
    if DIST and os.geteuid() != 0:
        sys.exit("The tests of packages install and boot systems in folders: run them as root.")
