"""Small tables as offices have them, questions about them, and what Python says is right: by kind of question."""

import csv
import io
import statistics
from collections import defaultdict
from datetime import date
from fractions import Fraction

# By the name of the file that is sent; a name that ends in "pasted.csv" is not told.
TABLES = {
    "fruit-pasted.csv": "product,qty,unit_price\napple,3,1.5\npear,10,2.0\nplum,4,9.0\napple,5,1.5\n",
    "weather-pasted.csv": "date,temp,city\n2024-12-30,3,Graz\n2025-01-06,5,Linz\n2025-01-07,9,Graz\n2025-01-14,11,Linz\n"
                          "2025-02-03,4,Graz\n2025-02-05,20,Linz\n",
    "orders.csv": "order_id,date,customer,amount,shipped\n1,2024-11-03,Ann,100,yes\n2,2024-12-24,Bob,250,no\n"
                  "3,2025-01-15,Ann,300,yes\n4,2025-02-11,Cid,50,no\n5,2025-02-20,Bob,150,yes\n6,2025-03-09,Ann,75,no\n",
    "quarters.csv": "name,Q1,Q2,Q3,Q4\nAnn,1,2,3,4\nBob,10,20,30,40\nCid,5,5,5,5\n",
    "tasks.csv": "id,title,owner,status,estimate,hours\n1,Login page,Ann,open,5,8\n2,Fix bug,Bob,closed,3,2\n"
                 "3,Docs,Ann,closed,4,6\n4,Deploy,Cid,open,2,2\n5,Tests,Ann,open,6,9\n",
    "staff.csv": "name,age,team,salary,remote\nAnn,30,Dev,5000,yes\nBob,45,Sales,4000,no\nCid,28,Dev,6000,no\n"
                 "Dan,51,Sales,4500,yes\nAmy,39,HR,3900,no\nEve,22,Dev,5500,yes\n",
    "gaps-pasted.csv": "name,age,city\nAnn,30,Graz\nBob,,\nCid,28,Linz\nDan,40,\n",
}
TABLES["jobs-pasted.csv"] = TABLES["tasks.csv"]


def rows(name, tables):
    found = list(csv.DictReader(io.StringIO(tables[name])))
    for row in found:
        for key, value in row.items():
            try:
                row[key] = float(value) if "." in value else int(value)
            except ValueError:
                pass
    return found


FRUIT, WEATHER, ORDERS, QUARTERS, TASKS, STAFF, GAPS = (rows(name, TABLES) for name in list(TABLES)[:7])


def where(table, test=lambda row: True):
    return [row for row in table if test(row)]


def column(table, name, test=lambda row: True):
    return [row[name] for row in table if test(row)]


def exact(numbers):
    return float(sum(Fraction(str(n)) for n in numbers))


def mean(numbers):
    return float(sum(Fraction(str(n)) for n in numbers) / len(numbers))


def by(table, key, figure, test=lambda row: True):
    groups = defaultdict(list)
    for row in table:
        if test(row):
            groups[key(row) if callable(key) else row[key]].append(row)
    return {each: figure(found) for each, found in groups.items()}


def best(figures, count=1, most=True):
    return sorted(figures, key=lambda each: -figures[each] if most else figures[each])[:count]


def month(row):
    return row["date"][:7]


def weekday(row):
    return date.fromisoformat(row["date"]).strftime("%A")


def is_open(row):
    return row["status"] == "open"


def starts_with_a(row):
    return row["name"].startswith("A")


QTY = by(FRUIT, "product", lambda found: exact(column(found, "qty")))
# (table, question, key of the answer, what it must be)
ANSWERED = [
    # A word for pieces is the column of pieces, and no column that only begins so.
    ("fruit-pasted.csv", "Which product sold the most units?", "values", best(QTY)),
    ("fruit-pasted.csv", "how many units were sold in total?", "value", exact(column(FRUIT, "qty"))),
    ("fruit-pasted.csv", "total units of apples", "value", QTY["apple"]),
    ("fruit-pasted.csv", "average price", "value", mean(column(FRUIT, "unit_price"))),
    # Parts of dates.
    ("weather-pasted.csv", "average temp per month", "groups", by(WEATHER, month, lambda found: mean(column(found, "temp")))),
    ("weather-pasted.csv", "average temp by weekday", "groups",
     by(WEATHER, weekday, lambda found: mean(column(found, "temp")))),
    ("weather-pasted.csv", "which weekday had the highest average temp?", "values",
     best(by(WEATHER, weekday, lambda found: mean(column(found, "temp"))))),
    ("weather-pasted.csv", "what was the warmest day?", "values", best({r["date"]: r["temp"] for r in WEATHER})),
    ("orders.csv", "total per year", "groups", by(ORDERS, lambda r: r["date"][:4], lambda found: exact(column(found, "amount")))),
    ("orders.csv", "which month had the highest amount", "values",
     best(by(ORDERS, month, lambda found: exact(column(found, "amount"))))),
    # Several columns.
    ("quarters.csv", "total Q1 to Q4 for Ann", "value", 10),
    ("quarters.csv", "what is the sum of Q2 to Q3 for Bob?", "value", 50),
    ("quarters.csv", "total Q1 to Q2 by name", "groups", {r["name"]: r["Q1"] + r["Q2"] for r in QUARTERS}),
    ("quarters.csv", "who has the highest total of Q1 to Q4?", "values", ["Bob"]),
    ("quarters.csv", "Q4 minus Q1 for Bob", "value", 30),
    ("quarters.csv", "difference between Q1 and Q4 for Bob", "value", -30),
    ("quarters.csv", "average of Q4 minus Q1", "value", mean([r["Q4"] - r["Q1"] for r in QUARTERS])),
    ("fruit-pasted.csv", "total qty* unit_price", "value", exact([Fraction(str(r["qty"])) * Fraction(str(r["unit_price"])) for r in FRUIT])),
    ("fruit-pasted.csv", "sum of qty * unit_price by product", "groups",
     by(FRUIT, "product", lambda found: exact([r["qty"] * r["unit_price"] for r in found]))),
    ("tasks.csv", "total hours minus estimate", "value", sum(r["hours"] - r["estimate"] for r in TASKS)),
    ("tasks.csv", "how many tasks have more hours than estimate?", "value", sum(r["hours"] > r["estimate"] for r in TASKS)),
    ("tasks.csv", "tasks where hours > estimate", "rows", sum(r["hours"] > r["estimate"] for r in TASKS)),
    ("tasks.csv", "average hours of tasks where hours is more than estimate", "value",
     mean(column(TASKS, "hours", lambda r: r["hours"] > r["estimate"]))),
    # What the rows are called.
    *((name, question, key, wanted) for name in ("tasks.csv", "jobs-pasted.csv") for question, key, wanted in [
        ("how many tasks are open?", "value", len(where(TASKS, is_open))),
        ("total hours of closed tasks", "value", exact(column(TASKS, "hours", lambda r: not is_open(r)))),
        ("list all tasks of Ann", "rows", 3),
        ("which tasks are open?", "rows", 3),
        ("how many open tasks does Ann have?", "value", 2),
        ("how many tasks per owner", "groups", by(TASKS, "owner", len)),
        ("number of tasks by status", "groups", by(TASKS, "status", len)),
        ("what percentage of tasks is closed?", "value", 40),
        ("how many tasks have more than 5 hours?", "value", 3),
    ]),
    ("tasks.csv", "average hours per task", "value", mean(column(TASKS, "hours"))),
    ("tasks.csv", "which task took the most hours?", "values", ["Tests"]),
    # Not.
    ("staff.csv", "how many employees are not remote?", "value", 3),
    ("staff.csv", "how many people don't work remote", "value", 3),
    ("staff.csv", "average salary of people who are neither in Dev nor in Sales", "value", 3900),
    ("orders.csv", "which orders are not shipped?", "rows", 3),
    ("orders.csv", "how many orders were not yet shipped?", "value", 3),
    ("orders.csv", "total amount of orders that are not from Ann", "value", exact(column(ORDERS, "amount", lambda r: r["customer"] != "Ann"))),
    # Rows with gaps, and gaps.
    ("gaps-pasted.csv", "how many rows have missing values?", "value", 2),
    ("gaps-pasted.csv", "how many rows have no city?", "value", 2),
    ("gaps-pasted.csv", "list people without a city", "values", ["Bob", "Dan"]),
    # A row for each group, and the first rows.
    ("staff.csv", "youngest person in each team", "values", ["Eve", "Bob", "Amy"]),
    ("staff.csv", "who earns most in each team?", "values", ["Cid", "Dan", "Amy"]),
    ("orders.csv", "show me the three most expensive orders", "values", ["3", "2", "5"]),
    ("orders.csv", "largest order per customer", "values", ["3", "2", "4"]),
    ("orders.csv", "top 2 orders per customer by amount", "values", ["3", "1", "2", "5", "4"]),
    # Parts of texts.
    ("staff.csv", "Average age of people whose name starts with A", "value", mean(column(STAFF, "age", starts_with_a))),
    ("staff.csv", "how many names end with n", "value", 2),
    ("tasks.csv", "how many tasks have a title that contains \"o\"?", "value", sum("o" in r["title"].lower() for r in TASKS)),
    # Shares.
    ("staff.csv", "what percentage of people in Dev are remote?", "value", 100 * 2 / 3),
    ("staff.csv", "What percentage of people are remote?", "value", 50),
    ("orders.csv", "what percentage of the total amount comes from Ann?", "value", 100 * 475 / 925),
    ("orders.csv", "share of the amount per customer", "groups",
     by(ORDERS, "customer", lambda found: 100 * sum(column(found, "amount")) / 925)),
]
# What must not be answered, and a word that the message names.
REFUSED = [
    ("fruit-pasted.csv", "total price", "unit_price"),
    ("orders.csv", "average order", "order"),
    ("weather-pasted.csv", "on which weekday was it warmest?", "weekday"),
    ("weather-pasted.csv", "which year was the coldest?", "year"),
    ("orders.csv", "which month had the most sales", "amount"),
    ("tasks.csv", "how many hours over estimate in total?", "minus"),
    ("quarters.csv", "average Q1 - Q2", "minus"),
    ("quarters.csv", "average of Q1 to Q4", "each"),
    ("fruit-pasted.csv", "total of qty * unit_price + qty", "mixes"),
    ("staff.csv", "how many tasks are there?", "tasks"),
    ("staff.csv", "how many urgent people are remote?", "urgent"),
    ("staff.csv", "Average age without Bob and with Bob", "Bob"),
    ("staff.csv", "check if the average age is above 30", "yes or no"),
    ("staff.csv", "describe the salaries in Dev", "whole table"),
    ("staff.csv", "summarise salaries by team", "each group"),
    ("staff.csv", "average salary of those without a car", "car"),
]


def salary(test):
    return column(STAFF, "salary", test)


def in_dev(row):
    return row["team"] == "Dev"


# (table, what was asked before, question, key of the answer, what it must be)
FOLLOW_UPS = [
    ("staff.csv", ["average salary"], "and the median?", "value", statistics.median(salary(lambda r: True))),
    ("staff.csv", ["average salary", "and the median?"], "only for Dev", "value", statistics.median(salary(in_dev))),
    ("staff.csv", ["average salary"], "and in Sales?", "value", mean(salary(lambda r: r["team"] == "Sales"))),
    ("staff.csv", ["average salary", "and in Sales?"], "what about Dev?", "value", mean(salary(in_dev))),
    ("staff.csv", ["average salary by team"], "and by remote?", "groups",
     by(STAFF, "remote", lambda found: mean(column(found, "salary")))),
    ("staff.csv", ["average age"], "and the salary?", "value", mean(salary(lambda r: True))),
    ("staff.csv", ["who is the oldest?", "and the youngest?"], "only in Dev", "values", ["Eve"]),
    ("staff.csv", ["how many people are remote?", "and in Dev?"], "and not remote?", "value", 1),
    ("staff.csv", ["what percentage of people are remote?"], "and in Dev?", "value", 200 / 3),
    ("staff.csv", ["list the people in Sales"], "sorted by age", "rows", 2),
    ("staff.csv", ["average salary"], "and who is in Sales?", "values", ["Bob", "Dan"]),
    ("staff.csv", ["average salary"], "only for remote people", "value", mean(salary(lambda r: r["remote"] == "yes"))),
    ("staff.csv", ["who is the youngest?"], "and the second youngest?", "values", ["Cid"]),
    ("staff.csv", ["how many people are in Dev?"], "what is their average age?", "value", mean(column(STAFF, "age", in_dev))),
    ("tasks.csv", ["how many tasks are open?"], "list them", "rows", 3),
    ("tasks.csv", ["list open tasks"], "sort by hours", "rows", 3),
    ("staff.csv", ["list people older than 30"], "how many are there?", "value", 3),
    ("orders.csv", ["which customer has the highest total amount?"], "and the second highest?", "values", ["Bob"]),
    ("staff.csv", ["which team has the highest average salary?"], "and the lowest?", "values", ["HR"]),
    ("orders.csv", ["total amount"], "per customer", "groups",
     by(ORDERS, "customer", lambda found: exact(column(found, "amount")))),
    ("orders.csv", ["total amount", "per customer"], "only in 2025", "groups",
     by(ORDERS, "customer", lambda found: exact(column(found, "amount")), lambda r: r["date"] > "2025")),
]
# (table, question, the key and what it must be of each answer)
SEVERAL = [
    ("tasks.csv", "sum hours and average estimate by status", [
        ("groups", by(TASKS, "status", lambda found: exact(column(found, "hours")))),
        ("groups", by(TASKS, "status", lambda found: mean(column(found, "estimate"))))]),
    ("tasks.csv", "number of tasks and total hours per owner", [
        ("groups", by(TASKS, "owner", len)), ("groups", by(TASKS, "owner", lambda found: exact(column(found, "hours"))))]),
    ("staff.csv", "average age and median salary of people in Dev", [
        ("value", mean(column(STAFF, "age", in_dev))), ("value", statistics.median(salary(in_dev)))]),
    ("staff.csv", "In Dev, what is the average age and the median salary?", [
        ("value", mean(column(STAFF, "age", in_dev))), ("value", statistics.median(salary(in_dev)))]),
    ("staff.csv", "What is the average age? And how many people are in Dev?", [
        ("value", mean(column(STAFF, "age"))), ("value", 3)]),
]
# (table, question, the order of the first cells)
CONVERTED = [
    ("staff.csv", "convert to JSON and sort by age", "Eve Cid Ann Amy Bob Dan"),
    ("staff.csv", "sort by age and convert to CSV", "Eve Cid Ann Amy Bob Dan"),
    ("staff.csv", "convert to JSON lines sorted by age descending", "Dan Bob Amy Ann Cid Eve"),
    ("quarters.csv", "convert to markdown and sort by Q4", "Ann Cid Bob"),
    ("staff.csv", "convert the people in Dev to JSON, sorted by salary", "Ann Eve Cid"),
    ("staff.csv", "convert it to TSV", "Ann Bob Cid Dan Amy Eve"),
]
