"""DataAnalyzer draws the charts that are asked for, and brings tables into another form."""

import csv
import io
import json
import xml.etree.ElementTree as ElementTree

import pytest

from agent_run import AgentRun, ask
from conftest import library

CSV = """date,region,sales,cost
2025-01-03,north,10,7.5
2025-01-17,south,4,2.25
2025-02-02,south,7,6
2025-02-20,north,12,9.5
2025-03-05,north,3,2
"""
MARK = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def analyse(host):
    run = AgentRun(host, library("DataAnalyzer"))

    def analysed(words, text=CSV, media_type="text/csv", **part):
        asked = ask(words)
        asked["message"]["parts"].append({"text": text, "mediaType": media_type, **part})
        return run(asked)[0]

    return analysed


def marks(call):
    """How many of each mark a picture has, and its title."""
    [picture] = [part["text"] for artifact in call.result["artifacts"] for part in artifact["parts"]
                 if part["mediaType"] == "image/svg+xml"]
    root = ElementTree.fromstring(picture)
    count = {name: len(root.findall(f".//{MARK}{name}")) for name in ("rect", "polyline", "circle")}
    slices = [path for path in root.findall(f".//{MARK}path") if path.get("class") == "mark"]
    if slices:
        # Each has a mark beside its name.
        return {"path": len(slices)}, root.find(f"{MARK}title").text, picture
    # The paper is a rectangle too.
    return {**count, "rect": count["rect"] - 1}, root.find(f"{MARK}title").text, picture


@pytest.mark.parametrize("words, mark, count, title", [
    ("bar chart of sales by region", "rect", 2, "Bar chart of total sales by region"),
    ("Draw the average sales per region as a bar chart", "rect", 2, "Bar chart of average sales by region"),
    ("Plot sales by region", "rect", 2, "Bar chart of total sales by region"),
    ("line chart of sales over time", "polyline", 1, "Line chart of sales by date"),
    ("plot the cost over time", "polyline", 1, "Line chart of cost by date"),
    ("Please plot the total sales by month", "polyline", 1, "Line chart of total sales by month"),
    ("a line chart with sales and cost by date", "polyline", 2, "Line chart of sales by date, cost by date"),
    ("scatter plot of sales against cost", "circle", 5, "Scatter plot of sales against cost"),
    ("scatterplot with cost and sales", "circle", 5, "Scatter plot of sales against cost"),
    ("plot sales vs cost", "circle", 5, "Scatter plot of sales against cost"),
    ("histogram of the sales", "rect", None, "Histogram of sales"),
    ("Show the distribution of cost", "rect", None, "Histogram of cost"),
    ("bar chart of sales by region in February", "rect", 2, "Bar chart of sales by region"),
    ("bar chart of the number of rows per region", "rect", 2, "Bar chart of rows by region"),
    ("pie chart of sales by region", "path", 2, "Pie chart of total sales by region"),
    ("donut chart of the number of rows per region", "path", 2, "Pie chart of rows by region"),
])
def test_the_chart_that_was_asked_for(analyse, words, mark, count, title):
    call = analyse(words)
    assert call.status == 0, call.result
    found, named, _ = marks(call)
    assert named == title and (found[mark] == count if count is not None else found[mark] > 1)
    assert not any(found[other] for other in found if other != mark)
    [answer] = json.loads(call.artifact("application/json"))["answers"]
    assert answer["answer"] in call.result["text"] and "plot.svg" in call.artifact("text/markdown")


def test_the_bars_are_as_long_as_the_figures(analyse):
    _, _, picture = marks(analyse("bar chart of sales by region"))
    assert "north: 25" in picture and "south: 11" in picture
    widths = [float(each.get("width")) for each in ElementTree.fromstring(picture).findall(f".//{MARK}rect")][1:]
    assert widths[0] / widths[1] == pytest.approx(25 / 11, abs=0.01)


def test_the_slices_are_as_large_as_the_shares(analyse):
    found = analyse("Draw a pie chart of sales by region").artifact("image/svg+xml")
    assert "north: 25 (69.4 %)" in found and "south: 11 (30.6 %)" in found


@pytest.mark.parametrize("words, said", [
    ("pie chart of the average sales by region", "not parts of a whole"),
    ("pie chart of age by name", "not parts of a whole"),
    ("pie chart of profit by name", "below 0"),
    ("line chart of age with a trend line", "trend line"),
])
def test_a_drawing_that_would_say_something_else_is_refused(analyse, words, said):
    call = analyse(words, text=CSV if "sales" in words else "name,age,profit\nAnn,30,4\nBob,50,-2\n")
    assert call.code == "unknown_question" and said in call.message, call.result


def test_two_charts_are_two_files(analyse):
    call = analyse("a bar chart of sales by region and a histogram of cost")
    names = [artifact["name"] for artifact in call.result["artifacts"]]
    assert names == ["analysis.md", "analysis.json", "plot.svg", "plot-2.svg"]


def test_what_was_worked_out_is_plotted(analyse):
    call = analyse("What is the average sales per region? Then plot it as a bar chart.")
    assert marks(call)[1] == "Bar chart of average sales by region"


@pytest.mark.parametrize("words", ["scatter plot of sales and region", "histogram of region", "bar chart of region by region2",
                                   "violin plot of sales", "sankey diagram of region"])
def test_what_can_not_be_drawn_is_refused(analyse, words):
    call = analyse(words)
    assert call.code == "unknown_question", call.result


def converted(call, media_type):
    assert call.status == 0, call.result
    first = call.result["artifacts"][0]
    [part] = first["parts"]
    assert part["mediaType"] == media_type and part["filename"] == first["name"]
    return part["text"], first["name"]


TRICKY = 'id,zip,"a|b",note,ok,n\n1610521604143693876,01067,"x, ""y""","two\nlines",true,1.50\n2,00001,,\\plain,false,\n'
ROWS = [
    {"id": "1610521604143693876", "zip": "01067", "a|b": 'x, "y"', "note": "two\nlines", "ok": True, "n": 1.5},
    {"id": "2", "zip": "00001", "a|b": None, "note": "\\plain", "ok": False, "n": None},
]


@pytest.mark.parametrize("words", ["Convert this CSV to JSON", "Turn it into JSON please", "as json", "CSV to JSON",
                                   "Can you export the table as JSON?", "make JSON of this CSV"])
def test_csv_becomes_json(analyse, words):
    text, name = converted(analyse(words, TRICKY, filename="stock.csv"), "application/json")
    assert json.loads(text) == ROWS and name == "stock.json"


@pytest.mark.parametrize("words, delimiter, media_type", [
    ("Convert this JSON to CSV", ",", "text/csv"), ("to TSV", "\t", "text/tab-separated-values")])
def test_json_becomes_delimited(analyse, words, delimiter, media_type):
    rows = [{key: value if isinstance(value, (str, type(None))) else json.loads(json.dumps(value)) for key, value in row.items()}
            for row in ROWS]
    text, _ = converted(analyse(words, json.dumps(rows), "application/json"), media_type)
    found = list(csv.DictReader(io.StringIO(text), delimiter=delimiter))
    assert found == [
        {key: "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
         for key, value in row.items()} for row in ROWS]


def test_there_and_back_is_the_same(analyse):
    text, _ = converted(analyse("convert to JSON", TRICKY), "application/json")
    back, _ = converted(analyse("convert to CSV", text, "application/json"), "text/csv")
    again, _ = converted(analyse("convert to JSON", back), "application/json")
    assert json.loads(again) == json.loads(text) == ROWS


def test_a_markdown_table_and_back(analyse):
    text, name = converted(analyse("Make a Markdown table of it", "a|b,n\nx|y,1\nz,2\n".replace("a|b", '"a|b"')), "text/markdown")
    assert text == "| a\\|b | n |\n| --- | ---: |\n| x\\|y | 1 |\n| z | 2 |\n" and name == "data.md"
    back, _ = converted(analyse("convert this to CSV", text, "text/x-markdown"), "text/csv")
    assert back == "a|b,n\nx|y,1\nz,2\n"


def test_json_lines(analyse):
    text, _ = converted(analyse("convert to JSON lines", CSV), "application/x-ndjson")
    assert [json.loads(line)["sales"] for line in text.splitlines()] == [10, 4, 7, 12, 3]


def test_nested_values_stay_nested(analyse):
    rows = [{"a": {"x": [1, 2]}, "b": 1}, {"a": {"x": []}, "b": 2}]
    text, _ = converted(analyse("convert to JSON lines", json.dumps(rows), "application/json"), "application/x-ndjson")
    assert [json.loads(line) for line in text.splitlines()] == rows


def test_only_the_rows_that_are_wanted(analyse):
    text, _ = converted(analyse("Convert the rows where region is south to JSON"), "application/json")
    assert [row["sales"] for row in json.loads(text)] == [4, 7]


def test_numbers_are_written_plainly(analyse):
    text, _ = converted(analyse("to JSON", "Ort;n;m\nGraz;12.500;127,6\nLinz;987;96,0\n"), "application/json")
    assert json.loads(text) == [{"Ort": "Graz", "n": 12500, "m": 127.6}, {"Ort": "Linz", "n": 987, "m": 96}]


@pytest.mark.parametrize("words, named", [("convert this to Excel", "Excel"), ("export as YAML", "YAML"),
                                          ("turn it into an HTML table", "HTML"), ("convert this CSV", "into what")])
def test_an_unknown_form_is_refused(analyse, words, named):
    call = analyse(words)
    assert call.code == "unknown_question" and named in call.message and "JSON" in call.message


def test_a_table_too_large_to_convert_is_refused(analyse):
    names = ",".join(f"{index} {'long name ' * 9}" for index in range(100))
    call = analyse("convert to JSON lines", names + "\n" + ("1," * 99 + "1\n") * 900)
    assert call.code == "unknown_question" and "3 MiB" in call.message
