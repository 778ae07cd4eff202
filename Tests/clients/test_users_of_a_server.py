"""Both clients list the accounts of a server, for admins."""

import asyncio
import json
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT
from hermes_client import HermesClient, HermesError

sys.path.append(str(ROOT / "Tests/e2e"))

from access_commands import succeeded  # noqa: E402
from client import Client  # noqa: E402
from hermes_process import serving  # noqa: E402

WAIT = 60


@pytest.fixture(scope="module")
def place():
    """A server, its users and a key of an admin's."""
    with serving() as server:
        users = [Client(server.port, name) for name in ("ada", "grace")]
        key = succeeded(server, "key", "new", "users", "--scope", "admin").strip()
        yield server.port, users, key


def test_python(place):
    port, users, key = place

    async def listed(token):
        async with HermesClient(f"http://localhost:{port}", token=token) as hermes:
            page = await hermes.users(limit=2)
            rest = await hermes.users(cursor=page["next_cursor"])
            return page["users"] + rest["users"]

    found = asyncio.run(listed(key))
    assert [each["email"] for each in found] == [
        "operator@localhost",
        *(user.email for user in users),
    ]
    with pytest.raises(HermesError) as refused:
        asyncio.run(listed(users[0].token))
    assert refused.value.code == "admin_only"


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_javascript(place):
    port, users, key = place
    command = [
        "node",
        ROOT / "Tests/clients/users.mjs",
        f"http://localhost:{port}",
        key,
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=WAIT)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [
        "operator@localhost",
        *(user.email for user in users),
    ]
