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


STAFF = ("name,department,salary,age\nOla,Sales,41000,30\nPer,Sales,39000,52\nQiu,IT,58000,41\nRia,IT,62500,35\n"
         "Sam,HR,45000,60\nTea,IT,49500,28\n")
ORDERS = "day,customer,amount\n2025-01-03,Kern,120\n2025-01-17,Lutz,80.5\n2025-02-20,Moser,199.9\n2025-03-05,Kern,75\n"


@pytest.mark.parametrize("words, table, said", [
    ("How many people in IT and how many in HR?", STAFF, [["3 rows"], ["1 row"]]),
    ("What are the average salaries of IT and Sales?", STAFF, [["Sales 40000", "IT 56666.67"]]),
    ("How many people work in IT and HR respectively?", STAFF, [["IT 3", "HR 1"]]),
    ("Average salary per department and the average overall", STAFF, [["HR 45000"], ["49166.67"]]),
    ("What's the total salary, and what's the average?", STAFF, [["295000"], ["49166.67"]]),
    ("Mean salary in each department, sorted from highest to lowest", STAFF, [["IT 56666.67, HR 45000, Sales 40000"]]),
    ("sort these by salary, lowest first, and list them", STAFF, [["All 6 rows, sorted by salary"]]),
    ("Which customer has the largest order?", ORDERS, [["Moser"]]),
    ("Total amount from 2025 on", ORDERS, [["475.4"]]),
    ("Total salary without department IT", STAFF, [["125000"]]),
    ("For IT: number, average age, oldest", STAFF, [["3 rows"], ["34.6667"], ["Qiu, 41"]]),
    ("First I'd like to know the total amount", ORDERS, [["475.4"]]),
    ("how much amount did each customer make? biggest first", ORDERS, [["Moser 199.9", "Kern 195"], ["Moser 199.9"]]),
])
def test_what_is_meant_is_told(analyze, words, table, said):
    (call,) = analyze(given(words, table))
    found = [each["answer"] for each in answers(call)]
    assert len(found) == len(said) and all(part in text for text, parts in zip(found, said) for part in parts), found


@pytest.mark.parametrize("words, table", [
    ("Kern's total and Lutz's average", ORDERS), ("Ola's salary and Ria's age", STAFF),
    ("Who spent more than 100 in total?", ORDERS), ("Average salary by department and age", STAFF),
    ("Number the rows", STAFF), ("Shuffle the rows", STAFF), ("Store this in a database", STAFF),
    ("amount of 3 Kern", ORDERS), ("Bar chart of salary by name, oldest first", STAFF), ("Remove duplicates", STAFF),
])
def test_what_is_not_worked_out_is_refused(analyze, words, table):
    (call,) = analyze(given(words, table))
    assert call.code == "unknown_question", call.result


@pytest.mark.parametrize("words, left", [
    ("Average salary by department, as a pie chart", "as a pie chart"),
    ("How many people in IT and how many in Sales, and who are they?", "who are they?"),
    ("Convert to JSON lines, sorted by age, top 3 only", "top 3 only"),
])
def test_what_is_left_of_a_wish_is_named(analyze, words, left):
    (call,) = analyze(given(words, STAFF))
    unmet = [each["wish"] for artifact in call.result["artifacts"] for each in artifact.get("metadata", {}).get("unmet", [])]
    assert left in unmet, call.result
