"""A hundred steps in five levels, in both lanes: what may run does, and nothing begins before its
inputs are there."""

import pytest

from client import Client
from deep_plan import LEVELS, QUERY, WIDTH, agent, deep, steps

WAIT = 60


@pytest.fixture(scope="module")
def user(tmp_path_factory):
    with deep(tmp_path_factory.mktemp("deep")) as server:
        yield Client(server.port, "deep")


def test_steps_run_together_and_in_order(user):
    # A level is done when all of it is inside: with one step held back this would never end.
    task = user.chat(f"{QUERY} together", wait=WAIT)
    assert task["status"] == "completed", task
    events = user.events(task["task_id"])
    plan = steps(events)
    assert len(plan) == LEVELS * WIDTH
    assert {step["agent_name"] for step in plan.values()} == {agent(level) for level in range(LEVELS)}
    began, done = {}, {}
    for event in events:
        number = event["data"].get("step_number")
        if event["type"] == "step_started":
            assert all(needed in done for needed in plan[number]["depends_on"]), event
            assert number not in began
            began[number] = event["seq"]
        elif event["type"] == "step_completed":
            assert number in began and number not in done
            done[number] = event["seq"]
    assert set(began) == set(done) == set(plan)
    for number, step in plan.items():
        level = int(step["agent_name"][-1])
        # Level 0 takes the words; each other step joins two that two others take as well.
        assert len(step["depends_on"]) == (2 if level else 0)
        assert {plan[each]["agent_name"] for each in step["depends_on"]} <= {agent(level - 1)}
        level_began = [began[each] for each in plan if plan[each]["agent_name"] == agent(level)]
        assert max(level_began) < done[number]


def test_a_step_gets_what_it_takes_of_its_dependencies_and_no_more(user):
    # Each skill fails with `misfed` if its artifacts are not exactly the two that it takes.
    task = user.chat(f"{QUERY} ms=1", wait=WAIT)
    assert task["status"] == "completed", task["error"]
    made = [each["media_type"] for each in user.task(task["task_id"])["artifacts"]]
    assert made.count("text/x-deep-note") == len(made) / 2 == LEVELS * WIDTH
