"""A model server that answers as a good model would: what it says of a request was settled before.

Of a request that the server without a model does right, it says what that found out and made: a good model
says no less. Of the others a person wrote what it says."""

import json
import re

import model_server
from model_server import whole

# What the server without a model has no answer for, and a good model has. By the request: category and
# capabilities, and what is drafted.
WRITTEN = {
    "all primes below a limit": (
        "code_generation", ["algorithm", "python"],
        '''def primes_below(limit: int) -> list[int]:
    """Return all primes below limit.

    >>> primes_below(10)
    [2, 3, 5, 7]
    """
    return [n for n in range(2, limit) if all(n % d for d in range(2, int(n**0.5) + 1))]
''',
    ),
    "Can you make me a function is_palindrome(text) that ignores spaces and capitals?": (
        "code_generation", ["code_write", "python"],
        '''def is_palindrome(text: str) -> bool:
    """Tell whether text reads the same backwards, without spaces and capitals.

    >>> is_palindrome("Never odd or even")
    True
    """
    letters = text.replace(" ", "").lower()
    return letters == letters[::-1]
''',
    ),
    "a decorator that retries a function three times": (
        "code_generation", ["code_write", "python"],
        '''import functools
from typing import Any, Callable


def retry(function: Callable[..., Any]) -> Callable[..., Any]:
    """Call function again when it raises, three times in all.

    >>> retry(int)("7")
    7
    """

    @functools.wraps(function)
    def again(*arguments: Any, **named: Any) -> Any:
        for attempt in range(3):
            try:
                return function(*arguments, **named)
            except Exception:
                if attempt == 2:
                    raise

    return again
''',
    ),
    "give me a function that tells what weekday a date falls on": (
        "code_generation", ["code_write", "python"],
        '''import datetime
from typing import Union


def weekday(date: Union[datetime.date, str]) -> str:
    """Return the name of the weekday of a date.

    >>> weekday("2024-01-01")
    'Monday'
    """
    if isinstance(date, str):
        date = datetime.date.fromisoformat(date)
    return ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][date.weekday()]
''',
    ),
    "Pleas creat a python fucntion that calculates the factorial": (
        "code_generation", ["code_write", "python"],
        '''def factorial(n: int) -> int:
    """Return the factorial of n.

    >>> factorial(5)
    120
    """
    if n < 0:
        raise ValueError("n must not be negative")
    result = 1
    for factor in range(2, n + 1):
        result *= factor
    return result
''',
    ),
    "Schreibe eine Python-Funktion, die die Quersumme berechnet": (
        "code_generation", ["code_write", "python"],
        '''def digit_sum(number: int) -> int:
    """Return the sum of the digits of number.

    >>> digit_sum(123)
    6
    """
    return sum(int(digit) for digit in str(abs(number)))
''',
    ),
    "Escribe una función que invierta una cadena": (
        "code_generation", ["code_write", "python"],
        '''def reverse(text: str) -> str:
    """Return text backwards.

    >>> reverse("abc")
    'cba'
    """
    return text[::-1]
''',
    ),
    "Write a password generator for passwords of length 12": (
        "code_generation", ["code_write", "python"],
        '''import secrets
import string


def generate_password() -> str:
    """Return a password of twelve letters and digits.

    >>> len(generate_password())
    12
    """
    return "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(12))
''',
    ),
    "Write a function that calculates the factorial using recursion": (
        "code_generation", ["code_write", "python"],
        '''def factorial(n: int) -> int:
    """Return the factorial of n.

    >>> factorial(5)
    120
    """
    if n < 0:
        raise ValueError("n must not be negative")
    return 1 if n < 2 else n * factorial(n - 1)
''',
    ),
    "Write merge sort without recursion": (
        "code_generation", ["code_write", "python"],
        '''def merge_sort(items: list) -> list:
    """Return items in order, by merging longer and longer runs.

    >>> merge_sort([3, 1, 2])
    [1, 2, 3]
    """
    runs = [[item] for item in items]
    while len(runs) > 1:
        left, right, merged = runs.pop(0), runs.pop(0), []
        while left and right:
            merged.append((left if left[0] <= right[0] else right).pop(0))
        runs.append(merged + left + right)
    return runs[0] if runs else []
''',
    ),
    "What is 17 * 23?": ("general", [], "17 * 23 is 391."),
    "What is 2+2?": ("general", [], "2+2 is 4."),
}

RECURSIVE = '''def fibonacci(n: int) -> int:
    """Return the n-th Fibonacci number, counting from fibonacci(0) == 0.

    >>> [fibonacci(i) for i in range(8)]
    [0, 1, 1, 2, 3, 5, 8, 13]
    """
    if n < 0:
        raise ValueError("n must not be negative")
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)
'''


class GoodModel(model_server.Handler):
    """`server.intents` is by request: category, capabilities, unmet; `server.code` what was made of it."""

    def script_of(self, body):
        properties = body.get("response_format", {}).get("json_schema", {}).get("schema", {}).get("properties", {})
        self.messages, self.said = body["messages"], body["messages"][-1]["content"]
        if "required_capabilities" in properties:
            return "intent"
        return "refused" if properties else "draft"

    def answer(self, text):
        self.stream(whole([{"content": text}]))

    def document(self):
        given = json.loads(self.said)
        texts = [re.sub(r"(?m)^---$.*?^---$", "", each["text"], flags=re.S) for each in given["material"]]
        pictures = [f"![{name}]({name})" for name in given["pictures"]]
        if "You write a summary" in self.messages[0]["content"]:
            return "# Summary\n\n" + re.split(r"(?<=\.)\s", " ".join(texts).strip())[0] + "\n"
        title = next((line[2:] for text in texts for line in text.splitlines() if line.startswith("# ")), "Notes")
        return "\n\n".join([f"# {title}", "## What it says", *texts, *pictures]) + "\n"

    def changed(self):
        if self.said.startswith("make it recursive") and "def fibonacci" in self.said:
            return "```python\n" + RECURSIVE + "```"
        module = re.search(r"```[^\n]*\n(.*?)```", self.said, re.S)
        renamed = re.match(r"rename it to (\w+)", self.said)
        if not module or not renamed:
            return "I am sorry."
        old = re.search(r"(?m)^(?:def|class) (\w+)", module[1])[1]
        return "```python\n" + re.sub(rf"\b{old}\b", renamed[1], module[1]) + "```"

    def do_refused(self, _):
        # The plan of the cards is as good.
        self.answer("{}")

    def do_intent(self, _):
        request = json.loads(self.said)["request"].strip()
        category, capabilities, unmet = self.server.intents.get(request, ("unknown", [], []))
        self.answer(json.dumps({
            "category": category, "required_capabilities": capabilities, "entities": {}, "complexity": 0.2,
            "confidence": 0.9, "unmet": unmet,
        }))  # fmt: skip

    def do_draft(self, _):
        system = self.messages[0]["content"]
        if "in Markdown, with a title" in system:
            return self.answer(self.document())
        if "You explain Python" in system:
            return self.answer("The function `double` returns `n` as many times as `times` says.")
        if "You change Python" in system:
            return self.answer(self.changed())
        for request, text in self.server.drafts:
            if self.said.startswith(request):
                return self.answer(f"```python\n{text}```" if "def " in text or "class " in text else text)
        # Nothing comes to its mind: what agents do without it has to be good enough.
        self.answer("I am sorry.")
