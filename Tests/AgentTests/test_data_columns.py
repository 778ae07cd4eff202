"""Which columns, rows and order a table has that is asked for: what is left out, and what alone is wanted."""

import json

import pytest

from agent_run import AgentRun, ask
from conftest import library
from test_data_question_kinds import figures

CREW = [
    {"name": "Noa", "dept": "IT", "salary": 52000, "started": "2019-03-01", "remote": True},
    {"name": "Kim", "dept": "HR", "salary": 48000, "started": "2020-07-15", "remote": False},
    {"name": "Lee", "dept": "IT", "salary": 61000, "started": "2018-01-10", "remote": False},
    {"name": "Ana", "dept": "Sales", "salary": 39000, "started": "2021-11-02", "remote": True},
    {"name": "Ben", "dept": "HR", "salary": 45000, "started": "2017-05-20", "remote": False},
    {"name": "Eva", "dept": "Sales", "salary": 57000, "started": "2022-02-28", "remote": True},
]
NAMES = [row["name"] for row in CREW]
BY_SALARY = [row["name"] for row in sorted(CREW, key=lambda row: -row["salary"])]
ALL = list(CREW[0])
WITHOUT = [name for name in ALL if name != "remote"]


def given(words, **more):
    asked = ask(words)
    asked["message"]["parts"].append(
        {"text": json.dumps(CREW), "mediaType": "application/json", "filename": "crew.json"})
    return {**asked, **more}


@pytest.fixture(scope="module")
def analyze(host):
    return AgentRun(host, library("DataAnalyzer"))


def converted(call):
    """The head and the names of the rows of the CSV or Markdown that was made."""
    assert call.status == 0, call.message
    assert "unanswered" not in figures(call), figures(call)
    [table] = [each for each in call.result["artifacts"] if each["artifactId"].startswith("table")]
    lines = [line.strip("| ") for line in table["parts"][0]["text"].splitlines() if "---" not in line]
    cells = [[cell.strip() for cell in line.replace("|", ",").split(",")] for line in lines]
    place = cells[0].index("name")
    return cells[0], [row[place] for row in cells[1:]]


@pytest.mark.parametrize("words, head, names", [
    # A column that is left out takes no rows with it.
    ("convert it to csv without the remote column", WITHOUT, NAMES),
    ("convert it to csv, without the column remote", WITHOUT, NAMES),
    ("convert to csv, drop the remote column", WITHOUT, NAMES),
    ("Drop the remote column and convert to csv", WITHOUT, NAMES),
    ("convert to csv but leave out the remote column", WITHOUT, NAMES),
    ("convert to csv and leave the remote column out", WITHOUT, NAMES),
    ("Omit the remote field and export it as CSV", WITHOUT, NAMES),
    ("export to csv excluding the remote and salary columns", ["name", "dept", "started"], NAMES),
    ("export to csv without salary, remote and started", None, None),
    ("convert to csv without the columns salary, started and remote", ["name", "dept"], NAMES),
    ("convert to csv, not the remote column", WITHOUT, NAMES),
    ("convert to csv, leave out salary and started", ["name", "dept", "remote"], NAMES),
    ("convert the people in IT to csv without the remote column", WITHOUT, ["Noa", "Lee"]),
    ("convert to a Markdown table without the remote column, sorted by salary, highest first", WITHOUT, BY_SALARY),
    ("all columns but the remote one, as csv", WITHOUT, NAMES),
    ("all columns but salary, as csv", ["name", "dept", "started", "remote"], NAMES),
    ("convert to csv with all columns except salary and started", ["name", "dept", "remote"], NAMES),
    ("Everything but the salary column as CSV", ["name", "dept", "started", "remote"], NAMES),
    # Those that alone are wanted.
    ("convert to CSV. Just the name and salary columns.", ["name", "salary"], NAMES),
    ("convert to CSV. Only name and salary", ["name", "salary"], NAMES),
    ("give me a csv of name and dept", ["name", "dept"], NAMES),
    ("make a csv of the people in IT", ALL, ["Noa", "Lee"]),
    ("just name and salary as csv", ["name", "salary"], NAMES),
    ("convert to csv with only the columns salary and name", ["salary", "name"], NAMES),
    ("only the columns name and dept, as csv", ["name", "dept"], NAMES),
    ("export the names and salaries to csv", ["name", "salary"], NAMES),
    ("convert to csv with only name, dept and remote", ["name", "dept", "remote"], NAMES),
    ("name and salary as csv, sorted by salary, highest first", ["name", "salary"], BY_SALARY),
    ("List name and salary, and convert them to csv", ["name", "salary"], NAMES),
    # The first of an order.
    ("top 2 people by salary as csv", ALL, BY_SALARY[:2]),
    ("convert the top 3 by salary to csv", ALL, BY_SALARY[:3]),
    ("bottom 2 by salary as a Markdown table", ALL, BY_SALARY[:-3:-1]),
    ("the top 2 by salary as CSV, only name and salary", ["name", "salary"], BY_SALARY[:2]),
    ("name and salary of the top 2 by salary as csv", ["name", "salary"], BY_SALARY[:2]),
    ("convert to csv sorted by salary, highest first, only name and salary", ["name", "salary"], BY_SALARY),
    # Near misses: rows.
    ("convert those who are not remote to csv", ALL, ["Kim", "Lee", "Ben"]),
    ("convert the remote people to csv", ALL, ["Noa", "Ana", "Eva"]),
    ("convert to csv without the people in HR", ALL, ["Noa", "Lee", "Ana", "Eva"]),
    ("convert to csv, sorted by salary, highest first", ALL, BY_SALARY),
    ("convert the salary table to csv", ALL, NAMES),
])
def test_a_table_has_the_columns_and_rows_that_are_wanted(analyze, words, head, names):
    (call,) = analyze(given(words))
    if head is None:
        # Of a column of yes and no rows may be meant.
        assert call.code == "unknown_question" and "column" in call.message, call.result
        return
    assert converted(call) == (head, names)


@pytest.mark.parametrize("words", [
    "convert to csv without remote", "convert remote to csv",
    "convert to csv without name, dept, salary, started and the remote column",
    "convert to csv for each dept", "top 2 by salary as csv with dept", "average salary without the salary column",
])
def test_what_may_be_rows_or_columns_is_refused(analyze, words):
    (call,) = analyze(given(words))
    assert call.code == "unknown_question", call.result


def test_rows_are_listed_without_a_column(analyze):
    (call,) = analyze(given("show the table without the remote column"))
    report = call.artifact("text/markdown")
    assert all(f"| {name} |" in report for name in NAMES) and "| name | dept | salary | started |" in report, report


def test_a_figure_is_of_all_rows_whatever_column_is_left_out(analyze):
    calls = analyze(given("average salary without the remote column"), given("average salary, ignore the remote column"),
                    given("average salary without the remote people"), given("average salary, without those who work remote"))
    calls += analyze(given("Leave out the remote people: average salary"))
    values = [figures(call)["answers"][0]["value"] for call in calls]
    everyone, rest = ([row["salary"] for row in CREW if test(row)] for test in (lambda row: True, lambda row: not row["remote"]))
    wanted = [sum(everyone) / 6] * 2 + [sum(rest) / 3] * 3
    assert values == pytest.approx(wanted)


@pytest.mark.parametrize("words", [
    "sort by salary, highest first, and convert to a markdown table",
    "Sort by salary descending and convert it to Markdown.", "sort it by salary from highest to lowest, then convert to markdown",
    "order by salary, highest first, and convert to markdown",
    "convert to a markdown table and sort by salary, highest first",
])
def test_the_whole_order_of_a_request_is_that_of_its_conversion(analyze, words):
    """As the host calls it, for which the order is a wish of its own."""
    for wish in ["convert to a markdown table", words]:
        (call,) = analyze(given(words, skill="convert_json", wish=wish, capabilities=["data_conversion"]))
        assert converted(call) == (ALL, BY_SALARY)


@pytest.mark.parametrize("earlier, words, head", [
    ("Who earns the most?", "convert it to csv without the remote column", WITHOUT),
    ("convert it to csv", "and without the remote column", WITHOUT),
    ("convert it to csv without the remote column", "only name and salary", ["name", "salary"]),
    ("show name and salary", "convert that to csv", ["name", "salary"]),
])
def test_a_follow_up_has_the_columns_that_are_wanted(analyze, earlier, words, head):
    first = f"{earlier}\n```json\n{json.dumps(CREW)}\n```"
    asked = {**ask(words), "history": [{"role": "ROLE_USER", "parts": [{"text": first}]}]}
    (call,) = analyze(asked)
    found = [each for each in call.result["artifacts"] if each["artifactId"] == "table"]
    assert found and found[0]["parts"][0]["text"].splitlines()[0].split(",") == head, call.result


def test_columns_of_the_whole_request_are_those_of_its_conversion(analyze):
    (call,) = analyze(given("Drop the remote column and convert it to csv", skill="convert_json",
                            wish="convert it to csv", capabilities=["data_conversion"]))
    assert converted(call) == (WITHOUT, NAMES)
