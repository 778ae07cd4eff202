import pytest

import raw_http
from account import register
from hermes_process import running


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


@pytest.fixture
def still_healthy(port):
    """Whatever a test does, afterwards the server serves as before."""
    yield
    answer = raw_http.request(port, "GET", "/api/v1/health")
    assert answer is not None and answer.status == 200
