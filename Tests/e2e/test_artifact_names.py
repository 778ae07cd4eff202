"""What agents call their artifacts: any id has a link that works, and a result that is none says why."""

import pytest

import raw_http
from agents_folder import build, put
from client import Client
from hermes_process import serving

IDS = ["src/main.py", "my report", "ü", "a?b=1", "a%20b", "a b", "..", "#1"]


@pytest.fixture(scope="module")
def user(tmp_path_factory):
    folder = tmp_path_factory.mktemp("agents")
    put(build(tmp_path_factory.mktemp("lanes")) / "OddNames.so", folder)
    with serving([folder]) as server:
        yield Client(server.port, "names")


def links(answer):
    """Every href and link in an answer, wherever it stands, that is there to be fetched."""
    if isinstance(answer, list):
        return {link for each in answer for link in links(each)}
    if not isinstance(answer, dict):
        return set()
    found = {answer["href"]} if "href" in answer else set()
    found |= {link for name, link in (answer.get("links") or {}).items() if name not in ("cancel", "stream")}
    return found | {link for value in answer.values() for link in links(value)}


def fetch(user, link):
    return raw_http.request(user.port, "GET", link, headers=user.headers)


def test_every_link_can_be_fetched_as_it_stands(user):
    task = user.give("OddNames", "names", wait=20)
    assert task["status"] == "completed"
    answers = [task, user.task(task["task_id"]), user.get("/tasks").json, user.events(task["task_id"])]
    for link in links(answers):
        assert link.isascii() and fetch(user, link).status == 200, link
    for artifact in user.task(task["task_id"])["artifacts"]:
        assert fetch(user, artifact["href"]).body.decode() == artifact["artifact_id"]
    assert [each["artifact_id"] for each in user.task(task["task_id"])["artifacts"]] == IDS


@pytest.mark.parametrize(
    "text, fault",
    [
        ("misspelt", "artifact is not a member; did you mean artifacts?"),
        ("unnamed", "artifacts[0] has no artifactId"),
    ],
)
def test_a_result_that_is_none_names_the_member(user, text, fault):
    error = user.give("OddNames", text, wait=20)["error"]
    assert error["code"] == "invalid_result" and error["message"].endswith(f": {fault}."), error


def test_an_event_may_spell_the_id_as_a_result_does(user):
    assert user.give("OddNames", "chunk", wait=20)["result"] == "taken"
