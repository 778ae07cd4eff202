"""DataAnalyzer's answers to everyday questions and to what follows them: right, or refused."""

import pytest

import data_everyday_kinds
import data_everyday_verbs
from agent_run import AgentRun, ask
from conftest import library
from data_everyday_follow_ups import FOLLOW_UPS, UNCLEAR
from data_everyday_verbs import TABLES
from test_data_question_kinds import check, figures

ANSWERED = data_everyday_kinds.ANSWERED + data_everyday_verbs.ANSWERED
REFUSED = data_everyday_kinds.REFUSED + data_everyday_verbs.REFUSED


def request(table, words):
    asked = ask(words)
    asked["message"]["parts"].append({"text": TABLES[table], "mediaType": "text/csv", "filename": table})
    return asked


def conversation(table, earlier, question):
    first = f"{earlier[0]}\n```csv\n{TABLES[table]}```"
    turns = [{"role": "ROLE_USER", "parts": [{"text": text}]} for text in [first, *earlier[1:]]]
    return {**ask(question), "history": turns}


@pytest.fixture(scope="module")
def answered(host):
    """The call of each question, and of each conversation; all of them in one process."""
    single = [each[:2] for each in ANSWERED + REFUSED]
    longer = [(table, tuple(earlier), question) for table, earlier, question, *_ in FOLLOW_UPS + UNCLEAR]
    asked = [request(*each) for each in single] + [conversation(*each) for each in longer]
    return dict(zip(single + longer, AgentRun(host, library("DataAnalyzer"))(*asked)))


@pytest.mark.parametrize("table, question, key, wanted", ANSWERED)
def test_it_is_answered_rightly(answered, table, question, key, wanted):
    found = figures(answered[(table, question)])
    assert "unanswered" not in found, found
    [answer] = found["answers"]
    if key == "answer":
        assert wanted in answer["answer"], answer
    elif key == "groups" and None in wanted.values():
        groups = {group["key"]: group.get("value") for group in answer["groups"]}
        assert groups == wanted, answer
    else:
        check(answer, key, wanted)


@pytest.mark.parametrize("table, question, word", REFUSED)
def test_it_is_refused(answered, table, question, word):
    refused(answered[(table, question)], word)


@pytest.mark.parametrize("table, earlier, question, key, wanted", FOLLOW_UPS)
def test_a_follow_up_is_answered_rightly(answered, table, earlier, question, key, wanted):
    found = figures(answered[(table, tuple(earlier), question)])
    assert "unanswered" not in found, found
    [answer] = found["answers"]
    check(answer, key, wanted)


@pytest.mark.parametrize("table, earlier, question, word", UNCLEAR)
def test_an_unclear_follow_up_is_refused(answered, table, earlier, question, word):
    refused(answered[(table, tuple(earlier), question)], word)


def refused(call, word):
    assert call.status < 0 and call.code == "unknown_question", call.result
    assert word in call.message


def test_bars_come_in_the_order_of_their_values(data_analyzer):
    words = ["bar chart of the total fee by town", "bar chart of the total fee by town, highest first"]
    for call, order in zip(data_analyzer(*(request("tours.csv", each) for each in words)),
                           [["Ghent", "Lyon", "Turin"], ["Lyon", "Ghent", "Turin"]]):
        drawing = call.artifact("image/svg+xml")
        assert sorted(order, key=drawing.index) == order


def test_a_table_is_made_in_each_form(data_analyzer):
    words = ["convert it to JSON and to Markdown", "convert it to TSV, JSON and Markdown", "convert it from CSV to JSON"]
    for call, names in zip(data_analyzer(*(request("plants.csv", each) for each in words)),
                           [["json", "md"], ["tsv", "json", "md"], ["json"]]):
        tables = [each for each in call.result["artifacts"] if each["artifactId"].startswith("table")]
        assert [each["name"] for each in tables] == [f"plants.{each}" for each in names]
        assert all("Rose" in each["parts"][0]["text"] for each in tables)


def test_a_table_of_its_own_names_nobody(data_analyzer):
    """Whom the answer before named is of another table."""
    asked = conversation("rowers.csv", ["Who has the most points?"], "which club is she in?")
    asked["message"]["parts"].append({"text": TABLES["rowers.csv"].replace("88", "8"), "mediaType": "text/csv"})
    (call,) = data_analyzer(asked)
    refused(call, "she")


@pytest.mark.parametrize("named, is_answered", [("Cem, 88", True), ("Ada, 91", False)])
def test_a_table_that_is_handed_on_is_the_one_that_was_answered_of(data_analyzer, named, is_answered):
    """A host may send an earlier table again: its answer tells whether it is the same."""
    asked = request("rowers.csv", "which club is she in?")
    turns = [("ROLE_USER", "Who has the most points?"),
             ("ROLE_AGENT", f"# Analysis of rowers.csv\n\nThe rower with the highest points is {named} (5 rows).\n")]
    asked["history"] = [{"role": role, "parts": [{"text": text}]} for role, text in turns]
    (call,) = data_analyzer(asked)
    if is_answered:
        assert figures(call)["answers"][0]["values"] == ["Swan"]
    else:
        refused(call, "she")
