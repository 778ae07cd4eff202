"""What people of an office asked of tables: the right figure, or a refusal that names what was not understood."""

import pytest

from agent_run import AgentRun, ask
from conftest import library
from data_office_questions import ANSWERED, REFUSED, TABLES
from test_data_question_kinds import check, close, figures

QUESTIONS = [(table, *rest) for table, asked in ANSWERED.items() for rest in asked]
NO_ANSWERS = [(table, *rest) for table, asked in REFUSED.items() for rest in asked]


@pytest.fixture(scope="module")
def answered(host):
    """The call of each question; all of them in one process."""
    asked = [each[:2] for each in QUESTIONS + NO_ANSWERS]
    requests = []
    for table, question in asked:
        request = ask(question)
        request["message"]["parts"].append({"text": TABLES[table], "mediaType": "text/csv", "filename": table})
        requests.append(request)
    return dict(zip(asked, AgentRun(host, library("DataAnalyzer"))(*requests)))


@pytest.mark.parametrize("table, question, key, wanted", QUESTIONS)
def test_the_answer_is_right(answered, table, question, key, wanted):
    found = figures(answered[(table, question)])
    assert "unanswered" not in found, found
    [answer] = found["answers"]
    if key == "figure":
        assert close(answer["figures"][0]["value"], wanted), answer
    elif key == "ordered":
        assert [group["key"] for group in answer["groups"]] == wanted, answer
    else:
        check(answer, key, wanted)


@pytest.mark.parametrize("table, question, word", NO_ANSWERS)
def test_no_answer_is_made_up(answered, table, question, word):
    call = answered[(table, question)]
    assert call.status < 0 and call.code == "unknown_question", call.result
    assert word in call.message


def test_there_are_enough_of_them():
    assert len(QUESTIONS) >= 110 and len(NO_ANSWERS) >= 75
