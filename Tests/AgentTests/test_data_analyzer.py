"""DataAnalyzer's figures are right, against Python's own, and what it can't read it says."""

import json
import math
import random
import statistics
import xml.etree.ElementTree as ElementTree

import pytest

from agent_run import ask

CHUNK = 3


def given(text, media_type="text/csv", words="Analyse this"):
    request = ask(words)
    request["message"]["parts"].append({"text": text, "mediaType": media_type, "filename": "data.csv"})
    return request


def analysed(run, text, media_type="text/csv"):
    """(figures, report, plot)"""
    (call,) = run(given(text, media_type))
    assert call.status == 0, call.result
    plot = call.artifact("image/svg+xml")
    ElementTree.fromstring(plot)
    assert len(plot.encode()) < 200_000
    report = call.artifact("text/markdown")
    assert "".join(json["text"] for kind, json in call.events if kind == CHUNK) == report
    return json.loads(call.artifact("application/json")), report, plot


def column(figures, name):
    return next(column for column in figures["columns"] if column["name"] == name)


def csv(**columns):
    rows = zip(*columns.values())
    return "\n".join([",".join(columns)] + [",".join(map(str, row)) for row in rows]) + "\n"


def close(a, b):
    return math.isclose(a, b, rel_tol=1e-12, abs_tol=0)


SEED = random.Random(20)
LISTS = {
    "small": [3, 1, 4, 1, 5, 9, 2, 6],
    "two": [1.5, 2.5],
    "normal": [SEED.gauss(100, 15) for _ in range(501)],
    "skewed": [SEED.lognormvariate(0, 3) for _ in range(1000)],
    "near constant": [1e9 + step * 1e-6 for step in range(50)],
    "constant": [0.1] * 30,
    "huge": [1.7e308, 1.6e308, 1.5e308, -1.2e308],
    "tiny": [5e-300, 1e-300, 2e-300],
    "cancelling": [1e16, 1, -1e16, 1],
}


@pytest.mark.parametrize("name", LISTS)
def test_figures_are_those_of_python(data_analyzer, name):
    numbers = [float(number) for number in LISTS[name]]
    found = column(analysed(data_analyzer, csv(x=map(repr, numbers)))[0], "x")
    assert found["type"] == "number" and (found["count"], found["missing"]) == (len(numbers), 0)
    assert (found["min"], found["max"]) == (min(numbers), max(numbers))
    assert close(found["mean"], statistics.mean(numbers))
    q1, median, q3 = statistics.quantiles(numbers, n=4, method="inclusive")
    if name != "huge":  # Python overflows there; by hand:
        assert close(found["standard_deviation"], statistics.stdev(numbers))
    else:
        assert close(found["standard_deviation"], 1e308 * statistics.stdev([1.7, 1.6, 1.5, -1.2]))
        q1, median, q3 = [1e308 * q for q in statistics.quantiles([1.7, 1.6, 1.5, -1.2], n=4, method="inclusive")]
    for key, wanted in (("q1", q1), ("median", median), ("q3", q3)):
        assert close(found[key], wanted), key
    if name != "huge":
        low, high = q1 - 1.5 * (q3 - q1), q3 + 1.5 * (q3 - q1)
        assert found["outliers"]["count"] == sum(not low <= n <= high for n in numbers)


def test_correlations_are_those_of_python(data_analyzer):
    x = [SEED.gauss(0, 1) for _ in range(200)]
    columns = {"x": x, "y": [n * 3 + SEED.gauss(0, 1) for n in x], "z": [1e9 - n * 1e-3 for n in x],
               "noise": [SEED.gauss(0, 1) for _ in x], "constant": [7] * 200}
    figures, report, plot = analysed(data_analyzer, csv(**columns))
    found = {(c["first"], c["second"]): c for c in figures["correlations"]}
    assert len(found) == 6 and not any("constant" in pair for pair in found)
    for (a, b), each in found.items():
        assert math.isclose(each["r"], statistics.correlation(columns[a], columns[b]), abs_tol=1e-9)
        assert each["pairs"] == 200
    strengths = [abs(each["r"]) for each in figures["correlations"]]
    assert strengths == sorted(strengths, reverse=True)
    assert "## Correlations" in report and "circle" in plot and "r = -1" in plot


def test_correlation_takes_only_rows_with_both(data_analyzer):
    figures, _, _ = analysed(data_analyzer, "a,b\n1,2\n2,NA\n3,6\n,1\n4,8\n")
    [found] = figures["correlations"]
    assert (found["first"], found["second"], found["pairs"]) == ("a", "b", 3) and close(found["r"], 1)
    assert (column(figures, "a")["missing"], column(figures, "b")["missing"]) == (1, 1)


@pytest.mark.parametrize("text, name, rows", [
    ('a,b\r\n1,"x, ""y""\r\nz"\r\n2,w\r\n', 'x, "y"\r\nz', 2),
    ("\ufeffa;b\n1,5;eins\n2,5;zwei\n", "eins", 2),
    ("a\tb\n1.5\tx y\n2.5\tz\n\n", "x y", 2),
    ("a|b\n1.5|x\n2.5|y", "x", 2),
    ("a,größe 📏\n1.5,日本\n2.5,日本\n", "日本", 2),
], ids=["RFC 4180", "semicolons", "tabs", "bars", "Unicode"])
def test_csv_as_it_comes(data_analyzer, text, name, rows):
    figures, _, _ = analysed(data_analyzer, text)
    assert figures["rows"] == rows and figures["columns"][0]["type"] == "number"
    assert name in [value["value"] for value in figures["columns"][1]["most_common"]]
    assert figures["columns"][0]["name"] == "a"


def test_a_decimal_comma_is_one(data_analyzer):
    figures, _, _ = analysed(data_analyzer, "a;b\n1,5;x\n2,5;y\n")
    assert column(figures, "a")["mean"] == 2


def test_ragged_lines_are_named_and_left_out(data_analyzer):
    figures, report, _ = analysed(data_analyzer, 'a,b\n1,"2\n"\n1\n3,4\n5,6,7\n')
    assert figures["rows"] == 2 and column(figures, "a")["mean"] == 2
    assert "line 4 (1), 6 (3)" in figures["notes"][0] and "line 4 (1), 6 (3)" in report


def test_types(data_analyzer):
    text = ("n,flag,day,word,nothing,mixed,dup,dup\n"
            + "".join(f"{n},true,2024-01-{n:02},w{n % 2},,{n if n > 1 else 'oops'},1,inf\n" for n in range(1, 11)))
    figures, report, _ = analysed(data_analyzer, text)
    kinds = {each["name"]: each["type"] for each in figures["columns"]}
    assert kinds == {"n": "number", "flag": "boolean", "day": "date", "word": "text", "nothing": "empty",
                     "mixed": "text", "dup": "number", "dup (2)": "text"}
    day = column(figures, "day")
    assert (day["first_date"], day["last_date"]) == ("2024-01-01", "2024-01-10")
    assert column(figures, "word")["most_common"] == [{"count": 5, "value": "w0"}, {"count": 5, "value": "w1"}]
    assert 'mixed: 1 of 10 values are not numbers, such as "oops"' in report


def test_json_of_either_shape(data_analyzer):
    rows = [{"z": 1, "a": "x"}, {"z": 2.5, "a": None, "more": True}]
    columns = {"z": [1, 2.5], "a": ["x", None], "more": [None, True]}
    for shape in (rows, columns):
        figures, _, _ = analysed(data_analyzer, json.dumps(shape), "application/json")
        assert [each["name"] for each in figures["columns"]] == ["z", "a", "more"]
        assert column(figures, "z")["mean"] == 1.75 and column(figures, "a")["missing"] == 1


def test_one_row_has_no_deviation(data_analyzer):
    figures, report, _ = analysed(data_analyzer, "a,b\n3,4\n")
    assert "standard_deviation" not in column(figures, "a") and column(figures, "a")["median"] == 3
    assert figures["correlations"] == [] and "| a | 3 | – | 3 | 3 | 3 | 3 | 3 |" in report


def test_numbers_alone_are_no_header(data_analyzer):
    figures, _, _ = analysed(data_analyzer, "1,2\n3,4\n")
    assert figures["rows"] == 2 and column(figures, "column 1")["mean"] == 2


@pytest.mark.parametrize("text, media_type, code", [
    ("", "text/csv", "no_data"), ("\n\n", "text/csv", "no_data"), ("a,b\n", "text/csv", "no_data"),
    ('a,b\n1,"2\n', "text/csv", "invalid_csv"), ("a,b\n1\n2\n", "text/csv", "invalid_csv"),
    ("{", "application/json", "invalid_json"), ("7", "application/json", "invalid_json"),
    ("[1, 2]", "application/json", "invalid_json"), ("[]", "application/json", "no_data"),
    ('{"a": [1], "b": [1, 2]}', "application/json", "invalid_json"),
    (",".join("x" * 201) + "\n" + ",".join("1" * 201) + "\n", "text/csv", "data_too_large"),
    ("a\n" + "1\n" * 200_001, "text/csv", "data_too_large"),
    ("a\n" + "1" * (8 << 20), "text/csv", "data_too_large"),
], ids=range(13))
def test_what_is_no_table_is_refused(data_analyzer, text, media_type, code):
    (call,) = data_analyzer(given(text, media_type))
    assert call.status < 0 and call.code == code and call.result["retryable"] is False


def test_data_in_the_text_and_none(data_analyzer):
    fenced, bare, none = data_analyzer(
        ask("Analyse:\n```\na,b\n1,2\n3,4\n```"), ask("a;b\n1;2\n3;4\n"), ask("Analyse, please, my data"))
    for call in (fenced, bare):
        assert json.loads(call.artifact("application/json"))["columns"][1]["mean"] == 3
    assert none.code == "no_data" and "```" in none.message


def test_what_the_data_says_is_only_text(data_analyzer):
    evil = '</text><script>alert(1)</script>|`*[x](y)'
    text = f'"{evil}",b\n' + "".join(f"{n},\"{evil}\x01\"\n" for n in range(20))
    _, report, plot = analysed(data_analyzer, text)
    assert "<script>" not in plot and "\n<script" not in report and "\\<script>" in report
    assert "prefers-color-scheme:dark" in plot


def test_many_rows_have_a_small_plot(data_analyzer):
    text = csv(**{f"c{i}": [SEED.random() for _ in range(5000)] for i in range(8)})
    figures, _, plot = analysed(data_analyzer, text)
    assert figures["rows"] == 5000 and plot.count("<circle") <= 1200


def test_a_cancel_ends_it(data_analyzer):
    text = csv(**{f"c{i}": range(2000) for i in range(100)})
    (call,) = data_analyzer(given(text), options=["--cancel-after-events", "3", "--credit", "3"])
    assert call.status < 0 and call.code == "cancelled"


def test_a_line_of_very_many_names_is_refused_and_takes_no_time_for_it(data_analyzer):
    (call,) = data_analyzer(given(",".join(["a"] * 250_000) + "\n1,2\n"))
    assert call.code == "data_too_large" and "columns" in call.message


def test_names_that_are_there_often_are_told_apart(data_analyzer):
    figures, _, _ = analysed(data_analyzer, ",".join(["a"] * 199 + ["a (2)"]) + "\n" + ",".join(["1"] * 200) + "\n")
    assert len({column["name"] for column in figures["columns"]}) == 200
