"""An agent of a trade that nobody has heard of is planned, asked and refused by its card alone."""

import pytest

from agents_folder import build, put
from client import Client
from hermes_process import AGENTS, serving

WAIT = 60
SONG = "```chords\nC | F | G7\n```"


@pytest.fixture(scope="module")
def user(tmp_path_factory):
    """It is dropped in while the server runs."""
    built = build(tmp_path_factory.mktemp("built"), "wishes")
    folder = tmp_path_factory.mktemp("agents")
    with serving([AGENTS, folder]) as server:
        user = Client(server.port, "music")
        assert say(user, f"Transpose this song to G\n{SONG}")["status"] == "failed"
        put(built / "Transposer.so", folder)
        while "Transposer" not in {agent["name"] for agent in user.get("/agents").json["agents"]}:
            pass
        yield user


def say(user, text, **more):
    return user.task(user.chat(text, wait=WAIT, **more)["task_id"])


@pytest.mark.parametrize("text", ["Transpose this song to G", "retune the chords to G, please", "to G", "trnaspose it to G"])
def test_it_is_planned_by_its_words_or_its_material(user, text):
    task = say(user, f"{text}\n{SONG}")
    assert task["status"] == "completed" and task["unmet"] == [], task
    assert [step["agent_name"] for step in task["plan"]["steps"]] == ["Transposer"]
    assert task["intent"]["category"] == "music" and task["result"] == "e|--3--|"


def test_the_end_of_lines_does_not_matter(user):
    assert say(user, f"Transpose this song to G\n{SONG}".replace("\n", "\r\n"))["result"] == "e|--3--|"


def test_what_it_asks_is_answered(user):
    task = say(user, f"Transpose this song\n{SONG}")
    assert task["status"] == "input_required"
    (asked,) = task["inputs"]
    assert asked["question"] == "Into which key?"
    user.post(f"/tasks/{task['task_id']}/input", {"text": "G"})
    while (task := user.task(task["task_id"]))["status"] not in ("completed", "failed"):
        pass
    assert task["result"] == "e|--3--|"


def test_without_its_material_it_is_refused_by_its_own_name(user):
    error = say(user, "Transpose my song to G")["error"]
    assert error["code"] == "missing_input" and "Transposer" in error["message"]
    assert "chords" in error["message"]


def test_other_wishes_beside_it_are_others_business(user):
    task = say(user, f"Transpose this song to G and email it to Bob\n{SONG}")
    assert task["result"].startswith("e|--3--|")
    assert [(each["code"], each["wish"]) for each in task["unmet"]] == [("no_agent_found", "email it to Bob")]


def test_what_goes_on_with_it_is_understood(user):
    first = say(user, f"Transpose this song to G\n{SONG}")
    error = say(user, "undo that", conversation_id=first["conversation_id"])["error"]
    assert error is not None, "nobody takes tablature"


def test_it_takes_nothing_that_is_not_its_own(user):
    task = say(user, "Write a function that transposes a matrix")
    assert "Transposer" not in {step["agent_name"] for step in task["plan"]["steps"]}
