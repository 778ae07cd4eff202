"""Two tables, questions about them, and what Python says is right."""

import csv
import io
import random
import statistics
from collections import Counter, defaultdict
from datetime import date, timedelta
from fractions import Fraction

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
    ("average salary for people under 30", "value", mean(column(where(STAFF, lambda r: r["age"] < 30), "salary"))),
    ("people aged 29", "values", column(where(STAFF, lambda r: r["age"] == 29), "name")),
    ("who is older than 30 and under 40", "values",
     column(where(STAFF, lambda r: 30 < r["age"] < 40), "name")),
    ("average salary in 2016", "value", mean(column(where(STAFF, lambda r: r["hired"][:4] == "2016"), "salary"))),
    ("how many different cities have employees in HR", "value",
     len({r["city"] for r in STAFF if r["department"] == "HR"})),
    ("employees by department", "groups", grouped(STAFF, "department", "name", len)),
    ("top 2 cities by average salary", "values", best(grouped(STAFF, "city", "salary", mean), count=2)),
    ("salary of Anna and Ben", "values", [str(BY_NAME["Anna"]["salary"]), str(BY_NAME["Ben"]["salary"])]),
    ("average salary in Berlin vs Rome", "groups",
     grouped(where(STAFF, lambda r: r["city"] in ("Berlin", "Rome")), "city", "salary", mean)),
    ("Compare the total salary of IT and HR", "groups",
     grouped(where(STAFF, lambda r: r["department"] in ("IT", "HR")), "department", "salary", exact)),
    ("Which two people have the lowest age?", "values",
     best({r["name"]: r["age"] for r in STAFF}, most=False, count=2)),
    ("average age without Cleo", "value", mean(column(where(STAFF, lambda r: r["name"] != "Cleo"), "age"))),
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
    ("how many days had more than 30 units", "value", len(where(SALES, lambda r: r["units"] > 30))),
    ("How many different products are there per region?", "groups",
     {region: len({r["product"] for r in SALES if r["region"] == region}) for region in ("north", "south")}),
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
    (SALES, "What is the total revenue?", "revenue"), (SALES, "revenue", "revenue"), (STAFF, "compare age and salary", "compared"), (STAFF, "who is 45", "45"),
    (STAFF, "how many employees earn the same", "earn"), (SALES, "units after tax", "after"),
    (STAFF, "average salary by department and city", "city"), (STAFF, "who in IT earns above average?", "average"), (SALES, "average units in the east", "east"), (SALES, "total units by salesman", "salesman"),
    (SALES, "Which customer bought the most units?", "customer"), (SALES, "average units before Christmas", "Christmas"),
]
