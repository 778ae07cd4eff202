"""Each bad thing in a folder of agents is one exact line, and disturbs nothing else."""

import os
import shutil

import pytest

import refused_files
import refused_manifests
import refused_rights
from agents_folder import build, until
from client import Client
from control_socket import refused
from hermes_process import serving
from refused_place import Place
from signing import make_key, required


@pytest.fixture(scope="module")
def fixtures(tmp_path_factory, fixture_folder):
    made = {kind: build(tmp_path_factory.mktemp(kind), kind) for kind in ("lanes", "refusals")}
    return {"plugins": fixture_folder, **made}


@pytest.fixture(scope="module", params=[False, True], ids=["any", "signed"])
def server(request, tmp_path_factory, fixtures):
    """(a place, a user) of a server with one good agent."""
    folder, apart = tmp_path_factory.mktemp("agents"), tmp_path_factory.mktemp("apart")
    for name in ("key", "other"):
        make_key(apart, name)
    settings = required(apart / "key.pub") if request.param else {}
    good = Place(folder, apart, None, fixtures, "Generation")
    good.signed("Generation")
    good.put("Generation")
    with serving([folder], **settings) as started:
        good.data = started.data
        yield good, Client(started.port, "refusals")


def check(server, case):
    good, user = server
    place = Place(good.folder, good.apart, good.data, good.fixtures, case.stem)
    before = set(refused(place.data))
    try:
        case.make(place)
        until(lambda: set(refused(place.data)) - before, lambda lines: lines)
        assert set(refused(place.data)) - before == {place.line(case.line)}
        answer = user.give("Generation", "hello", wait=20)
        assert answer["result"] == "generation-0000"
    finally:
        for path in (place.sig, place.toml, place.so):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        until(lambda: set(refused(place.data)), lambda lines: lines <= before)


def table(cases):
    return pytest.mark.parametrize("case", cases, ids=[case.stem for case in cases])


def either(signed):
    return pytest.mark.parametrize("server", [signed], ids=["signed" if signed else "any"], indirect=True)


@either(False)
@table(refused_rights.PERMISSIONS)
def test_a_file_that_is_not_the_server_s_alone(server, case):
    if case.stem == "unreadable" and os.geteuid() == 0:
        pytest.skip("root reads everything")
    check(server, case)


@either(False)
@table(refused_rights.FOREIGN)
@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_a_file_that_others_can_change(server, case):
    check(server, case)


@either(False)
@table(refused_files.FILES)
def test_a_library_that_is_none(server, case):
    check(server, case)


@either(False)
@table(refused_manifests.MANIFESTS)
def test_a_manifest_that_says_what_it_must_not(server, case):
    check(server, case)


@either(True)
@table(refused_manifests.SIGNATURES)
def test_a_library_that_nobody_trusted_signed(server, case):
    check(server, case)
