"""Both clients manage what has access to an account, on a real server."""

import asyncio
import json
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT
from hermes_client import HermesClient, HermesError

sys.path.append(str(ROOT / "Tests/e2e"))

from client import Client  # noqa: E402
from hermes_process import serving  # noqa: E402

WAIT = 60


@pytest.fixture(scope="module")
def port():
    with serving() as server:
        yield server.port


def test_python(port):
    async def access(token):
        url = f"http://localhost:{port}"
        async with HermesClient(url, token=token) as hermes:
            made = await hermes.new_key("script", scope="read", expires_in_days=1)
            async with HermesClient(url, token=made["key"]) as program:
                assert [key["name"] for key in await program.keys()] == ["script"]
                with pytest.raises(HermesError) as refused:
                    await program.chat("hello")
                assert refused.value.code == "insufficient_scope"
            await hermes.revoke_key(made["id"])
            assert await hermes.keys() == []
            sessions = await hermes.sessions()
            assert [each["is_current"] for each in sessions] == [True]
            await hermes.end_session(sessions[0]["id"])
            with pytest.raises(HermesError) as ended:
                await hermes.keys()
            assert ended.value.code == "invalid_token"

    asyncio.run(access(Client(port).token))


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_javascript(port):
    command = ["node", ROOT / "Tests/clients/access.mjs", f"http://localhost:{port}", Client(port).token]
    done = subprocess.run(command, capture_output=True, text=True, timeout=WAIT)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "names": ["script"], "refused": "insufficient_scope", "sessions": 1, "ended": "invalid_token",
    }  # fmt: skip
