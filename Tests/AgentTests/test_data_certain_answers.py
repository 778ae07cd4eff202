"""DataAnalyzer answers what the columns make certain, and refuses what may be taken for something else."""

import csv
import io
import json

import pytest

from agent_run import AgentRun, ask
from conftest import library
from data_certain_answers import ANSWERED, CONVERTED, FOLLOW_UPS, REFUSED, TABLES, UNCLEAR
from test_data_question_kinds import check, figures


def request(table, words):
    asked = ask(words)
    asked["message"]["parts"].append({"text": TABLES[table], "mediaType": "text/csv", "filename": table})
    return asked


def conversation(earlier, question):
    first = f"{earlier[0]}\n```csv\n{TABLES['crew.csv']}```"
    turns = [{"role": "ROLE_USER", "parts": [{"text": text}]} for text in [first, *earlier[1:]]]
    return {**ask(question), "history": turns}


@pytest.fixture(scope="module")
def called(host):
    """The call of each question and of each conversation; all of them in one process."""
    single = [each[:2] for each in ANSWERED + REFUSED + CONVERTED]
    longer = [(tuple(earlier), question) for earlier, question, *_ in FOLLOW_UPS + UNCLEAR]
    asked = [request(*each) for each in single] + [conversation(*each) for each in longer]
    return dict(zip(single + longer, AgentRun(host, library("DataAnalyzer"))(*asked)))


def tables(call):
    """The rows of each table that was made, by its file name."""
    assert call.status == 0, call.result
    found = {}
    for part in (part for each in call.result["artifacts"] if each["artifactId"].startswith("table") for part in each["parts"]):
        is_json = part["filename"].endswith(".json")
        found[part["filename"]] = json.loads(part["text"]) if is_json else list(csv.DictReader(io.StringIO(part["text"])))
    return found


@pytest.mark.parametrize("table, question, wanted", ANSWERED)
def test_it_is_answered_rightly(called, table, question, wanted):
    found = figures(called[(table, question)])
    assert "unanswered" not in found and len(found["answers"]) == len(wanted), found
    for answer, (key, value) in zip(found["answers"], wanted):
        if value is not None:
            check(answer, key, value)


@pytest.mark.parametrize("key, word", [
    (each[:2], each[2]) for each in REFUSED] + [((tuple(each[0]), each[1]), each[2]) for each in UNCLEAR])
def test_it_is_refused(called, key, word):
    refused(called[key], word)


@pytest.mark.parametrize("table, question, name, members, width", CONVERTED)
def test_the_rows_that_are_wanted_are_converted(called, table, question, name, members, width):
    found = tables(called[(table, question)])[name]
    assert [row["member"] for row in found] == members and {len(row) for row in found} == {width}, found


@pytest.mark.parametrize("earlier, question, key, wanted", FOLLOW_UPS)
def test_a_follow_up_keeps_its_condition(called, earlier, question, key, wanted):
    call = called[(tuple(earlier), question)]
    if key in ("table", "columns"):
        [found] = tables(call).values()
        assert wanted == ([row["sailor"] for row in found] if key == "table" else list(found[0])), found
    else:
        [answer] = figures(call)["answers"]
        check(answer, key, wanted)


def refused(call, word):
    assert call.status < 0 and call.code == "unknown_question", call.result
    assert word in call.message


def test_figures_are_shown_as_people_write_them(data_analyzer):
    above, sentence = data_analyzer(request("thirds.csv", "which teams have more points than the average?"),
                                    request("parts.csv", "what is the stock of the most expensive part?"))
    assert "more than 1.6667" in figures(above)["answers"][0]["answer"]
    assert "Gear" in figures(sentence)["answers"][0]["answer"]


def test_the_text_around_a_table_is_not_said_to_be_summarised(data_analyzer):
    text = ("Summarise this trip.\n\n# Harbour\n\nWe sailed for two weeks. The food was plain. It rained each day.\n\n"
            "| item | cost |\n|---|---|\n| food | 90 |\n| berth | 40 |\n")
    (call,) = data_analyzer(ask(text))
    found = figures(call)
    assert "answers" not in found or not found["answers"], found
    [unanswered] = found["unanswered"]
    assert "Summarise" in unanswered["question"] and "text" in unanswered["reason"]


def test_conditions_and_conversions_are_bounded(data_analyzer):
    table = "name,number\n" + "".join(f"n{index},{index}\n" for index in range(300))
    part = {"text": table, "mediaType": "text/csv"}
    many, few, forms = (ask(words) for words in [
        "rows not in " + ", not in ".join(f"n{index}" for index in range(100)),
        "rows not in " + ", not in ".join(f"n{index}" for index in range(20)),
        "convert it to JSON and to CSV and to TSV and to Markdown. " * 9])
    for each in (many, few, forms):
        each["message"]["parts"].append(part)
    many, few, forms = data_analyzer(many, few, forms)
    refused(many, "50 conditions, and it has 100")
    assert figures(few)["answers"][0]["rows"] == 280
    assert len([each for each in forms.result["artifacts"] if each["artifactId"].startswith("table")]) == 6
    [analysis] = [each for each in forms.result["artifacts"] if each["artifactId"] == "analysis"]
    assert any("6 conversions" in each["reason"] for each in analysis["metadata"]["unmet"])
