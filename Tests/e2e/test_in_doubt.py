"""Steps of which nobody knows whether they happened: a person says what becomes of them."""

import contextlib

import pytest

from agents_folder import build
from client import Client, types
from command import hermes
from hermes_process import Server, free_port
from people import answer, asked, ended, refused

WAIT = 60


@pytest.fixture(scope="module")
def libraries(tmp_path_factory):
    shim = build(tmp_path_factory.mktemp("shim"), "crash") / "kill_at_commit.so"
    return build(tmp_path_factory.mktemp("durable"), "durable"), shim


@pytest.fixture
def doubtful(libraries, tmp_path):
    """A server that ended when step 2 had its effect and that was not stored; and the task."""
    agents, shim = libraries
    port, arm = free_port(), tmp_path / "kill_at"
    settings = {
        "LD_PRELOAD": str(shim),
        "KILL_AT": str(arm),
        "EFFECTS": str(tmp_path / "effects"),
        "HERMES_RETENTION_INTERVAL_SECONDS": "86400",
    }
    start = lambda: Server(tmp_path / "data", [agents], port, settings)  # noqa: E731
    server = start()
    user = Client(port, "doubt")
    # Of test_crash_points: the fourth commit is that of the second step's outcome.
    arm.write_text("4 before")
    task = user.chat("effects-plain")["task_id"]
    assert server.process.wait(WAIT) == -9
    arm.unlink()
    server = start()
    yield user, task, start, server, tmp_path / "effects"
    server.kill()


def steps(user, task):
    return {each["step_number"]: each["status"] for each in user.task(task)["steps"]}


def codes(events):
    return [each["data"]["error"]["code"] for each in events if each["type"] == "step_failed"]


def test_the_doubt_is_told(doubtful):
    user, task, _, _, effects = doubtful
    question = asked(user, task)
    assert question["data"]["kind"] == "in_doubt" and question["data"]["step_number"] == 2
    assert user.task(task)["status"] == "in_doubt"
    assert types(user.events_so_far(task))[-2:] == ["step_superseded", "input_required"]
    assert refused(user, task, text="done") == (422, "invalid_field")
    assert refused(user, task, resolve="perhaps") == (422, "invalid_field")
    assert refused(Client(user.port, "other"), task, resolve="done") == (404, "task_not_found")
    assert effects.read_text().split() == [f"{task}/1", f"{task}/2"]


def test_the_doubt_is_resolved_at_the_command_line(doubtful):
    user, task, *_ = doubtful
    asked(user, task)
    there = {"HERMES_URL": f"http://localhost:{user.port}", "HERMES_TOKEN": user.token}
    assert f"hermes answer {task} done|retry|fail" in hermes("show", task, **there).stdout
    assert hermes("answer", task, "yes", **there).returncode == 2
    assert hermes("answer", task, "retry", **there).returncode == 0
    watched = hermes("watch", task, **there)
    assert watched.returncode == 0 and "[task_completed]" in watched.stderr


def test_retry_runs_it_again(doubtful):
    user, task, _, _, effects = doubtful
    asked(user, task)
    answer(user, task, resolve="retry")
    assert ended(user, task)["type"] == "task_completed"
    assert effects.read_text().split() == [f"{task}/{step}" for step in (1, 2, 2, 3)]
    started = [e["data"] for e in user.events(task) if e["type"] == "step_started"]
    assert [(e["step_number"], e["attempt"]) for e in started] == [(1, 1), (2, 1), (2, 2), (3, 1)]


def test_done_has_no_artifacts_and_fails_what_takes_them(doubtful):
    user, task, _, _, effects = doubtful
    asked(user, task)
    answer(user, task, resolve="done")
    assert codes(user.events(task)) == ["missing_artifact"]
    assert steps(user, task) == {1: "completed", 2: "completed", 3: "failed"}
    assert "what it made is not known" in user.task(task)["steps"][1]["result_preview"]
    assert effects.read_text().split() == [f"{task}/1", f"{task}/2"]


def test_fail_fails_it(doubtful):
    user, task, _, _, effects = doubtful
    asked(user, task)
    answer(user, task, resolve="fail")
    events = user.events(task)
    assert codes(events) == ["interrupted", "dependency_failed"]
    assert events[-1]["data"]["error"]["code"] == "interrupted"
    assert effects.read_text().split() == [f"{task}/1", f"{task}/2"]


def test_the_doubt_outlives_the_server_and_so_does_the_answer(doubtful, tmp_path):
    user, task, start, server, effects = doubtful
    question = asked(user, task)
    server.kill()
    server = start()
    assert user.events_so_far(task)[-1] == question
    assert user.task(task)["status"] == "in_doubt"
    # The answer is stored, and the server ends before anybody is told and anything comes of it.
    (tmp_path / "kill_at").write_text("1 stored")
    with contextlib.suppress(OSError):
        user.post(f"/tasks/{task}/input", {"resolve": "retry"})
    assert server.process.wait(WAIT) == -9
    (tmp_path / "kill_at").unlink()
    server = start()
    try:
        assert ended(user, task)["type"] == "task_completed"
        assert effects.read_text().split() == [f"{task}/{step}" for step in (1, 2, 2, 3)]
    finally:
        server.kill()


def test_cancel_while_it_is_in_doubt(doubtful):
    user, task, _, _, _ = doubtful
    asked(user, task)
    receipt = user.post(f"/tasks/{task}/cancel").json["receipt"]
    assert [each["outcome"] for each in receipt] == ["finished_before", "stopped", "stopped"]
    assert codes(user.events(task)) == ["cancelled", "cancelled"]
