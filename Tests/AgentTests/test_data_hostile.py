"""DataAnalyzer takes whatever is sent: it ends with a result or a named error, and in time."""

import json
import random

import pytest

from agent_run import ask

SEED = random.Random(29)
ERRORS = {None, "no_data", "invalid_json", "invalid_csv", "invalid_table", "data_too_large", "unknown_question"}
PIECES = [
    "a", "1", "2", ".", ",", ";", "\t", "|", '"', "\n", "\r", "\r\n", " ", "-", "(", ")", "%", "$", "€", "\u202f", "NA",
    "2025-01-02", "03/04/2025", "é", "{", "}", "[", "]", ":", "null", '"a"', "|---|", "sep=;", "12.500", "1e5", "+",
    "\u2212", "'", "\\", "\\u12", "\\ud83d", "T10:00", "Z", "kg", '{"a": 1}', '{"data":', "0",
]
WORDS = [
    "average", "total", "how many", "which", "the", "most", "a", "b", "day", "per", "by", "and", "or", "not", "between",
    "older than", "30", "2025", "March", "top", "3", "plot", "bar chart", "as", "json", "is", "in", "x", "\"y\"", ",", "?",
    "correlation", "different", "missing", "sort", "where", "=", "first", "percentage of", "5k", "difference", "rows", "of",
]
TABLE = "day,a,b\n2025-03-01,1,x\n2025-03-02,2,y\n,,\n"


def request(words, text=None, media_type="text/csv"):
    asked = ask(words)
    if text is not None:
        asked["message"]["parts"].append({"text": text, "mediaType": media_type})
    return asked


def noise(pieces, count, joint=""):
    return joint.join(SEED.choice(pieces) for _ in range(SEED.randint(1, count)))


def test_noise_as_tables(data_analyzer):
    kinds = ["text/csv", "application/json", "text/x-md", "text/x-code", None]
    calls = data_analyzer(*(
        request("Analyse this", noise(PIECES, 100), kind) if kind else request("Analyse this\n" + noise(PIECES, 100))
        for kind in kinds * 60))
    assert all(call.status is not None and call.code in ERRORS for call in calls)


def test_noise_as_questions(data_analyzer):
    calls = data_analyzer(*(request(noise(WORDS, 14, " "), TABLE) for _ in range(400)))
    assert all(call.status is not None and call.code in ERRORS for call in calls)


@pytest.mark.parametrize("blank", [" ", "\t", "\n", "\u00a0", " \n"])
def test_a_long_gap_takes_no_time(data_analyzer, blank):
    """Sixteen kilobytes of blanks: read again from each of them they would take minutes, the deadline ends that."""
    call, = data_analyzer(request("What is the average a?" + blank * (16_000 // len(blank)) + "x", TABLE))
    assert call.status is not None and call.code in ERRORS


@pytest.mark.parametrize("text", [
    "a?" * 250_000 + "\nx\ny\n", "a b: " * 100_000 + "\n1,2\n3,4\n", "a?b,c " * 300 + "\n" + "1,2\n" * 100_000,
    ("a?" * 1000 + "\n") * 200, "```\n" + "a\n" * 250_000, "```csv\n" + "1,2\n" * 120_000,
], ids=["marks", "colons", "heads", "lines", "fence", "table"])
def test_half_a_megabyte_takes_no_more_than_its_length(data_analyzer, text):
    """Read again from each mark or line it would take hours; the deadline of the host ends that."""
    call, = data_analyzer(request("What is the average b?", text, "text/plain"))
    assert call.status is not None and call.code in ERRORS


NUMBERS = [
    "0", "-0", "1", "-1", "0.1", "0.3", "5e-324", "1e-323", "1.5e-323", "2.2250738585072014e-308", "1e-300", "1e300",
    "1.7976931348623157e308", "-1.7976931348623157e308", "9007199254740993", "9223372036854775807", "-9223372036854775808",
    "18446744073709551616", "99999999999999999999999999", "1.0000000000000002", "0.9999999999999999", "1e22", "1e16", "NA",
]
DATES = [
    "0001-01-01", "9999-12-31", "1582-10-15", "2024-02-29", "1970-01-01T00:00:00Z", "2025-03-30T02:30:00+14:00",
    "9999-12-31T23:59:59-12:00", "2025-12-31",
]
QUESTIONS = [
    "Analyse this", "What is the average a?", "total, median, minimum and maximum of a", "standard deviation of a",
    "quartiles of a", "outliers in a", "histogram of a", "plot a", "line chart of a per day", "scatter plot of a and c",
    "correlation of a and c", "average a per day", "average a per month", "which day had the most a", "top 3 by a",
    "percentage of a per day", "a minus c", "a times c", "a divided by c", "difference between the largest and smallest a",
    "rows where a is greater than 9223372036854775807", "how many days between the first and the last day",
    "total a between 0001-01-01 and 9999-12-31", "a in year 99999999999999999999", "top 99999999999999999999 by a",
    "first -1 rows", "a over 1e308", "a between 5 and -5", "rows from 12 to 3 o'clock", "range of a", "sort by a", "as json",
]


def test_numbers_and_dates_at_the_edge(data_analyzer):
    def table():
        rows = [(SEED.choice(DATES), SEED.choice(NUMBERS), SEED.choice(NUMBERS)) for _ in range(SEED.randint(1, 6))]
        return "day,a,c\n" + "".join(",".join(row) + "\n" for row in rows)

    calls = data_analyzer(*(request(question, table()) for question in QUESTIONS * 12))
    assert all(call.status is not None and call.code in ERRORS for call in calls)


def test_quartiles_of_neighbouring_numbers(data_analyzer):
    tables = ["a,b\n1e-323,x\n1.5e-323,y\n", "a,b\n1.0000000000000002,x\n1,y\n1,z\n"]
    for call in data_analyzer(*(request("What is the average a?", table) for table in tables)):
        assert call.code is None


@pytest.mark.parametrize("words", [
    "average " + "x" * 2_000_000, "average " + "1" * 2_000_000, '"' * 500_000, "e" + "\u0301" * 200_000, "\n" * 500_000,
    "what is the average of " * 10_000, "{" * 200_000, '[{' + '"a": 1,' * 50_000,
], ids=range(8))
def test_words_without_end(data_analyzer, words):
    (call,) = data_analyzer(request(words, TABLE), timeout=60)
    assert call.code in ERRORS


def test_sums_beyond_whole_numbers(data_analyzer):
    numbers = [9007199254740991] * 1100 + [1]
    (call,) = data_analyzer(request("total n", "n\n" + "".join(f"{n}\n" for n in numbers)))
    assert json.loads(call.artifact("application/json"))["answers"][0]["value"] == float(sum(numbers))


def test_figures_beyond_the_range_of_a_double_are_left_out(data_analyzer):
    (call,) = data_analyzer(request("What is the total n and the variance of n?", "n\n1.7e308\n1.6e308\n"))
    answers = json.loads(call.artifact("application/json"))["answers"]
    assert all("value" not in answer for answer in answers) and "no total n" in answers[0]["answer"]


def test_a_cancel_ends_a_question(data_analyzer):
    text = "a,b,c\n" + "".join(f"word {row},w{row % 9},{row}\n" for row in range(60_000))
    (call,) = data_analyzer(
        request("How many words are where a is word 77?", text), options=["--cancel-after-events", "2", "--credit", "2"])
    assert call.status < 0 and call.code == "cancelled"
