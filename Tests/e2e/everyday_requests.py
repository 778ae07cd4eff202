"""The first half of the everyday requests: what went wrong once, and what is like it."""

import hashlib
import statistics

from everyday_checks import (
    Row, all_of, answers, any_of, but, chart, code, computes, converted, document, honours, listed, named, refused,
    report, script, talk,
)

OUT_OF_POWER = refused("no_agent_found")
OTHER_LANGUAGE = refused("no_agent_found", "no_agent_for_capability")
NO_RECIPE = refused("no_recipe")
UNKNOWN_CHANGE = refused("unknown_change")
ENGLISH_ONLY = refused("no_agent_found", "no_agent_for_capability", says="English")
PRIME = computes(((7,), True), ((9,), False), ((1,), False), ((2,), True))
FIBONACCI = any_of(computes(((10,), 55)), computes(((10,), [0, 1, 1, 2, 3, 5, 8, 13, 21, 34])))
SORTS = computes((([5, 2, 9, 2],), [2, 2, 5, 9]))
REVERSES = computes((("abc",), "cba"))
SEED = "Write a Python function to calculate fibonacci numbers"

DOUBLE = '''def double(n, times=2):
    """Return n some times.

    >>> double(4)
    8
    """
    return n * times
'''
BROKEN = "def double(n:\n    return n * 2\n"
FAILING = DOUBLE.replace("    8\n", "    9\n")
UNHINTED = "def first(items):\n    return items[0]\n"
VISITS = {"Mo": 18, "Tu": 27, "We": 22}
DAYS = "day,visits\n" + "".join(f"{day},{visits}\n" for day, visits in VISITS.items())
AGES = [36, 41, 22, 29]
STAFF = [("Ada", "IT", 36, 5200), ("Bob", "HR", 41, 4100), ("Cy", "IT", 22, 3900), ("Di", "HR", 29, 4300)]
PEOPLE = "name,dept,age,salary\n" + "".join(",".join(map(str, each)) + "\n" for each in STAFF)
IT_MEAN = statistics.mean(pay for _, dept, _, pay in STAFF if dept == "IT")
GERMAN = "Ort;Einwohner;Fläche\nGraz;12.500;127,6\nLinz;987;96,0\nWels;5.310;45,9\n"
MONEY = 'item,price,share\nlamp,"$1,234.50",12.5%\nchair,$89.00,7.5%\ndesk,($15.50),80%\n'
PAIRS = '{"data": [{"x": 1, "y": 2}, {"x": 2, "y": 4}, {"x": 3, "y": 6}]}'
LINES = '{"day": "Mo", "n": 3}\n{"day": "Tu", "n": 5}\n{"day": "We", "n": 10}\n'
STORY = """Hermes was built in Oslo by a small team. It carries letters between the islands twice a day.

In winter the sea is rough and the boat stays in the harbour. The islanders then wait for their mail,
sometimes for a week, and read old newspapers.

A new boat with a stronger engine was ordered in March. It will be delivered in autumn and cost two million.
"""
RECURSIVE = """
import ast
function = next(each for each in ast.walk(ast.parse(SOURCE)) if getattr(each, "name", "") == "factorial")
assert any(getattr(getattr(each, "func", None), "id", "") == "factorial" for each in ast.walk(function))
"""
NO_RECURSION = """
import ast
for function in ast.walk(ast.parse(SOURCE)):
    if isinstance(function, ast.FunctionDef):
        called = [getattr(getattr(each, "func", None), "id", "") for each in ast.walk(function)]
        assert function.name not in called
"""
TWELVE = "assert any(isinstance(tried(f), str) and len(tried(f)) == 12 for f in F)"
CACHE = """
cache = C[0](2)
put = getattr(cache, "put", None) or getattr(cache, "set", None) or cache.__setitem__
get = lambda key: cache.get(key) if hasattr(cache, "get") else cache[key]
put("a", 1); put("b", 2); get("a"); put("c", 3)
assert get("a") == 1 and get("c") == 3
try:
    assert get("b") in (None, -1)
except KeyError:
    pass
"""
GROUPS = """
rows = [{"k": "x", "v": 1}, {"k": "y", "v": 2}, {"k": "x", "v": 3}]
wanted = {"x": [rows[0], rows[2]], "y": [rows[1]]}
assert any(wanted in (tried(f, rows, "k"), tried(f, rows, lambda row: row["k"])) for f in F)
"""
MEDIAN = """
found = [tried(f, [5, 1, 3, 10]) for f in F]
assert any(each == 4 or isinstance(each, dict) and each.get("median") == 4 for each in found), found
"""
ROOTS = """
found = [tried(f, 1, -3, 2) for f in F]
assert any(isinstance(each, list) and sorted(map(abs, each)) == [1, 2] for each in found), found
"""
QUEUE = """
queue = next(kind() for kind in C)
add = getattr(queue, "push", None) or getattr(queue, "enqueue", None) or queue.put
take = getattr(queue, "pop", None) or getattr(queue, "dequeue", None) or queue.get
add(1); add(2)
assert take() == 1 and take() == 2
"""
AGE = """
import datetime
born, day = datetime.date(2000, 5, 17), datetime.date(2026, 5, 16)
assert 25 in [tried(f, born, day) for f in F] + [tried(f, "2000-05-17", "2026-05-16") for f in F]
"""


def python(text, words):
    return f"{words}\n```python\n{text}```"


def csv(text, words):
    return f"{words}\n```csv\n{text}```"


def row(*turns, **marks):
    return Row(turns, **marks)


ROWS = [
    # Code from words: what the catalogue has
    row((SEED, FIBONACCI)),
    row(("Write a Python function telling whether a number is prime", PRIME)),
    row(("Write a script that prints the first N fibonacci numbers from the command line", script(["10"], "34"))),
    row((f"{SEED} and a report", all_of(FIBONACCI, document("fibonacci")))),
    row(("Write a function that checks whether an email address is valid",
         computes((("ada@example.org",), True), (("ada@",), False)))),
    row(("Write a function that validates ISBN numbers",
         computes((("9780306406157",), True), (("9780306406158",), False)))),
    row(("I need a function that reviews brackets in a text and says whether they are balanced",
         computes((("(a[b])",), True), (("(]",), False)))),
    row(("Write a password generator for passwords of length 12", honours(TWELVE, "give 12"))),
    row(("Write a function that calculates the factorial using recursion", honours(RECURSIVE, "another way"))),
    row(("Write merge sort without recursion", honours(NO_RECURSION, "another way"))),
    row(("Write a password generator without numbers", refused("no_recipe", "not_honoured"))),
    row(("writ a pyton funtion that reverses a string", REVERSES)),
    row(("implement merge sort", SORTS)),
    row(("Bubble sort in Python, please", SORTS)),
    row(("Create an LRU cache class", code(CACHE))),
    row(("Write a function which computes the Levenshtein distance of two words",
         computes((("kitten", "sitting"), 3)))),
    row(("Write a function which solves quadratic equations", code(ROOTS))),
    row(("all primes below a limit", computes(((20,), [2, 3, 5, 7, 11, 13, 17, 19]))),
        known_miss='a wish without a verb or "Python" is nobody\'s'),
    row(("Write a Python function that removes duplicates from a list", computes((([3, 1, 3, 2, 1],), [3, 1, 2])))),
    row(("Group a list of dictionaries by a key in Python", code(GROUPS))),
    row(("Write a function that multiplies two matrices",
         computes((([[1, 2], [3, 4]], [[5, 6], [7, 8]]), [[19, 22], [43, 50]])))),
    row(("Python code to compute the SHA-256 of a text",
         computes((("abc",), hashlib.sha256(b"abc").hexdigest())))),
    row(("Write a function to encrypt text with the Caesar cipher",
         computes((("abc xyz", 3), "def abc")))),
    row(("Translate a text to Morse code, in Python", computes((("SOS",), "... --- ...")))),
    row(("Write a function that turns a title into a URL slug", computes((("Hello, World!",), "hello-world")))),
    row(("Give me Python code for the median of a list", code(MEDIAN))),
    row(("Write a function that works out somebody's age from the date of birth", code(AGE))),
    row(("days between two dates in Python",
         any_of(computes((("2026-01-01", "2026-03-01"), 59)),
                code("import datetime\nassert 59 in [tried(f, datetime.date(2026, 1, 1), "
                     "datetime.date(2026, 3, 1)) for f in F]")))),
    row(("Write a queue class, named Waiting", all_of(code("Waiting()"), code(QUEUE)))),
    row(("Write a function to check whether two words are anagrams, called same_letters",
         named("same_letters", (("listen", "silent"), True), (("a", "b"), False)))),
    # ... and what it has not
    row(("Write a function for sorting a list of dicts by a key",
        computes((([{"k": 2}, {"k": 1}], "k"), [{"k": 1}, {"k": 2}])))),
    row(("Write a function that returns the current time", NO_RECIPE)),
    row(("Write a Python function that returns the nth prime", computes(((1,), 2), ((6,), 13), ((25,), 97)))),
    row(("Write a Python function that returns the sum of the first n primes", NO_RECIPE)),
    row(("Write a function for the sum of the first n Fibonacci numbers", NO_RECIPE)),
    row(("Write a function to calculate simple interest", computes(((1000, 5, 3), 150.0)))),
    row(("Write a function to calculate the interest on a credit card", NO_RECIPE)),
    row(("Write a Python function to break a Caesar cipher without the key", NO_RECIPE)),
    row(("Write a function that returns the longest palindrome in a text", NO_RECIPE)),
    row(("Write a function that returns a random prime", NO_RECIPE)),
    row(("Write a Python function to steer a submarine", NO_RECIPE)),
    row(("Write a Python function that uploads a file to S3", NO_RECIPE)),
    row(("turn it into a script", refused("missing_input", "no_agent_found"))),
    row(("now in one function", refused("missing_input", "no_agent_found", "no_recipe"))),
    # Pasted code
    row((python(DOUBLE, "rename it to foo"), named("foo", ((4,), 8), ((4, 3), 12)))),
    row((python(DOUBLE, "Write unit tests for this"),
         all_of(code("assert 'unittest' in SOURCE and 'double(4)' in SOURCE"), computes(((4,), 8))))),
    row((python("def name():\n    return 'x'\n\n\ndef scaled(n, by=2):\n    return n * by\n", "add type hints"),
         but(code("assert scaled.__annotations__['by'] in (int, 'int') and scaled(2) == 4"), "nothing_to_change"))),
    row((python(UNHINTED, "add type hints"), refused("unknown_change", "nothing_to_change"))),
    row((python(UNHINTED, "add docstrings"), code("assert first.__doc__ and first([7, 8]) == 7"))),
    row((python(DOUBLE, "make it recursive"), UNKNOWN_CHANGE)),
    row((python(DOUBLE, "find the bug"), refused("no_fault_found", "unknown_change"))),
    row((python(DOUBLE, "translate this to Rust"), refused("unknown_change", *OTHER_LANGUAGE.codes))),
    row((python(DOUBLE, "explain this code"), UNKNOWN_CHANGE)),
    row((python(DOUBLE, "convert to async"), UNKNOWN_CHANGE)),
    row((python(BROKEN, "Why does this fail?"), report("never closed|syntax"))),
    row((python(BROKEN, "Fix this code"), but(report("never closed|syntax"), "not_mended"))),
    row((python(FAILING, "Review this"), report("doctest"))),
    row((python(DOUBLE, "Review this").replace("\n", "\r\n"), report("double|module"))),
    row((f"rename it to twice\n\n{DOUBLE}", named("twice", ((4,), 8)))),
    row((python(DOUBLE, "Turn it into a script"), script(["4"], "8"))),
    row((python(DOUBLE, "Write a README"), document("double"))),
    # Data
    row((csv(DAYS, "Analyse this"), document("visits", f"{statistics.mean(VISITS.values()):.1f}"))),
    row((csv(DAYS, "Which day had the most visits?").replace("\n", "\r\n"), answers("Tu", 27))),
    row((f"What is the average age?\n{PEOPLE}", answers(statistics.mean(AGES)))),
    row((csv(PEOPLE, "Average salary per dept"), answers("IT", IT_MEAN, "HR", 4200))),
    row((csv(PEOPLE, "What is the median salary?"), answers(statistics.median(pay for *_, pay in STAFF)))),
    row((csv(PEOPLE, "How many different depts are there?"), answers(2))),
    row((csv(PEOPLE, "Who is the oldest?"), answers("Bob", 41))),
    row((csv(PEOPLE, "How many people are older than 30?"), answers(2))),
    row((csv(PEOPLE, "Draw a histogram of the age"), chart("age"))),
    row((csv(PEOPLE, "Scatter plot of age and salary"), chart("age", "salary"))),
    row((csv(DAYS, "Plot this"), chart("visits"))),
    row((f"What is the total of Einwohner?\n{GERMAN}", answers(12500 + 987 + 5310))),
    row((csv(MONEY, "What is the average price?"), answers(436))),
    row((f"Analyse this JSON\n{PAIRS}", document("x", "y", "3 rows"))),
    row((f"Which day had the largest n?\n```jsonl\n{LINES}```", answers("We", 10))),
    row((f"Convert it to CSV\n```json\n{PAIRS}\n```",
         converted("csv", lambda text: text.replace("\r\n", "\n").strip() == "x,y\n1,2\n2,4\n3,6"))),
    row((csv("country,population\nNA,2550226\nNO,5488984\nNL,17590672\n", "How many countries are there?"),
         answers(3))),
    row((csv(DAYS, "Forecast the visits of next week"), refused("unknown_question", "no_agent_found"))),
    row((csv(DAYS, "What is the average height?"), refused("unknown_question"))),
    row(("Analyse this CSV and write a report", refused("missing_input"))),
    # Text
    row((f"Summarize this\n\n{STORY}", document("Hermes", shorter_than=len(STORY)))),
    row(("Write a short poem for my grandmother's birthday", OUT_OF_POWER)),
    # Small talk, other languages, out of power
    row(("Hello!", talk())),
    row(("Thanks a lot", talk())),
    row(("help", talk("Python"))),
    row(("What can you do?", talk("Python"))),
    row(("What is 17 * 23?", OUT_OF_POWER)),
    row(("Schreibe eine Python-Funktion, die die Quersumme berechnet", ENGLISH_ONLY)),
    row(("Bonjour, peux-tu résumer mon texte ?", ENGLISH_ONLY)),
    row(("Implement a linked list in Rust", OTHER_LANGUAGE)),
    row(("Select all customers from my SQL database", OUT_OF_POWER)),
    row(("Send an email to Bob about the meeting", OUT_OF_POWER)),
    row(("Call me a taxi", OUT_OF_POWER)),
    # Several wishes
    row((f"{SEED} and email it to Bob", but(FIBONACCI, "no_agent_found"))),
    row((f"{SEED}. Then write a Python function to steer a submarine.", but(FIBONACCI, "no_recipe"))),
    row((f"{SEED} and write a Python function to sort a list with merge sort", all_of(FIBONACCI, SORTS))),
    row((python(DOUBLE, "Rename double to twice and make it recursive"),
         but(named("twice", ((4,), 8)), "unknown_change"))),
    row((csv(PEOPLE, "What is the average age and who earns the most? Then write a report."),
         all_of(answers(statistics.mean(AGES), "Ada"), document("age")))),
    row(("Write a function that checks for prime numbers and translate it into French", but(PRIME, "no_agent_found"))),
    row(("Write a Python function for merge sort, review it and write a README", all_of(SORTS, document("merge")))),
    # Conversations
    row((SEED, FIBONACCI), ("rename it to fib", code("assert fib and 'fibonacci' not in globals()")),
        ("write unit tests for it", code("assert 'unittest' in SOURCE and callable(fib)"))),
    row((SEED, FIBONACCI), ("make it recursive", UNKNOWN_CHANGE)),
    row(("Write a Python function telling whether a number is prime", PRIME), ("add logging", PRIME),
        ("add error handling", all_of(PRIME, code("assert raises(is_prime, 'seven')"))),
        ("turn it into a script", script(["7"], "True")), ("write a README for it", document("prime"))),
    row((csv(PEOPLE, "Analyse this"), document("salary")), ("Who is the youngest?", answers("Cy", 22)),
        ("And the average salary?", answers(statistics.mean(pay for *_, pay in STAFF))),
        ("only those in HR", listed("Bob", "Di")), ("Draw a bar chart of salary by name", chart("Ada", "Di"))),
    row((csv(DAYS, "What is the total of visits?"), answers(sum(VISITS.values()))),
        ("convert it to JSON",
         converted("json", lambda rows: [each["visits"] for each in rows] == list(VISITS.values()))),
        ("and now book a room", OUT_OF_POWER)),
    row((python(DOUBLE, "Review this"), report("double|module")), ("rename it to twice", named("twice", ((4,), 8))),
        ("undo that", UNKNOWN_CHANGE)),
    row((SEED, FIBONACCI), ("Now write a function that reverses a string", REVERSES),
        ("rename it to backwards", named("backwards", (("abc",), "cba")))),
]
