"""Questions about a table over a whole conversation, through the server: what was said before counts."""

import pytest

from client import Client

WAIT = 60
STAFF = ("name,age,team,salary,remote\nAnn,30,Dev,5000,yes\nBob,45,Sales,4000,no\nCid,28,Dev,6000,no\n"
         "Dan,51,Sales,4500,yes\nAmy,39,HR,3900,no\nEve,22,Dev,5500,yes\n")


@pytest.fixture(scope="module")
def user(port):
    return Client(port, "kinds")


def talk(user, *turns):
    """The tasks of one conversation, whose first turn brings the table."""
    tasks, conversation = [], {}
    for number, words in enumerate(turns):
        query = f"{words}\n```csv\n{STAFF}```" if number == 0 else words
        task = user.task(user.chat(query, wait=WAIT, **conversation)["task_id"])
        conversation = {"conversation_id": task["conversation_id"]}
        tasks.append(task)
    return tasks


def test_a_figure_is_asked_again_for_other_rows(user):
    first, second, third = talk(user, "average salary", "and the median?", "only for Dev")
    assert "average salary is 4816.67" in first["result"] and "median salary is 4750" in second["result"]
    assert "median salary where team is Dev is 5500" in third["result"], third
    assert all(task["status"] == "completed" and not task["unmet"] for task in (first, second, third))


def test_what_was_compared_is_drawn(user):
    _, drawn = talk(user, "which team has the highest average salary?", "make a bar chart of it")
    assert "average salary by team" in drawn["result"], drawn
    assert "image/svg+xml" in [artifact["media_type"] for artifact in drawn["artifacts"]]


def test_what_an_answer_names_is_asked_about(user):
    """Also where the table is a file, which the server sends again with each turn."""
    parts = [{"text": "Who is the oldest?"}, {"text": STAFF, "filename": "staff.csv", "mediaType": "text/csv"}]
    first = user.post("/chat?wait=60", {"message": {"role": "user", "parts": parts}}).json
    results = []
    for words in ("which team is he in?", "what is his salary?", "and who is older than him?"):
        task = user.task(user.chat(words, wait=WAIT, conversation_id=first["conversation_id"])["task_id"])
        results.append(task["result"] or task["error"]["code"])
    assert "team where name is Dan is Sales" in results[0] and "salary where name is Dan is 4500" in results[1], results
    assert results[2] == "unknown_question"


def test_what_is_not_done_is_unmet(user):
    [task] = talk(user, "What is the average age? Answer in German.")
    assert "average age is 35.8333" in task["result"]
    [unmet] = task["unmet"]
    assert unmet["code"] == "unknown_question" and "German" in unmet["wish"]


def test_what_a_refused_question_brought_along_is_there_for_the_next(user):
    refused, after, converted = talk(user, "Which of them smokes?", "and the average age?", "convert the table to JSON")
    assert refused["status"] == "failed" and refused["error"]["code"] == "unknown_question"
    assert "average age is 35.8333" in after["result"]
    assert "application/json" in [artifact["media_type"] for artifact in converted["artifacts"]], converted
