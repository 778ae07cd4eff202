"""Tables as people bring them: in one line with the question, below a title, and as a part of several wishes."""

import pytest

from client import Client

WAIT = 90
TABLE = "| name | minutes |\n|---|---|\n| Ann | 30 |\n| Bob | 50 |\n"
PROSE = "On Sunday the club met at the lake. Everybody ran as far as they liked, and the weather was good.\n\n"
SALES = "team,sales\nRed,3\nBlue,4\nGreen,6\n"
CREW = ('[{"name": "Ann", "pay": 30, "away": true}, {"name": "Bob", "pay": 20, "away": false},'
        ' {"name": "Cid", "pay": 40, "away": true}]')


@pytest.fixture(scope="module")
def user(port):
    return Client(port, "tables")


def asked(user, words, **file):
    """The task, and the texts that it made."""
    parts = [{"text": words}] + ([file] if file else [])
    answer = user.post(f"/chat?wait={WAIT}", {"message": {"role": "ROLE_USER", "parts": parts}}).json
    task = user.task(answer["task_id"])
    texts = {each["name"]: user.get(each["href"].removeprefix("/api/v1")).body.decode() for each in task["artifacts"]}
    return task, texts


@pytest.mark.parametrize("words, figure", [
    ("What is the average of b? a,b\n1,2\n3,4", "is 3 "),
    ('[{"x":1,"y":2},{"x":4,"y":6}] average of y, please', "is 4 "),
    ('What is the average of y in [{"x":1,"y":2},{"x":4,"y":6}]?', "is 4 "),
    ("average minutes\n\n# Club runs\n\n" + TABLE, "is 40 "),
])
def test_a_table_in_the_words_is_asked(user, words, figure):
    task, texts = asked(user, words)
    assert task["status"] == "completed" and task["unmet"] == [], task
    assert figure in texts["analysis.md"], texts


@pytest.mark.parametrize("words, name, said", [
    ("Please convert to JSON: a,b\n1,2\n3,4", "data.json", '{"a": 1, "b": 2}'),
    ("Turn this into markdown: name;amount\nTom;1.234,50 €\nTim;99,90 €", "data.md", "| Tom | 1.234,50 € |"),
])
def test_a_table_behind_its_wish_is_converted(user, words, name, said):
    task, texts = asked(user, words)
    assert task["status"] == "completed" and task["unmet"] == [], task
    assert said in texts[name], texts


@pytest.mark.parametrize("name, media_type", [("runs.md", "text/markdown"), ("runs.txt", "text/plain")])
@pytest.mark.parametrize("text", ["# Club runs\n\n" + TABLE, "# Club runs\n\n" + PROSE + TABLE])
def test_the_table_of_a_text_is_asked(user, name, media_type, text):
    task, texts = asked(user, "average minutes", text=text, mediaType=media_type, filename=name)
    assert task["status"] == "completed" and "is 40 " in texts["analysis.md"], (task, texts)


def test_a_text_with_a_table_is_summarised(user):
    task, _ = asked(user, "Summarise this", text=PROSE + TABLE, mediaType="text/markdown", filename="runs.md")
    assert task["status"] == "completed" and [step["agent_name"] for step in task["steps"]] == ["ContentWriter"], task


@pytest.mark.parametrize("words, name, head, names", [
    ("sort by pay, highest first, and convert to a markdown table", "crew.md", "| name | pay | away |", "Cid Ann Bob"),
    ("convert to csv without the away column", "crew.csv", "name,pay", "Ann Bob Cid"),
    ("Drop the away column and convert it to CSV", "crew.csv", "name,pay", "Ann Bob Cid"),
    ("Convert it to CSV and leave out the away column", "crew.csv", "name,pay", "Ann Bob Cid"),
    ("Only the name and pay, as CSV", "crew.csv", "name,pay", "Ann Bob Cid"),
    ("convert to CSV. Just the name and pay columns.", "crew.csv", "name,pay", "Ann Bob Cid"),
    ("top 2 by pay as CSV", "crew.csv", "name,pay,away", "Cid Ann"),
])
def test_a_table_has_the_order_and_the_columns_that_are_wanted(user, words, name, head, names):
    task, texts = asked(user, words, text=CREW, mediaType="application/json", filename="crew.json")
    assert task["status"] == "completed" and task["unmet"] == [], task
    lines = [line for line in texts[name].splitlines() if "---" not in line]
    found = [line.strip("| ").replace(" |", ",").split(",")[0] for line in lines[1:]]
    assert (lines[0], " ".join(found)) == (head, names), texts[name]


@pytest.mark.parametrize("words", [
    "Give Ann a pay of 10 and tell me the new average", "Set Ann's pay to 10 and convert it to CSV",
    "Add 10% to each pay, then convert it to CSV",
])
def test_what_depends_on_a_change_is_not_done(user, words):
    task, texts = asked(user, words, text=CREW, mediaType="application/json", filename="crew.json")
    assert task["status"] == "failed" and not texts, (task, texts)


def test_a_chart_beside_a_report_is_drawn(user):
    task, texts = asked(user, "Analyse this CSV, write a report and make a pie chart of sales by team",
                        text=SALES, mediaType="text/csv", filename="sales.csv")
    assert task["status"] == "completed" and task["unmet"] == [], task
    assert [step["agent_name"] for step in task["steps"]] == ["DataAnalyzer", "ContentWriter"]
    assert "pie chart" in texts["analysis.md"] and any("<svg" in text and "Green" in text for text in texts.values()), texts
