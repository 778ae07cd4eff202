"""The data are only read: what would change them is refused, and so is what depends on it."""

import pytest

from agent_run import AgentRun
from conftest import library
from test_data_columns import given
from test_data_question_kinds import figures


@pytest.fixture(scope="module")
def analyze(host):
    return AgentRun(host, library("DataAnalyzer"))


@pytest.mark.parametrize("words", [
    "Give Kim a salary of 61000", "Give everyone a raise of 5%", "Give each person 10% more salary",
    "Set Noa's salary to 40000", "Change Kim's dept to IT", "Raise every salary by 10%", "Add 10% to each salary",
    "Increase the salaries by 500", "Double the salary of Kim", "Please update Lee's salary to 1", "Reduce all salaries by 2000",
    "Let Noa have a salary of 40000", "Could you raise Kim's salary to 61000?", "Replace HR with People",
    "What would the average salary be if Noa earned 40000?", "If Noa's salary was 40000, what would the average be?",
    "What is the average salary after giving Noa 40000?", "Give everyone in HR a salary of 50000",
    "I want Noa to get a salary of 40000", "Kim's salary is now 61000.", "Kim now works in IT.", "Mark Kim as remote",
])
def test_a_change_is_refused_as_such(analyze, words):
    (call,) = analyze(given(words))
    assert call.code == "unknown_question" and "change the data" in call.message, call.result


@pytest.mark.parametrize("words", [
    "Give Noa a salary of 40000 and tell me the new average", "Give Noa a salary of 40000 and tell me the average salary",
    "Set Noa's salary to 40000. What is the average salary?", "Suppose Kim earns 70000. What is the average salary?",
    "Raise every salary by 10% and convert it to csv", "Remove HR and give the average salary",
    "Use 40000 as Noa's salary and tell me the average salary", "Rename IT to Tech and give the average salary per dept",
    "Kim now works in IT. How many people work in IT?",
])
def test_what_comes_after_a_change_is_not_answered(analyze, words):
    (call,) = analyze(given(words))
    assert call.code == "unknown_question" and "change the data" in call.message, call.result


def test_a_conversion_after_a_change_is_refused_where_the_change_is_another_wish(analyze):
    (call,) = analyze(given("Set Noa's salary to 40000 and convert it to csv", skill="convert_json",
                            wish="convert it to csv", capabilities=["data_conversion"]))
    assert call.code == "unknown_question" and "change the data" in call.message, call.result


def test_what_was_asked_before_a_change_is_answered(analyze):
    (call,) = analyze(given("What is the average salary? Then give Noa a salary of 40000 and tell me the average salary."))
    found = figures(call)
    assert len(found["answers"]) == 1 and len(found["unanswered"]) == 2, found


@pytest.mark.parametrize("words, said", [
    ("Give me the average salary", "50333.33"), ("Give the names of people with a salary of 48000", "Kim"),
    ("Give Noa's salary", "52000"), ("Give me everyone with a salary above 55000", "2 rows"),
    ("Let me know how many people have a salary of 48000", "1 row"), ("Give the 2 highest salaries", "61000"),
    ("Give the average salary of IT and the lowest salary", "56500"), ("Add up the salaries", "302000"),
    ("If the salary is over 50000, how many people are there?", "3 rows"),
])
def test_what_only_sounds_like_a_change_is_answered(analyze, words, said):
    (call,) = analyze(given(words))
    assert call.status == 0, call.message
    assert said in figures(call)["answers"][0]["answer"], figures(call)


