"""DataAnalyzer reads tables as people write them: every figure is compared with Python's own."""

import json

import pytest

from agent_run import AgentRun, ask
from conftest import library
from data_files import FILES

ENDS = {"LF": "\n", "CRLF": "\r\n", "CR": "\r"}


def request(text, media_type, words="Analyse this"):
    asked = ask(words)
    asked["message"]["parts"].append({"text": text, "mediaType": media_type})
    return asked


@pytest.fixture(scope="module")
def figures(host):
    """The figures of every file, with each kind of line end; in one process."""
    run = AgentRun(host, library("DataAnalyzer"))
    keys = [(file.name, end) for file in FILES for end in ENDS]
    calls = run(*(request(file.text.replace("\n", ENDS[end]), file.media_type) for file in FILES for end in ENDS))
    return dict(zip(keys, calls))


def test_there_are_many_files_and_no_name_is_there_twice():
    assert len({file.name for file in FILES}) == len(FILES) >= 60


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_table_as_it_comes(figures, file, end):
    call = figures[file.name, end]
    assert call.status == 0, call.result
    found = json.loads(call.artifact("application/json"))
    assert found["rows"] == file.rows
    columns = {column["name"]: column for column in found["columns"]}
    assert set(file.columns) <= set(columns), found["notes"]
    for name, wanted in file.columns.items():
        # Exactly, and not nearly.
        assert {key: columns[name].get(key) for key in wanted} == wanted, found["notes"]
    for note in file.notes:
        assert any(note in each for each in found["notes"]), found["notes"]
    if not file.notes:
        assert found["notes"] == []


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("form", [
    "Analyse this CSV\n```csv\nday,n\n2026-06-01,10\n2026-06-02,14\n```\n",
    "Analyse this\n```\nday,n\n2026-06-01,10\n2026-06-02,14\n```",
    "Analyse this\n~~~tsv\nday\tn\n2026-06-01\t10\n2026-06-02\t14\n~~~",
    "Analyse this table:\nday,n\n2026-06-01,10\n2026-06-02,14\n",
    "Analyse this table:\nday;n\n2026-06-01;10\n2026-06-02;14\n\nThanks in advance!\n",
    "day,n\n2026-06-01,10\n2026-06-02,14",
    "| day | n |\n|---|---|\n| 2026-06-01 | 10 |\n| 2026-06-02 | 14 |",
    "Look at this:\n\n| day | n |\n|---|---|\n| 2026-06-01 | 10 |\n| 2026-06-02 | 14 |\n\nWhat do you see?",
    "```markdown\n| day | n |\n|---|---|\n| 2026-06-01 | 10 |\n| 2026-06-02 | 14 |\n```",
    'Analyse this JSON: [{"day": "2026-06-01", "n": 10}, {"day": "2026-06-02", "n": 14}]',
    'Analyse this JSON\n[{"day": "2026-06-01", "n": 10},\n {"day": "2026-06-02", "n": 14}]\nplease',
    '{"day": "2026-06-01", "n": 10}\n{"day": "2026-06-02", "n": 14}\n',
    '```json\n{"data": [{"day": "2026-06-01", "n": 10}, {"day": "2026-06-02", "n": 14}]}\n```',
    '```jsonl\n{"day": "2026-06-01", "n": 10}\n{"day": "2026-06-02", "n": 14}\n```',
])
def test_a_table_in_what_is_said(data_analyzer, form, end):
    (call,) = data_analyzer(ask(form.replace("\n", ENDS[end])))
    assert call.status == 0, call.result
    found = json.loads(call.artifact("application/json"))
    assert found["rows"] == 2 and [column["name"] for column in found["columns"]] == ["day", "n"]
    assert found["columns"][1]["mean"] == 12 and "unanswered" not in found


def test_a_table_that_comes_twice_is_no_words(data_analyzer):
    """The host gives a pasted table as a part of its own, beside the text in which it stands."""
    data = "day,n\n2026-06-01,10\n2026-06-02,14\n"
    for end in ENDS.values():
        (call,) = data_analyzer(request(data, "text/x-csv", "What is the average n?\n".replace("\n", end) + data.replace("\n", end)))
        found = json.loads(call.artifact("application/json"))
        assert [answer["value"] for answer in found["answers"]] == [12] and "unanswered" not in found


def test_plain_text_with_the_name_of_a_table(data_analyzer):
    asked = ask("What is the total n?")
    asked["message"]["parts"].append({"text": "day;n\nMo;1\nTu;2\n", "mediaType": "text/plain", "filename": "june.CSV"})
    (call,) = data_analyzer(asked)
    assert json.loads(call.artifact("application/json"))["answers"][0]["value"] == 3


@pytest.mark.parametrize("text, media_type, code, said", [
    ("a,b\n", "text/csv", "no_data", "no rows"),
    ("| a | b |\n|---|---|\n", "text/x-md", "no_data", "no rows"),
    ("no table at all", "text/x-md", "no_data", "no rows"),
    ('[{"a": 1},]', "application/json", "invalid_json", "line 1, column 11"),
    ("[{'a': 1}]", "application/json", "invalid_json", "double quotes"),
    ('[{"a": 1}\n {"a": 2}]', "application/json", "invalid_json", "line 2"),
    ('[{"a": 1}, 2]', "application/json", "invalid_json", "row 2"),
    ("[[1, 2], [3]]", "application/json", "invalid_json", "list 2"),
    ('{"data": []}', "application/json", "no_data", "no rows"),
    ("[" * 100 + "]" * 100, "application/json", "invalid_json", "deeply"),
    ('a,b\r1,"2\r', "text/csv", "invalid_csv", "line 2"),
])
def test_what_can_not_be_read_is_said(data_analyzer, text, media_type, code, said):
    (call,) = data_analyzer(request(text, media_type))
    assert call.code == code and said in call.message


def test_many_escaped_names_take_time_that_grows_with_the_text_alone(data_analyzer):
    names = [f"\u00e4\u4e2d name {index}" for index in range(190)]
    rows = json.dumps([{name: row for name in names} for row in range(190)])
    assert len(rows) > 900_000
    (call,) = data_analyzer(request(rows, "application/json"), timeout=30)
    found = json.loads(call.artifact("application/json"))
    assert [column["name"] for column in found["columns"]] == names and found["columns"][7]["mean"] == 94.5


def test_a_cancel_ends_the_reading_of_json(data_analyzer):
    rows = json.dumps([{f"c{index}": row for index in range(100)} for row in range(3000)])
    (call,) = data_analyzer(request(rows, "application/json"), options=["--cancel-after-events", "1", "--credit", "1"])
    assert call.status < 0 and call.code == "cancelled"


def follow_up(words, *earlier, **part):
    turns = [{"role": "ROLE_USER", "parts": [{"text": text}]} for text in earlier]
    asked = {**ask(words), "history": turns}
    if part:
        asked["message"]["parts"].append(part)
    return asked


def test_a_follow_up_goes_on_with_the_last_table(data_analyzer):
    first, last = "Analyse\n```csv\na,b\n1,2\n3,4\n```", "And this?\r\na;b\r\n10;x\r\n30;y\r\n"
    report = "# Analysis of the data\n\n| Column | Mean |\n| --- | ---: |\n| a | 99 |\n"
    handed_on = {"text": report, "mediaType": "text/markdown", "filename": "analysis.md"}
    for earlier, wanted in (([first, "Thanks"], 2), ([first, last], 20)):
        for part in ({}, handed_on):
            (call,) = data_analyzer(follow_up("And the average a?", *earlier, **part))
            found = json.loads(call.artifact("application/json"))
            assert found["answers"][0]["value"] == wanted and "earlier message" in found["notes"][0]


def test_a_table_that_was_cut_is_not_gone_on_with(data_analyzer):
    cut = ("Analyse\n```csv\na,b\n" + "1,2\n" * 1500)[:4000]
    (call,) = data_analyzer(follow_up("And the average a?", cut))
    assert call.code == "no_data" and "send it again" in call.message
