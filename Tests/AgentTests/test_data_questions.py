"""DataAnalyzer answers questions about a table rightly, or says which it does not answer."""

import csv
import io
import json
import math
import random
import statistics
from collections import Counter, defaultdict
from datetime import date, timedelta
from fractions import Fraction

import pytest

from agent_run import AgentRun, ask
from conftest import library

SEED = random.Random(13)
CITIES, DEPARTMENTS = ["Berlin", "Rome", "Oslo", "New York"], ["Sales", "IT", "HR"]
FIRST = ["Anna", "Ben", "Cleo", "Dora", "Emil", "Fay", "Gus", "Hana", "Ivo", "Jana", "Karl", "Lea"]
STAFF = [
    {"name": name, "age": 20 + 3 * index % 31, "city": CITIES[index % 4 if index != 7 else 0],
     "department": DEPARTMENTS[index * 7 % 3], "salary": 3000 + 137 * index * (index % 5),
     "hired": date(2015 + index % 9, 1 + index % 12, 5).isoformat()}
    for index, name in enumerate(FIRST)
]
SALES = [
    {"date": (date(2025, 1, 3) + timedelta(days=11 * index)).isoformat(), "product": ["apple", "pear", "plum"][index % 3],
     "region": ["north", "south"][index * 5 % 7 % 2], "units": SEED.randint(1, 40),
     "unit_price": SEED.randint(30, 90) / 100}
    for index in range(30)
]


def as_csv(rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def column(rows, name):
    return [row[name] for row in rows]


def exact(numbers):
    return float(sum(Fraction(str(n)) for n in numbers))


def mean(numbers):
    return float(sum(Fraction(str(n)) for n in numbers) / len(numbers))


def where(rows, test):
    return [row for row in rows if test(row)]


def grouped(rows, key, name, figure):
    groups = defaultdict(list)
    for row in rows:
        groups[key(row) if callable(key) else row[key]].append(row[name])
    return {each: figure(values) for each, values in groups.items()}


def best(figures, most=True, count=1):
    return sorted(figures, key=lambda each: -figures[each] if most else figures[each])[:count]


def month(row):
    return row["date"][:7]


OLD = where(STAFF, lambda row: row["age"] > 30)
BERLIN = where(STAFF, lambda row: row["city"] == "Berlin")
APPLES = where(SALES, lambda row: row["product"] == "apple")
BY_NAME = {row["name"]: row for row in STAFF}

# (question, key of the answer, what it must be)
ABOUT_STAFF = [
    ("What is the average age?", "value", mean(column(STAFF, "age"))),
    ("what's the mean of age", "value", mean(column(STAFF, "age"))),
    ("Tell me the AVERAGE Age, please!", "value", mean(column(STAFF, "age"))),
    ("How old are they on average?", "value", mean(column(STAFF, "age"))),
    ("sum of salary", "value", exact(column(STAFF, "salary"))),
    ("I need to know the total salary", "value", exact(column(STAFF, "salary"))),
    ("median salary", "value", statistics.median(column(STAFF, "salary"))),
    ("the maximum age", "value", max(column(STAFF, "age"))),
    ("What is the lowest salary?", "value", min(column(STAFF, "salary"))),
    ("range of ages", "value", max(column(STAFF, "age")) - min(column(STAFF, "age"))),
    ("What is the difference between the highest and the lowest salary?", "value",
     max(column(STAFF, "salary")) - min(column(STAFF, "salary"))),
    ("standard deviation of the salaries", "value", statistics.stdev(column(STAFF, "salary"))),
    ("How many rows are there?", "value", len(STAFF)),
    ("count the employees", "value", len(STAFF)),
    ("How many people are older than 30?", "value", len(OLD)),
    ("how many employees have an age of at least 30", "value", len(where(STAFF, lambda r: r["age"] >= 30))),
    ("How many have an age between 25 and 40?", "value", len(where(STAFF, lambda r: 25 <= r["age"] <= 40))),
    ("How many people live in Berlin?", "value", len(BERLIN)),
    ("How many people do not live in New York?", "value", len(where(STAFF, lambda r: r["city"] != "New York"))),
    ("How many earn more than 4000 and live in Rome?", "value",
     len(where(STAFF, lambda r: r["salary"] > 4000 and r["city"] == "Rome"))),
    ("average salary of people in Berlin", "value", mean(column(BERLIN, "salary"))),
    ("average salary in Berlin or Rome", "value",
     mean(column(where(STAFF, lambda r: r["city"] in ("Berlin", "Rome")), "salary"))),
    ("What is the average salary of everyone in IT?", "value",
     mean(column(where(STAFF, lambda r: r["department"] == "IT"), "salary"))),
    ("average age where city = \"new york\"", "value",
     mean(column(where(STAFF, lambda r: r["city"] == "New York"), "age"))),
    ("average age of those hired after 2019", "value",
     mean(column(where(STAFF, lambda r: r["hired"] >= "2020"), "age"))),
    ("how many were hired before 2018-06-01", "value", len(where(STAFF, lambda r: r["hired"] < "2018-06-01"))),
    ("How many people were hired in March?", "value", len(where(STAFF, lambda r: r["hired"][5:7] == "03"))),
    ("How many people were hired between 2016 and 2018?", "value",
     len(where(STAFF, lambda r: "2016" <= r["hired"][:4] <= "2018"))),
    ("How many different cities are there?", "value", 4),
    ("number of distinct departments", "value", 3),
    ("list the cities", "values", list(dict.fromkeys(column(STAFF, "city")))),
    ("What are the unique departments?", "values", list(dict.fromkeys(column(STAFF, "department")))),
    ("What is the salary of Anna?", "value", BY_NAME["Anna"]["salary"]),
    ("how old is Cleo", "value", BY_NAME["Cleo"]["age"]),
    ("Who is the oldest?", "values", best({r["name"]: r["age"] for r in STAFF})),
    ("Who has the highest salary?", "values", best({r["name"]: r["salary"] for r in STAFF})),
    ("the 3 youngest people", "values", best({r["name"]: r["age"] for r in STAFF}, most=False, count=3)),
    ("top 2 by salary", "values", best({r["name"]: r["salary"] for r in STAFF}, count=2)),
    ("Who works in HR?", "values", column(where(STAFF, lambda r: r["department"] == "HR"), "name")),
    ("who was hired first?", "values", [min(STAFF, key=lambda r: r["hired"])["name"]]),
    ("average salary per department", "groups", grouped(STAFF, "department", "salary", mean)),
    ("What's the avg slary by dept?", "groups", grouped(STAFF, "department", "salary", mean)),
    ("total salary for each city", "groups", grouped(STAFF, "city", "salary", exact)),
    ("highest age in every city", "groups", grouped(STAFF, "city", "age", max)),
    ("How many people are there in each department?", "groups", grouped(STAFF, "department", "name", len)),
    ("how many employees earn less than 4000 per city", "groups",
     grouped(where(STAFF, lambda r: r["salary"] < 4000), "city", "name", len)),
    ("Which department has the highest average salary?", "values",
     best(grouped(STAFF, "department", "salary", mean))),
    ("Which city has the most employees?", "values",
     [city for city, count in Counter(column(STAFF, "city")).items()
      if count == max(Counter(column(STAFF, "city")).values())]),
    ("What is the most common city?", "values",
     sorted(city for city, count in Counter(column(STAFF, "city")).items()
            if count == max(Counter(column(STAFF, "city")).values()))),
    ("What percentage of people are older than 30?", "value", 100 * len(OLD) / len(STAFF)),
    ("correlation between age and salary", "value",
     statistics.correlation(column(STAFF, "age"), column(STAFF, "salary"))),
    ("Is there a relationship between salary and age?", "value",
     statistics.correlation(column(STAFF, "age"), column(STAFF, "salary"))),
    ("Are there any missing ages?", "value", 0),
    ("What columns are there?", "values", list(STAFF[0])),
]
ABOUT_SALES = [
    ("average price of apples", "value", mean(column(APPLES, "unit_price"))),
    ("What is the total number of units sold?", "value", exact(column(SALES, "units"))),
    ("total units by month", "groups", grouped(SALES, month, "units", exact)),
    ("monthly average of the unit price", "groups", grouped(SALES, month, "unit_price", mean)),
    ("Which month had the most units?", "values", best(grouped(SALES, month, "units", sum))),
    ("Which product sold the most units?", "values", best(grouped(SALES, "product", "units", sum))),
    ("Which day had the most units?", "values", best({r["date"]: r["units"] for r in SALES})),
    ("total units in February 2025", "value", exact(column(where(SALES, lambda r: month(r) == "2025-02"), "units"))),
    ("total units of plums in the north", "value",
     exact(column(where(SALES, lambda r: r["product"] == "plum" and r["region"] == "north"), "units"))),
    ("total units per region in 2025", "groups",
     grouped(where(SALES, lambda r: r["date"][:4] == "2025"), "region", "units", exact)),
    ("how many sales had more than 20 units", "value", len(where(SALES, lambda r: r["units"] > 20))),
    ("average unit price of pears and plums", "value",
     mean(column(where(SALES, lambda r: r["product"] != "apple"), "unit_price"))),
    ("What is the minimum price?", "value", min(column(SALES, "unit_price"))),
    ("units sold between 2025-03-01 and 2025-03-31 in total", "value",
     exact(column(where(SALES, lambda r: month(r) == "2025-03"), "units"))),
    ("average units per quarter", "groups",
     grouped(SALES, lambda r: f"2025 Q{(int(r['date'][5:7]) + 2) // 3}", "units", mean)),
    ("What is the average number of units per product since May 2025?", "groups",
     grouped(where(SALES, lambda r: r["date"] >= "2025-05"), "product", "units", mean)),
]
# What must not be answered, and a word that the message names.
REFUSED = [
    (STAFF, "What is the average height?", "height"), (STAFF, "What is the average wage?", "wage"),
    (STAFF, "average salary by country", "country"), (STAFF, "average salary of people in Paris", "Paris"),
    (STAFF, "show the rows where city is Atlantis", "Atlantis"), (STAFF, "What is the average age in dog years?", "dog"),
    (STAFF, "What is the average city?", "city"), (STAFF, "Predict the salary of next year", "redict"),
    (STAFF, "Is the average salary above 4000?", "yes or no"), (STAFF, "Does Anna earn more than Ben?", "yes or no"),
    (STAFF, "What is the 90th percentile of salary?", "90th"), (STAFF, "Why is the average salary so low?", "Why"),
    (STAFF, "average salary of women", "women"), (STAFF, "How many unicorns are older than 30?", "unicorns"),
    (STAFF, "Who is taller than 180?", "taller"), (STAFF, "draw a heatmap of age", "heatmap"),
    (STAFF, "convert it to XML", "XML"), (STAFF, "box plot of salary", "box plot"),
    (STAFF, "Plot the happiness by city", "happiness"), (STAFF, "What is the meaning of life?", "meaning"),
    (STAFF, "correlation between age and shoe size", "shoe"), (STAFF, "correlation between age and city", "city"),
    (STAFF, "Which planet has the highest salary?", "planet"), (STAFF, "What is the maximum?", "maximum"),
    (STAFF, "delete all rows where age is 30", "elete"), (STAFF, "weighted average of salary", "weighted"),
    (STAFF, "average salary and bonus", "bonus"), (STAFF, "growth rate of salary", "growth"),
    (SALES, "How many people are there?", "people"),
    (SALES, "What is the total revenue?", "revenue"), (SALES, "average units in the east", "east"), (SALES, "total units by salesman", "salesman"),
    (SALES, "Which customer bought the most units?", "customer"), (SALES, "average units before Christmas", "Christmas"),
]


def request(rows, words):
    asked = ask(words)
    asked["message"]["parts"].append({"text": as_csv(rows), "mediaType": "text/csv", "filename": "table.csv"})
    return asked


@pytest.fixture(scope="module")
def answered(host):
    """The call of each question; all of them in one process."""
    run = AgentRun(host, library("DataAnalyzer"))
    asked = [(STAFF, question) for question, _, _ in ABOUT_STAFF] + [(SALES, question) for question, _, _ in ABOUT_SALES]
    asked += [(rows, question) for rows, question, _ in REFUSED]
    calls = run(*(request(rows, question) for rows, question in asked))
    return dict(zip((question for _, question in asked), calls))


def figures(call):
    assert call.status == 0, call.result
    return json.loads(call.artifact("application/json"))


def close(found, wanted):
    return math.isclose(found, wanted, rel_tol=1e-12)


@pytest.mark.parametrize("question, key, wanted", ABOUT_STAFF + ABOUT_SALES, ids=lambda value: None)
def test_a_question_has_the_right_answer(answered, question, key, wanted):
    call = answered[question]
    found = figures(call)
    assert "unanswered" not in found and len(found["answers"]) >= 1, found
    [answer] = found["answers"][-1:]
    if key == "groups":
        groups = {group["key"]: group["value"] for group in answer["groups"]}
        assert set(groups) == set(wanted) and all(close(groups[each], wanted[each]) for each in wanted), answer
    elif key == "value":
        assert close(answer.get("value", answer.get("rows")), wanted), answer
    else:
        assert answer["values"] == wanted, answer
    # One plain sentence, right below the title and as the text of the result.
    report = call.artifact("text/markdown").splitlines()
    assert report[0].startswith("# ") and answer["answer"].split(":")[0] in report[2].replace("\\", "")
    assert answer["answer"] in call.result["text"]


@pytest.mark.parametrize("rows, question, word", REFUSED, ids=lambda value: None)
def test_what_can_not_be_answered_is_refused(answered, rows, question, word):
    call = answered[question]
    assert call.status < 0 and call.code == "unknown_question", call.result
    assert word in call.message and call.result["retryable"] is False


def test_a_column_that_is_not_there_is_named_with_those_that_are(answered):
    message = answered["What is the average height?"].message
    assert all(name in message for name in STAFF[0])


WAYS = ["What is the {} {}?", "{} {}", "Give me the {} of {}", "please calculate the {} of the {} column",
        "I want to know the {} {}", "Show the {} {}, please.", "can you compute the {} of {} for me?"]
WORDS = {
    mean: ["average", "mean", "avg"], exact: ["total", "sum"], statistics.median: ["median"],
    max: ["maximum", "highest", "largest", "max"], min: ["minimum", "lowest", "smallest", "min"],
}
NAMES = {"unit_price": ["unit_price", "unit price", "Unit Prices", "UNIT PRICE", "price", "unit prise", "`unit_price`"],
         "units": ["units", "unit", "Units"]}


def test_the_same_question_in_many_words(data_analyzer):
    asked = [(way.format(word, name), figure, column) for way in WAYS for figure, words in WORDS.items()
             for word in words for column, names in NAMES.items() for name in names]
    asked = SEED.sample(asked, 150)
    for (question, figure, name), call in zip(asked, data_analyzer(*(request(SALES, each[0]) for each in asked))):
        [answer] = figures(call)["answers"]
        assert close(answer.get("value", math.nan), figure(column(SALES, name))), (question, answer)


def test_several_questions_at_once(data_analyzer):
    (call,) = data_analyzer(request(STAFF, "What is the average age? And the highest salary? How many people live in Rome?\n"
                                           "Then the median salary per city, and what is their shoe size?"))
    found = figures(call)
    values = [answer.get("value") for answer in found["answers"]]
    assert values == [mean(column(STAFF, "age")), max(column(STAFF, "salary")),
                      len(where(STAFF, lambda r: r["city"] == "Rome")), None]
    assert {g["key"]: g["value"] for g in found["answers"][3]["groups"]} == grouped(STAFF, "city", "salary", statistics.median)
    [unanswered] = found["unanswered"]
    assert "shoe" in unanswered["reason"] and "Not answered:" in call.result["text"]
    assert "Not answered:" in call.artifact("text/markdown").split("\n## ")[0]


@pytest.mark.parametrize("words", [
    "minimum and maximum of age", "What are the minimum and the maximum age?", "the highest and lowest age",
])
def test_two_figures_of_one_column(data_analyzer, words):
    (call,) = data_analyzer(request(STAFF, words))
    assert sorted(answer["value"] for answer in figures(call)["answers"]) == [
        min(column(STAFF, "age")), max(column(STAFF, "age"))]


def test_one_figure_of_two_columns(data_analyzer):
    (call,) = data_analyzer(request(STAFF, "average age and salary"))
    [answer] = figures(call)["answers"]
    assert [each["value"] for each in answer["figures"]] == [mean(column(STAFF, "age")), mean(column(STAFF, "salary"))]


@pytest.mark.parametrize("words", [
    "Analyse this", "Analyze the data and write a report", "Summarize this", "", "Describe this table of our staff",
    "Find outliers and correlations in this data", "Write a README for it", "Here is my table. Thanks!",
])
def test_who_asks_for_nothing_special_gets_the_report(data_analyzer, words):
    (call,) = data_analyzer(request(STAFF, words))
    found = figures(call)
    assert "answers" not in found and "unanswered" not in found and "svg" in call.artifact("image/svg+xml")
    assert "## Numbers" in call.artifact("text/markdown")


def test_a_value_that_is_written_like_a_word(data_analyzer):
    rows = [{"state": state, "n": n} for n, state in enumerate(["IN", "OR", "IN", "ME", "OK"], start=1)]
    (call,) = data_analyzer(request(rows, "What is the total n where the state is IN?"))
    assert figures(call)["answers"][0]["value"] == 4


def test_columns_that_are_called_like_words_of_questions(data_analyzer):
    rows = [{"total": 5, "count": 2, "order": 1}, {"total": 7, "count": 4, "order": 2}]
    asked = {"average total": 6, "sum of count": 6, "What is the maximum order?": 2, "total count": 6, "mean count": 3}
    for (question, wanted), call in zip(asked.items(), data_analyzer(*(request(rows, each) for each in asked))):
        assert figures(call)["answers"][0]["value"] == wanted, question


def test_a_name_that_two_columns_share_is_asked_back(data_analyzer):
    rows = [{"unit_price": 1, "total_price": 2}, {"unit_price": 3, "total_price": 6}]
    (call,) = data_analyzer(request(rows, "What is the average price?"))
    assert call.code == "unknown_question" and "unit_price" in call.message and "total_price" in call.message


def test_identifiers_have_no_mean(data_analyzer):
    rows = [{"zip": "01067", "n": 1}, {"zip": "80331", "n": 3}]
    mean_of, count = data_analyzer(request(rows, "average zip"), request(rows, "how many different zips"))
    assert mean_of.code == "unknown_question" and "identifiers" in mean_of.message
    assert figures(count)["answers"][0]["value"] == 2


def test_conditions_that_no_row_meets_are_said(data_analyzer):
    none, average = data_analyzer(
        request(STAFF, "How many people are older than 300?"), request(STAFF, "average salary of people older than 300"))
    assert figures(none)["answers"][0]["value"] == 0
    assert "no row" in figures(average)["answers"][0]["answer"] and "value" not in figures(average)["answers"][0]


def test_missing_values_are_left_out_and_told(data_analyzer):
    rows = [{"a": 1, "b": "x"}, {"a": "", "b": "x"}, {"a": 4, "b": ""}]
    mean_of, missing, groups = data_analyzer(
        request(rows, "average a"), request(rows, "How many values of a are missing?"), request(rows, "total a per b"))
    assert figures(mean_of)["answers"][0]["value"] == 2.5 and "1 missing" in mean_of.result["text"]
    assert figures(missing)["answers"][0]["value"] == 1
    assert "1 row without b left out" in groups.result["text"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_questions_with_any_line_end(data_analyzer, end):
    text = f"What is the average n?{end}```csv{end}day,n{end}Mo,18{end}Tu,27{end}```{end}And the maximum of n?{end}"
    (call,) = data_analyzer(ask(text))
    assert [answer["value"] for answer in figures(call)["answers"]] == [22.5, 27]


def test_very_long_words_end(data_analyzer):
    (call,) = data_analyzer(request(STAFF, "What is the average age? " + "and the average salary " * 3000))
    found = figures(call)
    assert found["answers"][0]["value"] == mean(column(STAFF, "age")) and found["unanswered"]
