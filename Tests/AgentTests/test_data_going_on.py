"""Clauses and turns that go on with what was asked before: whom, in which order, overall."""

import pytest

from agent_run import AgentRun
from conftest import library
from test_data_groups import given
from test_data_question_kinds import figures

TEAM = "name,salary,city\nAnn,100,Graz\nBob,30,Wien\nEve,200,Graz\n"


@pytest.fixture(scope="module")
def analyze(host):
    return AgentRun(host, library("DataAnalyzer"))


def answers(call):
    assert call.status == 0, call.message
    return figures(call)["answers"]


@pytest.mark.parametrize("words", [
    "How many people live in Graz, and who are they?", "How many people live in Graz? Which ones?",
    "How many people live in Graz and who?",
])
def test_who_was_counted_is_told(analyze, words):
    (call,) = analyze(given(words, TEAM))
    count, rows = answers(call)
    report = call.artifact("text/markdown")
    assert (count["value"], rows["rows"]) == (2, 2) and "| Ann |" in report and "| Bob |" not in report, report


def test_the_highest_is_told_once_with_its_row(analyze):
    (call,) = analyze(given("What is the highest salary, and who is it?", TEAM))
    [answer] = answers(call)
    assert "Eve" in answer["answer"]


def test_whose_an_average_is_nobody_can_say(analyze):
    (call,) = analyze(given("What is the average salary and who is it?", TEAM))
    assert len(answers(call)) == 1 and [each["question"] for each in figures(call)["unanswered"]] == ["who is it?"]


@pytest.mark.parametrize("words, whole", [
    ("Total salary per city, and in total", 330), ("average salary by city and overall", 110),
])
def test_overall_is_of_all_rows(analyze, words, whole):
    (call,) = analyze(given(words, TEAM))
    groups, all_rows = answers(call)
    assert "Graz" in groups["answer"] and all_rows["value"] == whole, all_rows
