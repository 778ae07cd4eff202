"""Tables that stand in one line with what is asked of them, or below a title."""

import json

import pytest

from agent_run import AgentRun, ask
from conftest import library
from test_data_question_kinds import figures

ROWS = [{"x": 1, "y": 2}, {"x": 4, "y": 6}]
JSON = json.dumps(ROWS)


@pytest.fixture(scope="module")
def analyze(host):
    return AgentRun(host, library("DataAnalyzer"))


@pytest.mark.parametrize("text, value", [
    ("What is the average of b? a,b\n1,2\n3,4", 3), ("Hi there! Please tell me: what is the total of b? a,b\n1,2\n3,4\n", 6),
    ("The highest b please: a;b\n1;2\n3;9\n2;4", 9), ("Give me the average of b. a,b\n1,2\n3,4", 3),
    ("Average of b?\ta\tb\n1\t2\n3\t4", 3), ("What is the average of b? | a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |", 3),
    ("Hello, what is the average of amount? name,amount\nTom,2\nTim,4", 3),
    # Marks that belong to the head.
    ("What is the average of b?\nIs it done?,b\nyes,2\nno,4", 3), ("average of Net: EUR\nname,Net: EUR\nTom,2\nTim,4", 3),
    ("average of b\nTemp. C,b\n1,2\n3,4", 3),
    # JSON in a line.
    (f"{JSON} average of y, please", 4), (f"What is the average of y in {JSON}?", 4), (f"In {JSON}, what is the total of y?", 8),
    # Titles.
    ("average b\n\n# Club runs\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n", 3),
])
def test_the_wish_and_the_head_are_told_apart(analyze, text, value):
    (call,) = analyze(ask(text))
    assert call.status == 0, call.message
    [answer] = figures(call)["answers"]
    assert answer["value"] == value, answer


@pytest.mark.parametrize("text, media_type, head", [
    ("Please convert to JSON: a,b\n1,2\n3,4", "application/json", '{"a": 1, "b": 2}'),
    ("Turn this into markdown: name;amount\nTom;1.234,50 €\nTim;99,90 €", "text/markdown", "| name | amount |"),
])
def test_a_table_behind_its_wish_is_converted(analyze, text, media_type, head):
    (call,) = analyze(ask(text))
    assert call.status == 0, call.message
    [table] = [each for each in call.result["artifacts"] if each["artifactId"] == "table"]
    assert head in table["parts"][0]["text"] and table["parts"][0]["mediaType"] == media_type


def test_what_follows_is_about_the_table_behind_its_wish(analyze):
    turns = [{"role": "ROLE_USER", "parts": [{"text": "What is the average of b? a,b\n1,2\n3,4"}]}]
    (call,) = analyze({**ask("and the maximum?"), "history": turns})
    assert figures(call)["answers"][0]["value"] == 4
