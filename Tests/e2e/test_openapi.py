"""The description of the interface: valid, complete, and good for a client that is made of it."""

import importlib
import json
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from openapi_spec_validator import validate

from client import Client
from hermes_process import serving

PROGRAMS = Path(sys.executable).parent
WAIT = 60
# Not the name of the package in clients/python, which other tests load.
MADE = "hermes_made_client"
# They end the account, or its sessions, with which all the others are asked.
ENDING = ["deleteAccount", "logOut", "changePassword"]
CHECKS = [
    "not_a_server_error", "status_code_conformance", "content_type_conformance",
    "response_schema_conformance", "response_headers_conformance",
]


@pytest.fixture(scope="module")
def server():
    with serving() as server:
        yield server


@pytest.fixture(scope="module")
def description(server):
    return Client(server.port).get("/openapi.json").json


@pytest.fixture(scope="module")
def made(description, tmp_path_factory):
    """The package that openapi-python-client makes of it."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "openapi.json").write_text(json.dumps(description))
    (folder / "config.yml").write_text(f"post_hooks: []\npackage_name_override: {MADE}\n")
    done = subprocess.run(
        [PROGRAMS / "openapi-python-client", "generate", "--path", folder / "openapi.json", "--config",
         folder / "config.yml", "--output-path", folder / "client", "--fail-on-warning"],
        capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    sys.path.insert(0, str(folder / "client"))
    yield importlib.import_module(MADE)
    sys.path.remove(str(folder / "client"))


def test_it_is_valid_and_says_something_of_everything(description):
    validate(description)
    operations = [each for path in description["paths"].values() for each in path.values()]
    assert len({each["operationId"] for each in operations}) == len(operations)
    for each in operations:
        assert each["summary"] and each["tags"], each
        assert any(status in each["responses"] for status in ("101", "200", "201", "204")), each
        for status, answer in each["responses"].items():
            assert answer["description"], each
            if status[0] in "45" and status != "503":
                assert "application/problem+json" in answer["content"], (each["operationId"], status)
        for content in each.get("requestBody", {}).get("content", {}).values():
            assert content["schema"]["properties"] or each["operationId"] == "cancelTask"
        if "requestBody" in each:
            assert "example" in each["requestBody"]["content"]["application/json"]
        assert all(parameter["description"] for parameter in each.get("parameters", []))
    used = {name for name in description["components"]["schemas"] if f'schemas/{name}"' in json.dumps(description)}
    assert used == set(description["components"]["schemas"])


def test_a_client_that_is_made_of_it_can_do_everything(server, made):
    def operation(group, name):
        return importlib.import_module(f"{MADE}.api.{group}.{name}")

    models = importlib.import_module(f"{MADE}.models")
    url = f"http://127.0.0.1:{server.port}"
    email = f"{uuid.uuid4().hex}@hermes.ai"
    body = models.RegisterBody(email=email, password="correct horse")
    open_client = made.Client(base_url=url, timeout=WAIT, raise_on_unexpected_status=True)
    assert operation("accounts", "register").sync(client=open_client, body=body).user.email == email
    body = models.LogInBody(email=email, password="correct horse")
    grant = operation("accounts", "log_in").sync(client=open_client, body=body)
    client = made.AuthenticatedClient(
        base_url=url, token=grant.access_token, timeout=WAIT, raise_on_unexpected_status=True)
    body = models.ChatBody(query="Write a Python function to calculate fibonacci numbers")
    task = operation("tasks", "chat").sync(client=client, body=body, wait=WAIT)
    assert task.status == "completed" and task.artifacts[0].media_type == "text/x-python"
    found = operation("tasks", "get_task").sync(task.task_id, client=client)
    assert [step.agent_name for step in found.steps] == ["CodeGenerator", "PythonExpert"]
    assert found.plan.total_steps == 2 and found.unmet == []
    page = operation("tasks", "list_tasks").sync(client=client, limit=1)
    assert [each.task_id for each in page.tasks] == [task.task_id]
    events = operation("tasks", "events").sync(task.task_id, client=client)
    assert events.events[-1].type_ == "task_completed"
    name = task.artifacts[0].href.rsplit("/", 1)[1]
    assert b"def fibonacci" in operation("tasks", "artifact").sync_detailed(task.task_id, name, client=client).content
    # A plan that waits is approved, and another cancelled.
    body = models.ChatBody(query="Write a Python function to sort a list", require_approval=True)
    waiting = operation("tasks", "chat").sync(client=client, body=body, wait=WAIT)
    assert waiting.status == "input_required"
    plan = operation("tasks", "get_task").sync(waiting.task_id, client=client).plan
    answer = models.AnswerTaskBody(approve=plan.plan_hash)
    assert operation("tasks", "answer_task").sync(waiting.task_id, client=client, body=answer).input_id
    again = operation("tasks", "chat").sync(client=client, body=body, wait=WAIT)
    cancelled = operation("tasks", "cancel_task").sync(again.task_id, client=client, body=models.CancelTaskBody())
    assert cancelled.status == "cancelled"
    problem = operation("tasks", "cancel_task").sync(again.task_id, client=client, body=models.CancelTaskBody())
    assert problem.code == "task_ended"


def test_what_it_says_is_what_is_answered(server):
    token = Client(server.port).token
    done = subprocess.run(
        [PROGRAMS / "schemathesis", "run", f"http://127.0.0.1:{server.port}/openapi.json", "-H",
         f"Authorization: Bearer {token}", "--phases", "examples,coverage,fuzzing", "-n", "10", "--seed", "1",
         "--exclude-path-regex", "/ws/(user|tasks)", *(f"--exclude-operation-id={each}" for each in ENDING),
         "--checks", ",".join(CHECKS), "--request-timeout", str(WAIT), "--no-color"],
        capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-6000:]
