"""Groups that are told by their size, columns that alone are wanted, and tables that are hard to see."""

import pytest

from agent_run import AgentRun, ask
from conftest import library
from test_data_question_kinds import figures

TEAM = ("name;team;age;salary;city\nAnn;IT;34;5000;Graz\nBob;HR;41;4000;Linz\nCid;IT;29;4500;Graz\n"
        "Dora;HR;42;4100;Wien\nEve;IT;41;6000;Graz\nFay;Ops;38;3500;Linz\n")
SEPARATED = "Filiale;Umsatz\nGraz;12.500\nLinz;127,6\n"


def given(words, table=TEAM, **more):
    asked = ask(words)
    asked["message"]["parts"].append({"text": table, "mediaType": "text/csv", "filename": "team.csv"})
    return {**asked, **more}


@pytest.fixture(scope="module")
def analyze(host):
    return AgentRun(host, library("DataAnalyzer"))


@pytest.mark.parametrize("words, said", [
    ("average age in the biggest team", "34.6667"), ("average salary in the largest city", "5166.67"),
    ("average salary in the city with the most people", "5166.67"), ("total salary of the smallest team", "3500"),
    ("How much is age times salary in total?", "1015700"),
])
def test_a_group_is_told_by_its_size(analyze, words, said):
    (call,) = analyze(given(words))
    [answer] = figures(call)["answers"]
    assert said in answer["answer"].replace(",", ""), answer


@pytest.mark.parametrize("words", [
    "average age of the team in the smallest city", "orders in Q1", "people with K2", "which names start with a vowel",
    "average age as a whole number", "list everyone in Graz, sorted by age, without the salary",
])
def test_what_is_not_clear_is_refused(analyze, words):
    (call,) = analyze(given(words))
    assert call.code == "unknown_question", call.result


def test_a_listing_has_the_columns_that_are_named(analyze):
    (call,) = analyze(given("list name and salary only, sorted by salary"))
    [answer] = figures(call)["answers"]
    assert "The name, salary of all 6 rows, sorted by salary" in answer["answer"], answer


def test_the_number_behind_the_most_common_is_told_once(analyze):
    (call,) = analyze(given("what's the most common city and how many live there?"))
    [answer] = figures(call)["answers"]
    assert "Graz (3 times)" in answer["answer"], answer


def test_a_decimal_comma_in_the_last_rows_parts_nothing(analyze):
    (call,) = analyze(given("total Umsatz", SEPARATED))
    [answer] = figures(call)["answers"]
    assert answer["value"] == 12627.6, answer


@pytest.mark.parametrize("words, wanted", [
    ("Sort by age and convert to CSV", ["Cid", "Ann", "Fay", "Bob", "Eve", "Dora"]),
    ("Convert to CSV. Only rows in Graz.", ["Ann", "Cid", "Eve"]),
    ("Convert to CSV. Not Graz.", ["Bob", "Dora", "Fay"]),
])
def test_a_conversion_has_the_rows_and_the_order_of_the_whole_request(analyze, words, wanted):
    """As the host calls it, for which order and condition are wishes of their own."""
    (call,) = analyze(given(words, skill="convert_table", wish="Convert to CSV", capabilities=["data_conversion"]))
    lines = call.artifact("text/csv").splitlines()[1:]
    assert [line.split(",")[0] for line in lines] == wanted


def test_a_bare_table_of_two_columns_of_words_is_seen(analyze):
    (call,) = analyze(ask("how many live in Graz?\nname,city\nAnn,Graz\nBob,Linz\nCid,Graz\n"))
    [answer] = figures(call)["answers"]
    assert answer["value"] == 2, answer
