"""DataAnalyzer's answers by kind of question: right, or refused with the word that was not understood."""

import json
import math
import re

import pytest

from agent_run import AgentRun, ask
from conftest import library
from data_question_kinds import ANSWERED, CONVERTED, FOLLOW_UPS, REFUSED, SEVERAL, TABLES, rows


def request(table, words):
    part = {"text": TABLES[table], "mediaType": "text/csv"}
    if not table.endswith("pasted.csv"):
        part["filename"] = table
    asked = ask(words)
    asked["message"]["parts"].append(part)
    return asked


@pytest.fixture(scope="module")
def answered(host):
    """The call of each question; all of them in one process."""
    asked = [each[:2] for each in ANSWERED + REFUSED]
    return dict(zip(asked, AgentRun(host, library("DataAnalyzer"))(*(request(*each) for each in asked))))


def figures(call):
    assert call.status == 0, call.result
    return json.loads(call.artifact("application/json"))


def close(found, wanted):
    return found is not None and math.isclose(found, wanted, rel_tol=1e-12)


def check(answer, key, wanted):
    if key == "groups":
        groups = {group["key"]: group["value"] for group in answer["groups"]}
        assert set(groups) == set(wanted) and all(close(groups[each], wanted[each]) for each in wanted), answer
    elif key == "values":
        assert answer["values"] == wanted, answer
    elif key == "rows":
        assert "value" not in answer and answer["rows"] == wanted, answer
    else:
        assert close(answer.get("value"), wanted), answer


@pytest.mark.parametrize("table, question, key, wanted", ANSWERED)
def test_it_is_answered_rightly(answered, table, question, key, wanted):
    found = figures(answered[(table, question)])
    assert "unanswered" not in found, found
    [answer] = found["answers"]
    check(answer, key, wanted)


@pytest.mark.parametrize("table, question, word", REFUSED)
def test_it_is_refused(answered, table, question, word):
    call = answered[(table, question)]
    assert call.status < 0 and call.code == "unknown_question", call.result
    assert word in call.message


def test_a_refusal_quotes_the_request_as_it_is_written(answered):
    message = answered[("fruit-pasted.csv", "total of qty * unit_price + qty")].message
    assert message.startswith('"total of qty * unit_price + qty" can')


def test_follow_ups_go_on_with_what_was_asked(data_analyzer):
    asked = []
    for table, earlier, question, _, _ in FOLLOW_UPS:
        first = f"{earlier[0]}\n```csv\n{TABLES[table]}```"
        turns = [{"role": "ROLE_USER", "parts": [{"text": text}]} for text in [first, *earlier[1:]]]
        asked.append({**ask(question), "history": turns})
    for (_, earlier, question, key, wanted), call in zip(FOLLOW_UPS, data_analyzer(*asked)):
        found = figures(call)
        assert "unanswered" not in found, (earlier, question, found)
        check(found["answers"][0], key, wanted)


def test_what_was_compared_is_drawn(data_analyzer):
    first = f"which team has the highest average salary?\n```csv\n{TABLES['staff.csv']}```"
    drawn, unclear = data_analyzer(*(
        {**ask("make a bar chart of it"), "history": [{"role": "ROLE_USER", "parts": [{"text": text}]}]}
        for text in (first, first.replace(first.split("\n")[0], "correlation between age and salary"))))
    assert "average salary by team" in drawn.result["text"] and "svg" in drawn.artifact("image/svg+xml")
    assert unclear.code == "unknown_question" and "drawn" in unclear.message


def test_several_figures_share_what_stands_beside_them(data_analyzer):
    for (table, question, wanted), call in zip(SEVERAL, data_analyzer(*(request(*each[:2]) for each in SEVERAL))):
        found = figures(call)["answers"]
        assert len(found) == len(wanted), (question, found)
        for answer, (key, value) in zip(found, wanted):
            check(answer, key, value)


def test_a_table_is_converted_in_the_order_that_was_asked_for(data_analyzer):
    for (table, question, order), call in zip(CONVERTED, data_analyzer(*(request(*each[:2]) for each in CONVERTED))):
        assert call.status == 0 and "unmet" not in call.result["artifacts"][-2].get("metadata", {}), (question, call.result)
        names = "|".join(row["name"] for row in rows(table, TABLES))
        assert re.findall(rf"\b(?:{names})\b", call.result["artifacts"][0]["parts"][0]["text"]) == order.split(), question


def test_what_is_not_done_beside_an_answer_is_named(data_analyzer):
    (call,) = data_analyzer(request("staff.csv", "average age. Answer in German."))
    assert close(figures(call)["answers"][0]["value"], 215 / 6)
    [unmet] = call.result["artifacts"][0]["metadata"]["unmet"]
    assert unmet["wish"] == "Answer in German" and "German" in unmet["reason"]


STAFF = "name,age,salary,team\nAnn,30,100,IT\nBob,20,200,HR\nCy,25,300,IT\n"


@pytest.mark.parametrize("words, wanted", [
    ("Who is the second youngest and how much do they earn?", 300),
    ("Which team has the most people and what is its average salary?", 200),
    ("Which team has the lowest total salary and how many people work there?", 1),
    ("What is the average age of people in IT and their total salary?", 400),
    ("What is the average age and their total salary?", 600),
])
def test_a_pronoun_is_taken_for_what_was_named(data_analyzer, words, wanted):
    (call,) = data_analyzer(ask(f"{words}\n{STAFF}"))
    assert call.status == 0, call.message
    found = figures(call)
    assert "unanswered" not in found and close(found["answers"][-1]["value"], wanted), found


@pytest.mark.parametrize("words, left", [
    ("Who are the youngest people older than 90 and how much do they earn?", "they"),
    ("Which team has the fewest people and what is her average salary?", "her"),
    ("Who is the youngest and what is their average salary?", "Bob"),
    ("Top 2 by salary and what is their team?", "their"),
])
def test_a_pronoun_for_nobody_is_not_taken_for_all(data_analyzer, words, left):
    (call,) = data_analyzer(ask(f"{words}\n{STAFF}"))
    reasons = [each["reason"] for each in call.result["artifacts"][0].get("metadata", {}).get("unmet", [])]
    assert len(reasons) == 1 and left in reasons[0]
