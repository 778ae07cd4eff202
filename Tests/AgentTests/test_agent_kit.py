"""What AgentKit promises to every host: one symbol, one finish, credit, cancel, several instances."""

import subprocess

import pytest

from agent_run import ask
from conftest import library

FIBONACCI = ask("Write a Python function to calculate fibonacci numbers")


@pytest.mark.parametrize("name", ["CodeGenerator", "ContentWriter", "DataAnalyzer", "PythonExpert"])
def test_one_exported_symbol(name):
    command = ["nm", "-D", "--defined-only", str(library(name))]
    symbols = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    assert symbols[2::3] == ["hermes_agent_entry"]


def test_card_has_the_shape_that_the_host_reads(
    code_generator, content_writer, data_analyzer, python_expert
):
    for run in (code_generator, content_writer, data_analyzer, python_expert):
        run()
        card = run.card
        assert card["name"] and card["description"] and card["version"]
        assert card["capabilities"] == {"streaming": True}
        for skill in card["skills"]:
            assert skill["inputModes"] and skill["outputModes"]
            # What only other agents ask for has nothing that words could call for.
            if not skill["tags"]:
                assert not skill["examples"] and card["hermes"]["skills"][skill["id"]]["capabilities"] == {}
                continue
            assert skill["examples"]
            routing = card["hermes"]["skills"][skill["id"]]
            assert set(routing) == {"category", "capabilities", "task", "idempotent"}
            for capability in routing["capabilities"].values():
                assert set(capability) == {"verbs", "objects", "alone"} and capability["objects"]
        assert 1 <= card["hermes"]["max_concurrency"] <= 1024
        assert card["hermes"]["requires"] == []


def test_events_wait_for_credit(code_generator):
    (call,) = code_generator(FIBONACCI)
    (slow,) = code_generator(FIBONACCI, options=["--credit", "1"])
    assert code_generator.end["busy"] > 0
    assert slow.events == call.events


def test_parallel_calls_on_two_instances(code_generator):
    calls = code_generator(*[FIBONACCI] * 40, options=["--parallel", "--instances", "2"])
    assert [call.status for call in calls] == [0] * 40
    assert all(call.events == calls[0].events for call in calls)


def test_cancel_between_events(code_generator):
    (call,) = code_generator(FIBONACCI, options=["--cancel-after-events", "1", "--credit", "1"])
    assert call.status < 0 and call.code == "cancelled"
    assert len(call.events) == 1


def test_a_request_that_is_none_is_refused(code_generator):
    calls = code_generator({"message": 7}, {}, FIBONACCI)
    assert [call.status for call in calls] == [-2, -2, 0]
