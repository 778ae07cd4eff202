"""Small tables as people write them, each with what is right about it.

The right figures are worked out here, from the values and not from the text, by decimal, fractions,
statistics and zoneinfo.
"""

import json
import statistics
from dataclasses import dataclass, field
from datetime import datetime, timezone
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo


@dataclass
class DataFile:
    """A text and what DataAnalyzer must find in it."""

    name: str
    text: str
    rows: int
    columns: dict
    media_type: str = "text/csv"
    notes: list = field(default_factory=list)


def number(values, **more):
    """The figures of a column of numbers; None where a value is missing."""
    there = [Decimal(str(value)) for value in values if value is not None]
    floats = [float(value) for value in there]
    total = sum(map(Fraction, there))
    return {
        "type": "number", "count": len(there), "missing": len(values) - len(there),
        "sum": float(total), "mean": float(total / len(there)), "min": min(floats), "max": max(floats),
        "median": statistics.median(floats), "distinct": len(set(there)), **more,
    }


def text(values, kind="text", **more):
    there = [value for value in values if value is not None]
    return {"type": kind, "count": len(there), "missing": len(values) - len(there),
            "distinct": len(set(there)), "mean": None, **more}


def dates(first, last, count, **more):
    return {"type": "date", "count": count, "missing": 0, "first_date": first, "last_date": last, **more}


def table(head, rows, delimiter=",", end=""):
    return "".join(delimiter.join(map(str, row)) + end + "\n" for row in [head, *rows])


def german(value):
    return f"{Decimal(str(value)):,}".translate(str.maketrans(",.", ".,"))


def grouped(value, sign):
    return f"{Decimal(str(value)):,}".replace(",", sign)


AREAS = [Decimal("127.65"), Decimal("96.01"), Decimal("45.9"), Decimal("1045.25")]
PEOPLE = [12500, 987, 5310, 1204300]
TOWNS = ["Graz", "Linz", "Wels", "Wien"]
PRICES = [Decimal("1234.50"), Decimal("89.00"), Decimal("15.50"), Decimal("2000.25")]
ITEMS = ["lamp", "chair", "desk", "sofa"]
DAYS = ["2026-06-01", "2026-06-02", "2026-06-03"]
VISITS = [10, 14, 27]
RECORDS = [{"day": day, "n": n} for day, n in zip(DAYS, VISITS)]
PLAIN = {"day": dates(DAYS[0], DAYS[-1], 3), "visits": number(VISITS)}


def delimited():
    for name, mark in (("commas", ","), ("semicolons", ";"), ("tabs", "\t"), ("bars", "|")):
        yield DataFile(name, table(["day", "visits"], zip(DAYS, VISITS), mark), 3, PLAIN)
        yield DataFile(f"{name} at the ends", table(["day", "visits"], zip(DAYS, VISITS), mark, mark), 3, PLAIN,
                       notes=["end with a delimiter"])
    tsv = table(["day", "visits"], zip(DAYS, VISITS), "\t")
    yield DataFile("TSV by its type", tsv, 3, PLAIN, "text/tab-separated-values")
    yield DataFile("a byte order mark", "\ufeff" + table(["day", "visits"], zip(DAYS, VISITS)), 3, PLAIN)
    for mark in ";|,":
        yield DataFile(f"sep={mark}", f"sep={mark}\n" + table(["day", "visits"], zip(DAYS, VISITS), mark), 3, PLAIN)
    yield DataFile("a title", "Visits in June\n" + table(["day", "visits"], zip(DAYS, VISITS)), 3, PLAIN,
                   notes=["Visits in June"])
    yield DataFile("two titles and trailing commas",
                   "Shop,,\nVisits in June,,\n\n" + table(["day", "visits"], zip(DAYS, VISITS), end=","), 3, PLAIN,
                   notes=["Visits in June", "end with a delimiter"])
    quoted = 'who,said\n"Smith, J.","a ""quoted"" word"\n"Doe, A.",plain\n'
    yield DataFile("quotes", quoted, 2, {"who": text(["Smith, J.", "Doe, A."]), "said": text(["a", "b"])})
    yield DataFile("spaces before quotes", 'a, "b"\n1, "x, y"\n3, "z"\n', 2,
                   {"a": number([1, 3]), "b": text(["x, y", "z"])})
    yield DataFile("no head", "Ann,31,Oslo\nBob,25,Rome\nCid,40,Oslo\n", 3,
                   {"column 1": text("abc"), "column 2": number([31, 25, 40]), "column 3": text(["o", "r", "o"])},
                   notes=["holds data"])
    yield DataFile("years as names", table(["land", "2021", "2022"], [("NO", 5.4, 5.5), ("SE", 10.4, 10.5)]), 2,
                   {"land": text(["NO", "SE"]), "2021": number([5.4, 10.4]), "2022": number([5.5, 10.5])},
                   notes=["years"])
    yield DataFile("one name twice", "a,a,a\n1,2,3\n4,5,6\n", 2,
                   {"a": number([1, 4]), "a (2)": number([2, 5]), "a (3)": number([3, 6])}, notes=["told apart"])
    yield DataFile("a column without a name", "a,,c\n1,2,3\n4,5,6\n", 2,
                   {"a": number([1, 4]), "column 2": number([2, 5]), "c": number([3, 6])}, notes=["Without a name"])
    yield DataFile("ragged", "a,b\n1,2\n3\n5,6\n7,8,9\n", 2, {"a": number([1, 5]), "b": number([2, 6])},
                   notes=["line 3 (1), 5 (3)"])
    yield DataFile("one row", "a,b\n3,x\n", 1, {"a": number([3]), "b": text(["x"])})
    yield DataFile("one column", "price\n1,5\n2,5\n", 2, {"price": number([1.5, 2.5])}, notes=["price"])
    yield DataFile("row names as R writes them", "x,y\nr1,1,2\nr2,3,4\n", 2,
                   {"column 1": text(["r1", "r2"]), "x": number([1, 3]), "y": number([2, 4])}, notes=["first column"])


def notations():
    rows = list(zip(TOWNS, map(german, PEOPLE), map(german, AREAS)))
    yield DataFile("German", table(["Ort", "Einwohner", "Fläche"], rows, ";"), 4,
                   {"Ort": text(TOWNS), "Einwohner": number(PEOPLE), "Fläche": number(AREAS)},
                   notes=["Einwohner", "Fläche"])
    small = [12500, 987, 5310]
    yield DataFile("German thousands alone", table(["Ort", "Einwohner"], zip(TOWNS, map(german, small)), ";"), 3,
                   {"Einwohner": number(small)}, notes=["Einwohner: \"12.500\" is read as 12500"])
    yield DataFile("German thousands in quotes", 'Ort,Einwohner\n' + "".join(
        f'{town},"{german(n)}"\n' for town, n in zip(TOWNS, small)), 3, {"Einwohner": number(small)},
                   notes=["Einwohner"])
    yield DataFile("a decimal comma decides for the others",
                   table(["a", "b"], [("1.234", "0,5"), ("5.678", "1,25")], ";"), 2,
                   {"a": number([1234, 5678]), "b": number([0.5, 1.25])}, notes=["a:", "b:"])
    yield DataFile("a decimal point decides for the others",
                   table(["a", "b"], [("1.234", "0.5"), ("5.678", "1.25")]), 2,
                   {"a": number(["1.234", "5.678"]), "b": number([0.5, 1.25])}, notes=["a:"])
    yield DataFile("three decimals", table(["a"], [["0.125"], ["1.250"], ["2.375"]]), 3,
                   {"a": number(["0.125", "1.250", "2.375"])})
    for name, mark in (("English thousands", ","), ("Swiss apostrophes", "'"), ("curly apostrophes", "\u2019"),
                       ("no-break spaces", "\u00a0"), ("narrow spaces", "\u202f"), ("thin spaces", "\u2009")):
        rows = [(item, f'"{grouped(price, mark)}"') for item, price in zip(ITEMS, PRICES)]
        yield DataFile(name, table(["item", "price"], rows), 4, {"price": number(PRICES)}, notes=["price"])
    french = [grouped(price, "\u202f").replace(".", ",") for price in PRICES]
    yield DataFile("French", table(["objet", "prix"], zip(ITEMS, french), ";"), 4, {"prix": number(PRICES)},
                   notes=["prix"])
    lakh = {"12,34,567": 1234567, "1,00,000": 100000, "999": 999}
    yield DataFile("Indian thousands", "n,m\n" + "".join(f'"{key}",x\n' for key in lakh), 3,
                   {"n": number(list(lakh.values()))}, notes=["n:"])
    for name, form, unit in (("dollars before", "${:,}", "$"), ("euros behind", "{:,} €", "€"),
                             ("a code before", "USD {:,}", "USD"), ("a code behind", "{:,} CHF", "CHF"),
                             ("pounds with a space", "£ {:,}", "£")):
        rows = [(item, f'"{form.format(price)}"') for item, price in zip(ITEMS, PRICES)]
        yield DataFile(name, table(["item", "price"], rows), 4, {"price": number(PRICES, unit=unit)}, notes=["price"])
    yield DataFile("per cent", "a,share\nx,12.5%\ny,7.5 %\nz,80%\n", 3, {"share": number([12.5, 7.5, 80], unit="%")},
                   notes=["per cent"])
    yield DataFile("accounting", 'a,net\nx,"$1,234.50"\ny,($15.50)\nz,"(2,000.00)"\n', 3,
                   {"net": number(["1234.50", "-15.50", "-2000"])}, notes=["brackets are negative"])
    yield DataFile("brackets alone", "a,n\nx,(1)\ny,(2)\n", 2, {"n": text(["1", "2"])}, notes=["brackets"])
    yield DataFile("a real minus", "a\n\u22125\n7\n\u22121.5\n", 3, {"a": number([-5, 7, -1.5])})
    yield DataFile("exponents", "a\n1e3\n2.5E-3\n-1e+2\n", 3, {"a": {"type": "number", "max": 1000.0, "min": -100.0}})
    yield DataFile("tenths", "a\n0.1\n0.2\n0.3\n0.4\n", 4, {"a": number(["0.1", "0.2", "0.3", "0.4"])})
    yield DataFile("several currencies", "a\n$5\n€7\n", 2, {"a": text(["1", "2"])}, notes=["several units"])
    yield DataFile("kilograms", "a,b\n12 kg,x\n1.5kg,y\n", 2, {"a": number([12, 1.5], unit="kg")}, notes=["kg"])
    yield DataFile("degrees", "a\n-3.5 °C\n20 °C\n", 2, {"a": number([-3.5, 20], unit="°C")}, notes=["°C"])
    yield DataFile("kilograms and pounds", "a,b\n12 kg,x\n15 lb,y\n", 2, {"a": text(["1", "2"])}, notes=["several units"])
    yield DataFile("a last row of totals", "city,n\nOslo,1\nRome,2\nTotal,3\n", 3,
                   {"n": number([1, 2, 3])}, notes=["\"Total\" and counts as data"])
    yield DataFile("some per cent", "a\n5%\n7\n", 2, {"a": text(["1", "2"])}, notes=["per cent"])
    yield DataFile("two notations", 'a\n"1,234.50"\n"1.234,50"\n2\n3\n4\n', 5, {"a": text("abcde")}, notes=["a:"])
    yield DataFile("numbers with a slip", "a\n1\n2\n3\n4\nfive\n", 5, {"a": text("12345")}, notes=["five"])


def missing():
    marks = ["#N/A", "NA", "n/a", "null", "-", "", "NaN", "None", "#DIV/0!", "."]
    values = [1, *[None] * len(marks), 4]
    yield DataFile("missing numbers", "a,b\n1,x\n" + "".join(f"{mark},x\n" for mark in marks) + "4,x\n", 12,
                   {"a": number(values)})
    codes = ["NA", "NO", "NL", "NA"]
    yield DataFile("Namibia", table(["country", "n"], zip(codes, [1, 2, 3, 4])), 4,
                   {"country": text(codes), "n": number([1, 2, 3, 4])}, notes=["NA"])
    yield DataFile("North America", table(["continent"], [[c] for c in ["EU", "NA", "AS"]]), 3,
                   {"continent": text(["EU", "NA", "AS"])}, notes=["NA"])
    yield DataFile("words and NA", "city,n\nOslo,1\nNA,2\nRome,3\nN/A,4\n", 4,
                   {"city": text(["Oslo", None, "Rome", None])}, notes=["\"NA\" counts as missing", "\"N/A\" counts"])
    yield DataFile("Ms Null", "name,n\nNull,1\nSmith,2\n", 2, {"name": text(["Null", "Smith"])}, notes=["Null"])
    yield DataFile("an empty column", "a,b\n1,\n2,\n", 2, {"a": number([1, 2])})


def identifiers():
    ids = ["1610521604143693876", "1610521604143693877", "9007199254740993"]
    yield DataFile("64-bit ids", table(["id", "n"], zip(ids, [3, 5, 7])), 3,
                   {"id": text(ids, "identifier"), "n": number([3, 5, 7])}, notes=["identifiers"])
    codes = ["01067", "01069", "80331"]
    yield DataFile("postal codes", table(["zip", "n"], zip(codes, [3, 5, 7])), 3,
                   {"zip": text(codes, "identifier"), "n": number([3, 5, 7])}, notes=["identifiers"])
    phones = ["+4366412345678", "+4366412345679"]
    yield DataFile("telephones", table(["tel", "n"], zip(phones, [3, 5])), 2, {"tel": text(phones, "identifier")},
                   notes=["identifiers"])
    yield DataFile("64-bit ids of JSON", "[" + ",".join(f'{{"id": {each}, "n": 1}}' for each in ids) + "]", 3,
                   {"id": text(ids, "identifier")}, "application/json", ["identifiers"])


def days():
    zone = ZoneInfo("Europe/Vienna")
    local = [datetime(2025, 3, 30, 1, 30, tzinfo=zone), datetime(2025, 3, 30, 4, 0, tzinfo=zone),
             datetime(2025, 3, 30, 0, 45, tzinfo=timezone.utc)]
    iso = [each.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ") for each in local]
    yield DataFile("zones", table(["at", "n"], [(each.isoformat(), n) for n, each in enumerate(local)]), 3,
                   {"at": dates(min(iso), max(iso), 3)})
    yield DataFile("one instant in two zones", "at\n2026-01-01T02:00:00+02:00\n2026-01-01T00:00:00Z\n", 2,
                   {"at": dates("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", 2, distinct=1)})
    wanted = [datetime(2025, 4, 3), datetime(2025, 12, 25), datetime(2024, 2, 29)]
    first, last = min(wanted).strftime("%Y-%m-%d"), max(wanted).strftime("%Y-%m-%d")
    for name, form in (("ISO dates", "%Y-%m-%d"), ("slashes from the year", "%Y/%m/%d"), ("points", "%d.%m.%Y"),
                       ("month first", "%m/%d/%Y"), ("day first", "%d/%m/%Y"), ("names of months", "%d %B %Y"),
                       ("short names", "%d-%b-%Y"), ("American names", '"%B %d, %Y"'),
                       ("weekdays", '"%a, %d %b %Y"')):
        rows = [(each.strftime(form), n) for n, each in enumerate(wanted)]
        notes = ["as other values"] if form in ("%m/%d/%Y", "%d/%m/%Y") else []
        yield DataFile(name, table(["on", "n"], rows), 3, {"on": dates(first, last, 3)}, notes=notes)
    yield DataFile("days that may be months", table(["on"], [["03/04/2025"], ["05/06/2025"]]), 2,
                   {"on": dates("2025-03-04", "2025-05-06", 2)}, notes=["might come first"])
    yield DataFile("days first beside a decimal comma", table(["on", "x"], [("03/04/2025", "1,5"), ("05/06/2025", "2,5")], ";"),
                   2, {"on": dates("2025-04-03", "2025-06-05", 2)}, notes=["might come first"])
    yield DataFile("times", "at,n\n2025-03-01 13:05:09,1\n2025-03-01 1:05:09 PM,2\n", 2,
                   {"at": dates("2025-03-01T13:05:09", "2025-03-01T13:05:09", 2)})
    yield DataFile("no dates", "v,n\n2025-02-30,1\n2025-13-01,2\n", 2, {"v": text(["a", "b"])})
    yield DataFile("true and false", "ok,n\ntrue,1\nFalse,2\nTRUE,3\n", 3, {"ok": {"type": "boolean", "count": 3}})


def documents():
    found = {"day": dates(DAYS[0], DAYS[-1], 3), "n": number(VISITS)}
    columns = {"day": DAYS, "n": VISITS}
    for name, value, notes in (
        ("objects", RECORDS, []), ("columns", columns, []), ("wrapped", {"data": RECORDS}, ["\"data\""]),
        ("wrapped beside others", {"ok": True, "count": 3, "items": RECORDS}, ["\"items\""]),
        ("wrapped twice", {"response": {"rows": RECORDS, "next": None}}, ["\"response.rows\""]),
        ("lists with a head", [["day", "n"], *map(list, zip(DAYS, VISITS))], []),
        ("split", {"columns": ["day", "n"], "index": [0, 1, 2], "data": [list(row) for row in zip(DAYS, VISITS)]}, []),
    ):
        yield DataFile(f"JSON: {name}", json.dumps(value, indent=1), 3, found, "application/json", notes)
    lines = "".join(json.dumps(record) + "\n" for record in RECORDS)
    for media_type in ("application/jsonl", "application/x-ndjson", "Application/JSON; charset=utf-8", "text/x-jsonl"):
        yield DataFile(f"JSON lines as {media_type}", lines, 3, found, media_type)
    nested = [json.dumps({"k": k, "o": {"b": 1.0, "a": [1, 2]} if k % 2 else {"a": [1, 2], "b": 1}}) for k in range(20)]
    yield DataFile("equal values in other words", "[" + ",\n".join(nested) + "]", 20,
                   {"k": number(range(20)), "o": text(["same"] * 20)}, "application/json")
    yield DataFile("lists without names", json.dumps([[1, "x"], [2, "y"]]), 2,
                   {"column 1": number([1, 2]), "column 2": text("xy")}, "application/json", ["no names"])
    yield DataFile("one object", '{"a": 1, "b": "x"}', 1, {"a": number([1]), "b": text("x")}, "application/json",
                   ["one row"])
    gaps = [{"a": 1, "b": None}, {"b": "x", "c": 2}, {"a": 3}]
    yield DataFile("gaps", json.dumps(gaps), 3, {"a": number([1, None, 3]), "b": text([None, "x", None]),
                                                 "c": number([None, 2, None])}, "application/json")
    yield DataFile("escapes", r'[{"\u00e4\ud83d\ude00": 1}, {"\u00e4\ud83d\ude00": 3}]', 2, {"ä😀": number([1, 3])},
                   "application/json")
    bars = "| day | visits |\n|-----|-------:|\n" + "".join(f"| {d} | {v} |\n" for d, v in zip(DAYS, VISITS))
    for media_type in ("text/x-markdown", "text/x-md", "text/x-code", "text/csv"):
        yield DataFile(f"Markdown as {media_type}", bars, 3, PLAIN, media_type)
    yield DataFile("Markdown with bars inside", "Text before.\n\na | b\n:-- | --:\nx \\| y | 1\nz | 2\n\nText after.\n", 2,
                   {"a": text(["x | y", "z"]), "b": number([1, 2])}, "text/x-md")
    yield DataFile("Markdown with short rows", "| a | b |\n|---|---|\n| 1 |\n| 2 | x |\n", 2,
                   {"a": number([1, 2]), "b": text([None, "x"])}, "text/x-md", ["fewer cells"])


FILES = [*delimited(), *notations(), *missing(), *identifiers(), *days(), *documents()]
