import subprocess

import pytest

import raw_http
from account import register
from hermes_process import AGENTS, ROOT, running, serving


@pytest.fixture(scope="session")
def port():
    """The port of the server that all tests share."""
    with running() as port:
        yield port


@pytest.fixture(scope="session")
def alice(port):
    return register(port, "alice")


@pytest.fixture(scope="session")
def bob(port):
    return register(port, "bob")


@pytest.fixture(scope="session")
def fixture_folder(tmp_path_factory):
    """The faulty libraries of Tests/Fixtures; apart/ has the one that ends a host that errs."""
    folder = tmp_path_factory.mktemp("fixtures")
    subprocess.run([ROOT / "Tests/Fixtures/build", folder], check=True)
    (folder / "apart").mkdir()
    (folder / "edge_of_page.so").rename(folder / "apart/edge_of_page.so")
    return folder


@pytest.fixture(scope="session")
def faulty(fixture_folder):
    """A server with the real agents and the faulty ones."""
    with serving([AGENTS, fixture_folder]) as server:
        yield server


@pytest.fixture(scope="session")
def faulty_children(fixture_folder, tmp_path_factory):
    """The same with every faulty library in the process lane."""
    folder = tmp_path_factory.mktemp("fixtures-process")
    for library in fixture_folder.glob("*.so"):
        (folder / library.name).write_bytes(library.read_bytes())
        (folder / f"{library.stem}.toml").write_text('lane = "process"\n')
    with serving([AGENTS, folder]) as server:
        yield server


@pytest.fixture
def still_healthy(port):
    """Whatever a test does, afterwards the server serves as before."""
    yield
    answer = raw_http.request(port, "GET", "/api/v1/health")
    assert answer is not None and answer.status == 200
