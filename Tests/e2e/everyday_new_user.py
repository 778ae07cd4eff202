"""The second half of the everyday requests: written in one go by someone who had read README.md
alone, before any of them was sent."""

import statistics

from everyday_checks import (
    Row, all_of, answers, any_of, but, chart, code, computes, converted, document, listed, named, refused,
    report, script, talk,
)

OUT_OF_POWER = refused("no_agent_found")
OTHER_LANGUAGE = refused("no_agent_found", "no_agent_for_capability")
NOT_IN_THE_CATALOGUE = refused("no_recipe", "no_agent_found")
ENGLISH_ONLY = refused("no_agent_found", "no_agent_for_capability", says="English")
SHOP = "product,price,sold\nlamp,19.90,12\nchair,49.50,31\ntable,120.00,4\nshelf,65.00,9\n"
PRICES = [19.90, 49.50, 120.00, 65.00]
WEATHER = "city,day,temperature\nOslo,1,-3\nOslo,2,1\nRome,1,14\nRome,2,18\n"
HOURS, SCORES = [1, 2, 4, 5, 7], [52, 55, 61, 70, 71]
STUDY = "hours,score\n" + "".join(f"{hour},{score}\n" for hour, score in zip(HOURS, SCORES))
MONTHS = "| month | sales |\n|---|---|\n| Jan | 10 |\n| Feb | 25 |\n| Mar | 17 |\n"
CALC = "def calc(price, count=1):\n    return price * count\n"
PLAIN = """The old bridge over the river was built in 1871 and carried trains for almost a century.

In 1968 the railway closed and the bridge was left to rust, until a group of neighbours bought it
for one euro. They raised money with concerts and cake sales.

Today the bridge is open to walkers and cyclists. About 900 people cross it every day, and a small
café at its northern end pays for the repairs.
"""
FIBONACCI = any_of(computes(((10,), 55)), computes(((10,), [0, 1, 1, 2, 3, 5, 8, 13, 21, 34])))
RETRIES = """
import time
time.sleep = lambda seconds: None
def tried(make):
    calls = []
    def fails():
        calls.append(1)
        raise OSError("no")
    try:
        make()(fails)()
    except Exception:
        pass
    return len(calls)
found = []
for f in F:
    for make in (lambda: f, lambda: f(3), lambda: f(), lambda: f(times=3), lambda: f(attempts=3)):
        try:
            found.append(tried(make))
        except Exception:
            pass
assert 3 in found, found
"""
ACCOUNT = """
def made(kind):
    for arguments in ((), ("Ada",), ("Ada", 0), (0,)):
        try:
            account = kind(*arguments)
            account.deposit(100)
            account.withdraw(30)
            return account
        except Exception:
            pass
accounts = [account for account in map(made, C) if account]
assert accounts
balance = accounts[0].balance
assert (balance() if callable(balance) else balance) == 70
"""
STACK = """
stack = next(kind() for kind in C if hasattr(kind, "push"))
stack.push(1); stack.push(2)
assert stack.peek() == 2 and stack.pop() == 2 and stack.pop() == 1
"""
QUEENS = """
def count(f):
    try:
        return len(list(f(6)))
    except Exception:
        return None
assert 4 in [count(f) for f in F]
"""


def fenced(text, language):
    return f"```{language}\n{text}```"


def row(*turns, **marks):
    return Row(turns, half=2, **marks)


ROWS = [
    # Code from words
    row(("Write a Python function to sort a list", computes((([3, 1, 2],), [1, 2, 3])))),
    row(("Can you make me a function is_palindrome(text) that ignores spaces and capitals?",
         named("is_palindrome", (("Never odd or even",), True), (("abc",), False)))),
    row(("I need a python function that converts Celsius to Fahrenheit",
         any_of(computes(((100,), 212)), computes(((100, "celsius", "fahrenheit"), 212)),
                computes(((100, "C", "F"), 212))))),
    row(("write code that counts how often every word occurs in a text",
         any_of(computes((("a b a",), {"a": 2, "b": 1})), computes((("a b a",), [("a", 2), ("b", 1)]))))),
    row(("function for the greatest common divisor of two numbers please", computes(((48, 18), 6), ((7, 3), 1)))),
    row(("Create a class for a bank account with deposit and withdraw", code(ACCOUNT))),
    row(("How do I check if a year is a leap year in Python?",
         computes(((2000,), True), ((1900,), False), ((2024,), True), ((2023,), False)))),
    row(("please write a program which prints the multiplication table",
        code("assert any('21' in str(tried(f, 7)) for f in F)"))),
    row(("Write a Python function that returns the second largest number in a list",
         computes((([4, 9, 7],), 7), (([1, 2],), 1)))),
    row(("write me a snake game with pygame", NOT_IN_THE_CATALOGUE)),
    row(("a decorator that retries a function three times", code(RETRIES))),
    row(("Write a function to validate email addresses", computes((("ada@example.org",), True), (("nope",), False)))),
    row(("Implement a stack class in Python with push, pop and peek", code(STACK))),
    row(("Write a regular expression for German license plates", NOT_IN_THE_CATALOGUE)),
    row(("function that flattens nested lists, call it squash", named("squash", (([1, [2, [3]]],), [1, 2, 3])))),
    row(("Write a Python function which parses CSV text into dictionaries",
         computes((("a,b\n1,2\n",), [{"a": "1", "b": "2"}])))),
    row(("Write an n queens solver", code(QUEENS))),
    row(("give me a function that tells what weekday a date falls on",
         any_of(computes(((2026, 11, 28), "Saturday")), computes((("2026-11-28",), "Saturday")),
                code("import datetime\nassert 'Saturday' in [tried(f, datetime.date(2026, 11, 28)) for f in F]")))),
    row(("Write a Python function that calculates the distance between two GPS coordinates",
         any_of(computes(((52.52, 13.405, 48.8566, 2.3522), 877.5), tolerance=2),
                computes((((52.52, 13.405), (48.8566, 2.3522)), 877.5), tolerance=2)))),
    row(("I want a script that converts numbers to roman numerals, so that I can call it from the shell",
         script(["14"], "XIV"))),
    row(("Make a command line tool that counts the lines of a file", script(["{file}"], "3"))),
    row(("Write a Python function to calculate fibonacci numbers and a README for it",
         all_of(FIBONACCI, document("fibonacci")))),
    row(("Write a Python function for binary search with tests", computes((([1, 3, 5, 7], 5), 2)))),
    row(("Write a function that connects to my postgres database and lists all tables", NOT_IN_THE_CATALOGUE)),
    row(("write a JavaScript function that validates an email", OTHER_LANGUAGE)),
    row(("Write a SQL query that returns the ten best customers", OTHER_LANGUAGE)),
    # Pasted code
    row(("Review this code:\n```python\ndef mean(xs):\n    return sum(xs) / len(xs)\n```", report("mean|module"))),
    row(("Can you check my function?\n\ndef area(r):\n    return 3.14 * r * r\n\nprint(area(2))",
         report("area|module"))),
    row(("What's wrong with this?\n```python\ndef greet(name)\n    print('hi ' + name)\n```",
         report("expected ':'|syntax"))),
    row(("Turn this into a command line script\n```python\ndef double(n: int) -> int:\n    return n * 2\n```",
         script(["21"], "42"))),
    row((f"add docstrings to this code\n{fenced(CALC, 'python')}",
         code("assert calc.__doc__ and calc(2, 3) == 6 and calc(5) == 5"))),
    row((f"Rename the function calc to total_price\n{fenced(CALC, 'python')}",
         code("assert total_price(2, 3) == 6 and 'calc' not in globals()"))),
    row((f"Make a README for this module\n{fenced(CALC, 'python')}", document("calc", "price"))),
    row((f"Translate this to Java:\n{fenced(CALC, 'python')}", refused("unknown_change", *OTHER_LANGUAGE.codes))),
    row((f"Make this function faster\n{fenced(CALC, 'python')}", refused("unknown_change"))),
    row(("Run this and tell me what it prints\n```python\nprint(2 ** 10)\n```",
         refused("unknown_change", "no_agent_found"))),
    # Text
    row((f"Summarize this text:\n\n{PLAIN}", document("bridge", shorter_than=len(PLAIN)))),
    row(("Make an outline of this\n\n# Garden\n\nPlants.\n\n## Soil\n\nWet.\n\n## Water\n\nDaily.\n",
         document("Garden", "Soil", "Water"))),
    row((f"Write a report about this:\n\n{PLAIN}", document("bridge"))),
    row(("Write a blog post about the history of coffee", refused("missing_input", "no_agent_found"))),
    # Data
    row((f"Analyse this CSV and write a report\n{fenced(SHOP, 'csv')}",
         document("price", "sold", f"{statistics.mean(PRICES):.1f}"))),
    row((f"What is the average price?\n{fenced(SHOP, 'csv')}", answers(statistics.mean(PRICES)))),
    row((f"Which product sold the most?\n\n{SHOP}", answers("chair", 31))),
    row(('How many people are in this list?\n[{"name": "Ada"}, {"name": "Bob"}, {"name": "Cy"}]', answers(3))),
    row((f"Plot the sales per month as a bar chart\n\n{MONTHS}", chart("Jan", "Feb", "Mar"))),
    row((f"Convert this CSV to JSON\n{fenced(SHOP, 'csv')}",
         converted("json", lambda rows: len(rows) == 4
                   and float(rows[2]["price"]) == 120 and rows[1]["product"] == "chair"))),
    row(('[{"name": "Ada", "age": 36}, {"name": "Bob", "age": 41}, {"name": "Cy", "age": 22}]',
         document("age", "33"))),
    row(("Sum up the amounts\n\ndate;amount\n01.02.2025;1.250,50\n03.02.2025;99,50\n", answers(1350))),
    row((f"Show me only the rows where the city is Rome\n{fenced(WEATHER, 'csv')}", listed(14, 18, "Rome"))),
    row((f"What will the temperature in Rome be on day 3?\n{fenced(WEATHER, 'csv')}",
         refused("unknown_question", harmless="no row where"))),
    row((f"draw a pie chart of sold by product\n{fenced(SHOP, 'csv')}", chart("lamp", "chair", "shelf"))),
    row((f"Average temperature by city\n{fenced(WEATHER, 'csv')}", answers("Oslo", -1, "Rome", 16))),
    row((f"correlation between hours and score\n{fenced(STUDY, 'csv')}",
         answers(statistics.correlation(HOURS, SCORES)))),
    row((f"Replace all prices above 100 by 99\n{fenced(SHOP, 'csv')}", refused("unknown_question", "no_agent_found"))),
    row(("What is the average age?", refused("missing_input", "no_agent_found"))),
    # Small talk, other languages, out of power
    row(("Hi", talk())),
    row(("what can you do for me?", talk())),
    row(("thank you!", talk())),
    row(("Will it rain in Berlin tomorrow?", OUT_OF_POWER)),
    row(("Book me a flight to Rome", OUT_OF_POWER)),
    row(("Turn off the light in the kitchen", OUT_OF_POWER)),
    row(("What is 2+2?", OUT_OF_POWER)),
    row(("asdf qwer", OUT_OF_POWER)),
    row(("Wie wird das Wetter morgen?", ENGLISH_ONLY)),
    row(("Escribe una función que invierta una cadena", ENGLISH_ONLY)),
    row(("Pleas creat a python fucntion that calculates the factorial", computes(((5,), 120), ((0,), 1))),
        known_miss='a short word with a slip ("Pleas") has to be known of the recipe'),
    # Several wishes
    row(("Write a function that checks if a number is prime and send it to my boss",
         but(computes(((7,), True), ((9,), False)), "no_agent_found"))),
    row((f"Analyse this CSV, plot sold as a bar chart, and book a meeting room\n{fenced(SHOP, 'csv')}",
         but(chart("lamp"), "no_agent_found"))),
    row(("Write two functions: one that reverses a string and one that counts vowels",
         all_of(computes((("abc",), "cba")), computes((("education",), 5))))),
    row(("Write a Python function to check a credit card number, then turn it into a script and write a README",
         all_of(computes((("4111111111111111",), True), (("4111111111111112",), False)), document("card")))),
    # Conversations
    row(("Write a Python function to calculate fibonacci numbers", FIBONACCI),
        ("now add error handling", code("assert raises(fibonacci, 'ten')"))),
    row(("Write a function that checks for palindromes", computes((("level",), True), (("ab",), False))),
        ("rename it to is_mirror", named("is_mirror", (("level",), True), (("ab",), False))),
        ("write a README for it", document("is_mirror"))),
    row((f"Here are my prices:\n{fenced(SHOP, 'csv')}", document("price")),
        ("What is the median price?", answers(statistics.median(PRICES))),
        ("and the maximum?", answers(120)),
        ("plot the price as a line chart", chart())),
    row(("Write a Python function for factorials", computes(((5,), 120))),
        ("add logging", all_of(computes(((5,), 120)), code("assert 'logging' in SOURCE"))),
        ("add error handling", all_of(computes(((5,), 120)), code("assert raises(factorial, 'five')"))),
        ("turn it into a command line script", script(["5"], "120")),
        ("write a report about it", document("factorial"))),
    row(("Write a function that sorts a list", computes((([3, 1, 2],), [1, 2, 3]))),
        ("thanks!", talk()),
        ("write unit tests for it", code("assert 'unittest' in SOURCE"))),
    row(("Write a Python class for a queue", code("assert any(hasattr(kind, 'enqueue') for kind in C)")),
        ("translate it to C++", refused("unknown_change", *OTHER_LANGUAGE.codes))),
]
