"""Both clients answer what a task asks, on a real server."""

import asyncio
import json
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT
from hermes_client import HermesClient, HermesError

sys.path.append(str(ROOT / "Tests/e2e"))

from agents_folder import build  # noqa: E402
from client import Client  # noqa: E402
from hermes_process import serving  # noqa: E402
from people import asked  # noqa: E402

WAIT = 60


@pytest.fixture(scope="module")
def user(tmp_path_factory):
    with serving([build(tmp_path_factory.mktemp("durable"), "durable")]) as server:
        yield Client(server.port, "answers")


def test_python(user):
    async def answers(task, question):
        async with HermesClient(f"http://localhost:{user.port}", token=user.token) as hermes:
            first = await hermes.answer_input(task, text="one")
            with pytest.raises(HermesError) as refused:
                await hermes.answer_input(task, question, text="two")
            return first, refused.value.code

    task = user.give("Asker", "ask=1", WAIT)["task_id"]
    question = asked(user, task)["data"]["input_id"]
    first, code = asyncio.run(answers(task, question))
    assert first == {"task_id": task, "input_id": question} and code == "input_closed"
    assert user.events(task)[-1]["data"]["result"] == "answer 1: one"


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_javascript(user):
    task = user.give("Asker", "ask=1", WAIT)["task_id"]
    question = asked(user, task)["data"]["input_id"]
    answer = json.dumps({"input_id": question, "text": "by script"})
    command = ["node", ROOT / "Tests/clients/answer.mjs", f"http://localhost:{user.port}", user.token]
    done = subprocess.run([*command, task, answer], capture_output=True, text=True, timeout=WAIT)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"task_id": task, "input_id": question}
    assert user.events(task)[-1]["data"]["result"] == "answer 1: by script"
