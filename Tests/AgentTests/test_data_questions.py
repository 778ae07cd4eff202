"""DataAnalyzer answers questions about a table rightly, or says which it does not answer."""

import json
import math
import random
import statistics

import pytest

from agent_run import AgentRun, ask
from conftest import library
from data_questions import (
    ABOUT_SALES, ABOUT_STAFF, REFUSED, SALES, STAFF, as_csv, column, exact, grouped, mean, where)

SEED = random.Random(14)


def request(rows, words):
    asked = ask(words)
    asked["message"]["parts"].append({"text": as_csv(rows), "mediaType": "text/csv", "filename": "table.csv"})
    return asked


@pytest.fixture(scope="module")
def answered(host):
    """The call of each question; all of them in one process."""
    run = AgentRun(host, library("DataAnalyzer"))
    asked = [(STAFF, question) for question, _, _ in ABOUT_STAFF] + [(SALES, question) for question, _, _ in ABOUT_SALES]
    asked += [(rows, question) for rows, question, _ in REFUSED]
    calls = run(*(request(rows, question) for rows, question in asked))
    return dict(zip((question for _, question in asked), calls))


def figures(call):
    assert call.status == 0, call.result
    return json.loads(call.artifact("application/json"))


def close(found, wanted):
    return math.isclose(found, wanted, rel_tol=1e-12)


@pytest.mark.parametrize("question, key, wanted", ABOUT_STAFF + ABOUT_SALES, ids=lambda value: None)
def test_a_question_has_the_right_answer(answered, question, key, wanted):
    call = answered[question]
    found = figures(call)
    assert "unanswered" not in found and len(found["answers"]) >= 1, found
    [answer] = found["answers"][-1:]
    if key == "groups":
        groups = {group["key"]: group["value"] for group in answer["groups"]}
        assert set(groups) == set(wanted) and all(close(groups[each], wanted[each]) for each in wanted), answer
    elif key == "value":
        assert close(answer.get("value", answer.get("rows")), wanted), answer
    else:
        assert answer["values"] == wanted, answer
    # One plain sentence, right below the title and as the text of the result.
    report = call.artifact("text/markdown").splitlines()
    assert report[0].startswith("# ") and answer["answer"].split(":")[0] in report[2].replace("\\", "")
    assert answer["answer"] in call.result["text"]


@pytest.mark.parametrize("rows, question, word", REFUSED, ids=lambda value: None)
def test_what_can_not_be_answered_is_refused(answered, rows, question, word):
    call = answered[question]
    assert call.status < 0 and call.code == "unknown_question", call.result
    assert word in call.message and call.result["retryable"] is False


def test_a_column_that_is_not_there_is_named_with_those_that_are(answered):
    message = answered["What is the average height?"].message
    assert all(name in message for name in STAFF[0])


WAYS = ["What is the {} {}?", "{} {}", "Give me the {} of {}", "please calculate the {} of the {} column",
        "I want to know the {} {}", "Show the {} {}, please.", "can you compute the {} of {} for me?"]
WORDS = {
    mean: ["average", "mean", "avg"], exact: ["total", "sum"], statistics.median: ["median"],
    max: ["maximum", "highest", "largest", "max"], min: ["minimum", "lowest", "smallest", "min"],
}
NAMES = {"unit_price": ["unit_price", "unit price", "Unit Prices", "UNIT PRICE", "price", "unit prise", "`unit_price`"],
         "units": ["units", "unit", "Units"]}


def test_the_same_question_in_many_words(data_analyzer):
    asked = [(way.format(word, name), figure, column) for way in WAYS for figure, words in WORDS.items()
             for word in words for column, names in NAMES.items() for name in names
             # Prices of one piece each are not added up.
             if not (figure is exact and column == "unit_price")]
    asked = SEED.sample(asked, 150)
    for (question, figure, name), call in zip(asked, data_analyzer(*(request(SALES, each[0]) for each in asked))):
        [answer] = figures(call)["answers"]
        assert close(answer.get("value", math.nan), figure(column(SALES, name))), (question, answer)


def test_several_questions_at_once(data_analyzer):
    (call,) = data_analyzer(request(STAFF, "What is the average age? And the highest salary? How many people live in Rome?\n"
                                           "Then the median salary per city, and what is their shoe size?"))
    found = figures(call)
    values = [answer.get("value") for answer in found["answers"]]
    assert values == [mean(column(STAFF, "age")), max(column(STAFF, "salary")),
                      len(where(STAFF, lambda r: r["city"] == "Rome")), None]
    assert {g["key"]: g["value"] for g in found["answers"][3]["groups"]} == grouped(STAFF, "city", "salary", statistics.median)
    [unanswered] = found["unanswered"]
    assert "shoe" in unanswered["reason"] and "Not answered:" in call.result["text"]
    assert "Not answered:" in call.artifact("text/markdown").split("\n## ")[0]
    [unmet] = call.result["artifacts"][0]["metadata"]["unmet"]
    assert unmet == {"wish": unanswered["question"], "reason": unanswered["reason"], "code": "unknown_question"}


def test_a_report_is_made_beside_a_question_that_is_not_answered(data_analyzer):
    (call,) = data_analyzer(request(STAFF, "What is the average height? And write a report about the data"))
    assert "height" in figures(call)["unanswered"][0]["reason"] and "## Numbers" in call.artifact("text/markdown")


@pytest.mark.parametrize("words", [
    "minimum and maximum of age", "What are the minimum and the maximum age?", "the highest and lowest age",
])
def test_two_figures_of_one_column(data_analyzer, words):
    (call,) = data_analyzer(request(STAFF, words))
    assert sorted(answer["value"] for answer in figures(call)["answers"]) == [
        min(column(STAFF, "age")), max(column(STAFF, "age"))]


def test_one_figure_of_two_columns(data_analyzer):
    (call,) = data_analyzer(request(STAFF, "average age and salary"))
    [answer] = figures(call)["answers"]
    assert [each["value"] for each in answer["figures"]] == [mean(column(STAFF, "age")), mean(column(STAFF, "salary"))]


@pytest.mark.parametrize("words", [
    "Analyse this", "Analyze the data and write a report", "Summarize this", "", "Describe this table of our staff",
    "Find outliers and correlations in this data", "Write a README for it", "Here is my table. Thanks!",
])
def test_who_asks_for_nothing_special_gets_the_report(data_analyzer, words):
    (call,) = data_analyzer(request(STAFF, words))
    found = figures(call)
    assert "answers" not in found and "unanswered" not in found and "svg" in call.artifact("image/svg+xml")
    assert "## Numbers" in call.artifact("text/markdown")


def test_a_value_that_is_written_like_a_word(data_analyzer):
    rows = [{"state": state, "n": n} for n, state in enumerate(["IN", "OR", "IN", "ME", "OK"], start=1)]
    (call,) = data_analyzer(request(rows, "What is the total n where the state is IN?"))
    assert figures(call)["answers"][0]["value"] == 4


def test_columns_that_are_called_like_words_of_questions(data_analyzer):
    rows = [{"total": 5, "count": 2, "order": 1}, {"total": 7, "count": 4, "order": 2}]
    asked = {"average total": 6, "sum of count": 6, "What is the maximum order?": 2, "total count": 6, "mean count": 3}
    for (question, wanted), call in zip(asked.items(), data_analyzer(*(request(rows, each) for each in asked))):
        assert figures(call)["answers"][0]["value"] == wanted, question


def test_a_name_that_two_columns_share_is_asked_back(data_analyzer):
    rows = [{"unit_price": 1, "total_price": 2}, {"unit_price": 3, "total_price": 6}]
    (call,) = data_analyzer(request(rows, "What is the average price?"))
    assert call.code == "unknown_question" and "unit_price" in call.message and "total_price" in call.message


def test_identifiers_have_no_mean(data_analyzer):
    rows = [{"zip": "01067", "n": 1}, {"zip": "80331", "n": 3}]
    mean_of, count = data_analyzer(request(rows, "average zip"), request(rows, "how many different zips"))
    assert mean_of.code == "unknown_question" and "identifiers" in mean_of.message
    assert figures(count)["answers"][0]["value"] == 2


def test_conditions_that_no_row_meets_are_said(data_analyzer):
    none, average = data_analyzer(
        request(STAFF, "How many people are older than 300?"), request(STAFF, "average salary of people older than 300"))
    assert figures(none)["answers"][0]["value"] == 0
    assert "no row" in figures(average)["answers"][0]["answer"] and "value" not in figures(average)["answers"][0]


def test_missing_values_are_left_out_and_told(data_analyzer):
    rows = [{"a": 1, "b": "x"}, {"a": "", "b": "x"}, {"a": 4, "b": ""}]
    mean_of, missing, groups = data_analyzer(
        request(rows, "average a"), request(rows, "How many values of a are missing?"), request(rows, "total a per b"))
    assert figures(mean_of)["answers"][0]["value"] == 2.5 and "1 missing" in mean_of.result["text"]
    assert figures(missing)["answers"][0]["value"] == 1
    assert "1 row without b left out" in groups.result["text"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_questions_with_any_line_end(data_analyzer, end):
    text = f"What is the average n?{end}```csv{end}day,n{end}Mo,18{end}Tu,27{end}```{end}And the maximum of n?{end}"
    (call,) = data_analyzer(ask(text))
    assert [answer["value"] for answer in figures(call)["answers"]] == [22.5, 27]


def test_very_long_words_end(data_analyzer):
    (call,) = data_analyzer(request(STAFF, "What is the average age? " + "and the average salary " * 3000))
    found = figures(call)
    assert found["answers"][0]["value"] == mean(column(STAFF, "age")) and found["unanswered"]
