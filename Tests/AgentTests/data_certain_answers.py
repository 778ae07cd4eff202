"""What is asked in a way that may be taken for something else: a figure, several of them, or a refusal. By kind of
question, with what Python works out of the same tables."""

import statistics
from decimal import Decimal

from data_question_kinds import by, column, exact, mean, rows, where

TABLES = {
    "club.csv": "member,section,joined,dues,hours,active\nNora,Tennis,2020-03-02,120,14,yes\nOtto,Golf,2018-05-01,300,9,no\n"
                "Pia,Tennis,2021-07-19,95,22,yes\nRay,Chess,2016-01-11,60,31,no\nSia,Golf,2019-09-30,280,12,yes\n",
    "crew.csv": "sailor,ship,wage,age,aboard\nAda,Elsa,2100,24,yes\nBen,Elsa,2600,41,no\nCal,Maru,3050,58,no\nDot,Maru,1950,33,yes\n",
    "dues.csv": "bill,payer,sum_eur,lines,settled\n1,Abel,410,3,yes\n2,Bea,75,1,no\n3,Abel,220,4,no\n4,Cleo,99,2,yes\n",
    "parts.csv": "part,bin,price,stock\nBolt,A,0.25,400\nGear,B,18.5,0\nBelt,A,7.2,30\nCog,B,3,0\n",
    "wares.csv": "shop,ware,units,unit_price,sold_on\nEast,Tea,4,2.5,2025-01-04\nWest,Tea,6,2.4,2025-02-03\n"
                 "East,Salt,10,1,2025-03-09\nWest,Salt,1,1.1,2025-03-11\nEast,Oil,2,9,2025-04-02\n",
    "rail.csv": "train,from,to,late_min,seats\nR1,Bern,Basel,0,90\nR2,Basel,Bern,12,120\nR3,Genf,Bern,0,80\nR4,Bern,Genf,7,80\n",
    "purse.csv": "day,what,amount\n2025-02-01,wages,1500\n2025-02-03,bread,-4.5\n2025-02-09,shoes,-80\n",
    "novels.csv": "title,author,year,pages,genre,read\nDusk,Ina Holm,1999,310,crime,yes\nTide,Ole Bang,2011,205,travel,no\n"
                  "Longer Nights,Ina Holm,2004,120,crime,no\n",
    "thirds.csv": "team,points\nRed,1\nBlue,2\nGreen,2\n",
}
CLUB, CREW, DUES, PARTS, WARES, RAIL, _, NOVELS, THIRDS = (rows(name, TABLES) for name in TABLES)


def product(row):
    return str(Decimal(str(row["units"])) * Decimal(str(row["unit_price"])))


# (table, question, for each answer its key and what it must be)
ANSWERED = [
    # A number finds its column by its unit, or by the values that it lies among.
    ("crew.csv", "average wage of those over 30 who are aboard", [("value", mean(column(CREW, "wage", lambda r: r["age"] > 30 and r["aboard"] == "yes")))]),
    ("crew.csv", "total wage of those under 40 in Elsa", [("value", 2100)]),
    ("club.csv", "how many members over 250?", [("value", len(where(CLUB, lambda r: r["dues"] > 250)))]),
    ("dues.csv", "bills below 100 euros", [("values", ["2", "4"])]),
    ("rail.csv", "trains over 100", [("values", ["R2"])]),
    # What numbers the rows is no size.
    ("dues.csv", "largest unsettled bill", [("values", ["3"])]),
    ("dues.csv", "smallest and biggest bill", [("values", ["2"]), ("values", ["1"])]),
    ("dues.csv", "top 2 bills by sum_eur", [("values", ["1", "3"])]),
    ("dues.csv", "total bills", [("value", 4)]),
    # A condition before the highest.
    ("crew.csv", "oldest person who is aboard", [("values", ["Dot"])]),
    # Who stands in several rows has all of them.
    ("dues.csv", "top 2 payers by sum_eur", [("groups", {"Abel": 630, "Cleo": 99})]),
    ("wares.csv", "top 2 wares by units", [("groups", {"Salt": 11, "Tea": 10})]),
    # What pieces come to.
    ("parts.csv", "What is the total value of the stock?", [("value", exact([str(Decimal(str(r["price"])) * Decimal(str(r["stock"]))) for r in PARTS]))]),
    ("wares.csv", "total cost of Tea", [("value", exact([product(r) for r in WARES if r["ware"] == "Tea"]))]),
    ("wares.csv", "how many of each ware did East sell?", [("groups", {"Tea": 4, "Salt": 10, "Oil": 2})]),
    # Several things at once.
    ("club.csv", "count, min and max of dues by section", [
        ("groups", by(CLUB, "section", len)), ("groups", by(CLUB, "section", lambda found: min(r["dues"] for r in found))),
        ("groups", by(CLUB, "section", lambda found: max(r["dues"] for r in found)))]),
    ("club.csv", "min and count of dues by section", [
        ("groups", by(CLUB, "section", lambda found: min(r["dues"] for r in found))), ("groups", by(CLUB, "section", len))]),
    ("club.csv", "total dues of Golf, Chess and all", [("groups", {"Golf": 580, "Chess": 60}), ("value", 855)]),
    ("club.csv", "average hours in Golf and in Tennis", [("groups", {"Golf": 10.5, "Tennis": 18})]),
    ("club.csv", "total dues of Golf and overall", [("value", 580), ("value", 855)]),
    ("club.csv", "total dues and total members", [("value", 855), ("value", 5)]),
    ("crew.csv", "wage of the youngest and of the oldest", [("values", ["2100"]), ("values", ["3050"])]),
    ("club.csv", "dues of the members with the most and the least hours", [("values", ["60"]), ("values", ["300"])]),
    ("wares.csv", "the most expensive and the cheapest ware", [("values", ["Oil"]), ("values", ["Salt"])]),
    ("club.csv", "sort by dues descending, show only member", [("values", ["Otto", "Sia", "Nora", "Pia", "Ray"])]),
    ("club.csv", "mean, median and mode of hours", [("value", 17.6), ("value", 14), ("values", None)]),
    ("club.csv", "quartiles of hours", [("value", each) for each in statistics.quantiles(column(CLUB, "hours"), n=4, method="inclusive")]),
    # Words for a state of the rows.
    ("parts.csv", "which parts are out of stock?", [("values", ["Gear", "Cog"])]),
    ("parts.csv", "parts in stock", [("values", ["Bolt", "Belt"])]),
    ("rail.csv", "how many trains were on time?", [("value", 2)]),
    ("rail.csv", "which trains were late?", [("values", ["R2", "R4"])]),
    # What the rows are called.
    ("novels.csv", "how many books have I not read?", [("value", 2)]),
    ("novels.csv", "which crime book has the most pages?", [("values", ["Dusk"])]),
    ("crew.csv", "names and ages of the Maru people", [("rows", 2)]),
    ("crew.csv", "list sailors by age, oldest first", [("rows", 4)]),
    ("club.csv", "give me the first 2 rows", [("rows", 2)]),
    ("crew.csv", "which ship pays best on average?", [("groups", {"Maru": mean([3050, 1950])})]),
]

# (table, question, a word of the reason)
REFUSED = [
    ("parts.csv", "average price of those above 5", "which column"),
    ("dues.csv", "payers with at least two bills", "how many bills"),
    ("novels.csv", "longest title", "title"),
    ("wares.csv", "top 2 wares by unit_price", "several rows"), ("wares.csv", "sum of unit_price", "one piece"),
    ("wares.csv", "total unit price by shop", "one piece"), ("parts.csv", "total price", "one piece"),
    ("parts.csv", "value of the stock of Belt", "value"), ("purse.csv", "how much did I spend in February?", "above and below 0"),
    ("club.csv", "What is Pia's rank by dues?", "rank"),
    ("club.csv", "which members were on time?", "on time"), ("wares.csv", "wares on a Monday", "weekday"),
    ("club.csv", "when?", "nothing that is known"), ("club.csv", "Pourquoi cela ?", "English"),
    ("club.csv", "who of the three has the most hours?", "three"),
]

# (table, question, name of the file, its rows and columns)
CONVERTED = [
    ("club.csv", "CSV of the rows with dues above 100, sorted by hours", "club.csv", ["Otto", "Sia", "Nora"], 6),
    ("club.csv", "CSV of the top 2 by hours", "club.csv", ["Ray", "Pia"], 6),
    ("club.csv", "give me a CSV with member and dues only", "club.csv", ["Nora", "Otto", "Pia", "Ray", "Sia"], 2),
    ("club.csv", "CSV please, only Golf", "club.csv", ["Otto", "Sia"], 6),
    ("club.csv", "as CSV: the Golf members", "club.csv", ["Otto", "Sia"], 6),
    ("club.csv", "convert the active members to CSV", "club.csv", ["Nora", "Pia", "Sia"], 6),
    ("club.csv", "to TSV and CSV", "club.csv", ["Nora", "Otto", "Pia", "Ray", "Sia"], 6),
]

# (what was asked before, question, key of the answer, what it must be; or the rows of a table)
FOLLOW_UPS = [
    (["Who is the oldest in Maru?"], "and the youngest?", "values", ["Dot"]),
    (["list the sailors in Maru", "who of them is the oldest?"], "and the youngest?", "values", ["Dot"]),
    (["What is the highest wage?"], "and the lowest?", "value", 1950),
    (["how many are in Elsa?"], "and how many in all?", "value", 4),
    (["convert the Elsa rows to CSV"], "and as JSON", "table", ["Ada", "Ben"]),
    (["convert the Elsa rows to CSV", "and as JSON"], "sorted by age", "table", ["Ada", "Ben"]),
    (["convert to JSON, only sailor and age"], "as CSV please", "columns", ["sailor", "age"]),
]
UNCLEAR = [
    (["average age in Elsa", "who is the youngest?"], "and the oldest there?", "there"),
    (["total wage of Ada and Cal"], "who of the two earns the most?", "two"),
    (["how many are in Elsa?"], "really?", "nothing that is known"),
]
