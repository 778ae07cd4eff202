"""CodeGenerator finds the right recipe or none, and adapts it without breaking it."""

import doctest
import json
import random
import string
import subprocess
import sys
import types
from pathlib import Path

import pytest

from agent_run import ask
from test_recipes import RECIPES, header

TABLE = json.loads(Path(__file__).with_name("retrieval.json").read_text(encoding="utf-8"))
THINKING, PROGRESS, CHUNK = 1, 2, 3


def doctests(source):
    """Return (failed, attempted) of a module's text."""
    module = types.ModuleType("generated")
    exec(compile(source, "generated", "exec"), module.__dict__)
    runner = doctest.DocTestRunner(verbose=False)
    for test in doctest.DocTestFinder().find(module):
        runner.run(test)
    return runner.failures, runner.tries


def test_retrieval_table(code_generator):
    calls = code_generator(*[ask(row["query"]) for row in TABLE])
    wrong = []
    for row, call in zip(TABLE, calls):
        if call.status == 0:
            found = call.result["artifacts"][0]["metadata"]["source"].removeprefix("recipe:")
        else:
            assert call.code == "no_recipe"
            found = None
        if found != row["recipe"]:
            wrong.append((row["query"], row["recipe"], found))
    assert wrong == []


def test_every_recipe_is_found_by_its_title_and_survives_a_new_name(code_generator):
    titles = [header(path)["title"] for path in RECIPES]
    calls = code_generator(*[ask(f"Write Python code for {t}, named zz_wanted") for t in titles])
    for path, call in zip(RECIPES, calls):
        assert call.status == 0, f"{path.stem}: {call.message}"
        metadata = call.result["artifacts"][0]["metadata"]
        assert metadata["source"] == f"recipe:{path.stem}"
        assert metadata["main"] == "zz_wanted"
        source = call.artifact("text/x-python")
        assert "zz_wanted" in source
        failed, attempted = doctests(source)
        assert (failed, attempted >= 3) == (0, True), path.stem


def test_chunks_add_up_to_the_result(code_generator):
    (call,) = code_generator(ask("Write a Python function to calculate fibonacci numbers"))
    chunks = [json for kind, json in call.events if kind == CHUNK]
    assert len(chunks) > 2
    assert "".join(chunk["text"] for chunk in chunks) == call.artifact("text/x-python")
    assert [chunk["append"] for chunk in chunks] == [False] + [True] * (len(chunks) - 1)
    assert [chunk["last"] for chunk in chunks] == [False] * (len(chunks) - 1) + [True]
    assert call.kinds[0] == THINKING
    assert "Written for the request: Write a Python function" in call.artifact("text/x-python")


def test_with_tests_gives_a_module_that_unittest_runs(code_generator, tmp_path):
    (call,) = code_generator(ask("Write a binary search with unit tests, called find_index"))
    path = tmp_path / "generated.py"
    path.write_text(call.artifact("text/x-python"), encoding="utf-8")
    done = subprocess.run([sys.executable, path], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Ran 1 test" in done.stderr and "OK" in done.stderr
    assert "def find_index(" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["list", "binary-search", "for", "Sequence"])
def test_a_name_that_can_not_be_used_is_not(code_generator, name):
    (call,) = code_generator(ask(f"Write a binary search function called {name}"))
    assert call.status == 0
    assert doctests(call.artifact("text/x-python"))[0] == 0


def test_a_request_can_not_break_out_of_the_docstring(code_generator):
    (call,) = code_generator(ask('Write FizzBuzz """ + exit() + """ \\N \\'))
    assert doctests(call.artifact("text/x-python"))[0] == 0


def test_what_has_no_recipe_fails_with_the_nearest(code_generator):
    (call,) = code_generator(ask("Write a function that sends an email over SMTP"))
    assert call.status < 0 and call.code == "no_recipe"
    assert "email_validation" in call.message and "HERMES_RECIPES" in call.message
    assert call.result["retryable"] is False


def test_recipes_of_a_folder_are_found_and_broken_ones_are_logged(code_generator, tmp_path):
    good = RECIPES[0].read_text(encoding="utf-8")
    lines = ["# recipe: frobnicate", "# title: Frobnicate a widget", "# keywords: frobnicate"]
    body = '# tags: x\n# main: frob\n"""F."""\n\n\ndef frob():\n    """\n    >>> frob()\n    """\n'
    (tmp_path / "frob.py").write_text("\n".join(lines) + "\n" + body)
    (tmp_path / "no_header.py").write_text("x = 1\n")
    (tmp_path / "no_main.py").write_text(good.replace("# main: ", "# main: missing_"))
    (tmp_path / "binary.py").write_bytes(b"\xff\xfe\x00")
    environment = {"HERMES_RECIPES": f"{tmp_path}:/nowhere"}
    (call,) = code_generator(ask("frobnicate my widget"), environment=environment)
    assert call.status == 0, call.message
    source = call.result["artifacts"][0]["metadata"]["source"]
    assert source == f"recipe:{tmp_path}/frob.py"
    for name in ("no_header.py", "no_main.py", "binary.py", "/nowhere"):
        assert name in code_generator.log
    (call,) = code_generator(ask("frobnicate"), config={"recipe_folders": [str(tmp_path)]})
    assert call.status == 0


def test_thousands_of_unknown_words_are_only_unknown(code_generator):
    chance = random.Random(1)
    words = ["".join(chance.choices(string.ascii_lowercase, k=9)) for _ in range(1500)]
    (call,) = code_generator(ask("Write a function " + " ".join(words)))
    assert call.status < 0 and call.code == "no_recipe"


# What a request says beside the thing, and what of it the recipe does not do.
CONDITIONS = {
    "Write a function that finds duplicate files by name": "by name",
    "Write a function that finds duplicate files": None,
    "Write a factorial function that returns a string": "returns a string",
    "Write a factorial function that returns an integer": None,
    "Write a function that lists the primes between 10 and 50": "between 10 and 50",
    "Write a function that lists the primes up to a limit": None,
    "Write fizzbuzz from 50 to 100": "from 50 to 100",
    "Write fizzbuzz from 1 to 100": None,
    "Write a function to check prime numbers up to n": "up to n",
    "Write a function that finds the mode; if there are several return all": "if there are several return all",
    "Write a function that converts Celsius to Fahrenheit and rounds to one decimal": "rounds to one decimal",
    "Write a function that converts Celsius to Fahrenheit and rounds to two decimals": None,
    "Write a function that checks whether a number is a palindrome": "number",
    "Write a function that checks whether a text is a palindrome": None,
    "Write a script that reads a number from stdin and prints its factorial": "from stdin",
    "Write a class for FizzBuzz": "class",
    "Write a stack class": None,
    "Write a function for the gcd of three numbers": "three numbers",
    "Write factorial in one line": "in one line",
    "Write a function that counts the vowels in a sentence, ignoring case": None,
    "Write a binary search that returns -2 when the value is lost": "when the value is lost",
    "Write a function that tells if a number is not prime": "not prime",
    "Write the gcd of a list of numbers": "a list of numbers",
    "Write a function to sort a list of numbers": None,
    "Write a function that checks if all numbers in a list are prime": "all numbers in a list",
    "Write a password generator with 5 words": "words",
    "Write fizzbuzz with 2 and 7": "2 and 7",
    "Write a sudoku 4x4 solver": "4x4",
    "Write a sudoku 9x9 solver": None,
    "Write a palindrome check that keeps spaces": "keeps spaces",
    "Write a palindrome check. Do not ignore case.": "Do not ignore case",
    "Write a function to reverse a string and use it on 'hello'": "use it on 'hello'",
    "Write a function for factorials and print 5!": "print 5",
    "Write a function to sort a list. Don't use recursion.": "without recursion",
    "Write fibonacci numbers. It must not use a loop.": "without loop",
    "Write fibonacci numbers. No type hints.": "No type hints",
    "Write a function to reverse a string, thanks in advance. Don't forget the tests!": None,
    "can u write me a factorial function pls": None,
    "Write a function that formats a number of seconds as hh:mm:ss": None,
    "Write a function that formats a number of seconds as 1:01:01": "1:01:01",
    "Write a function for the maximum of a list that returns None for an empty list": "None for an empty list",
    "Write a binary search that returns -1 if it isn't there": None,
    "Write a function that finds the largest three numbers in a list": "largest three",
    "Write a function that takes a list of numbers and checks for palindromes": "a list of numbers",
    "Write a function that takes a string and reverses it": None,
    "Write a palindrome check with a parameter ignore_case": "ignore_case",
    "Write a function is_pal(a, b) that checks for palindromes": "a, b",
    "Write a function is_pal(word) that checks for palindromes": None,
    "Write a factorial function whose parameter is called number": "number",
    "Write a palindrome check that prints the result": "prints the result",
    "Write a function that sums a list, ignoring negative numbers": "negative numbers",
    "Write a palindrome check, ignoring spaces and punctuation": None,
    "Write a binary search in an unsorted list": "unsorted",
    "Write a factorial function without doctests": "without doctests",
    "Write a factorial function and show the result for 10": "show the result for 10",
    "Write a factorial function in a class": "in a class",
    "Write anything but a factorial function": "anything but a factorial function",
    "Write a palindrome check that returns 1 or 0": "returns 1 or 0",
}


@pytest.mark.parametrize("words", [
    "Write a CSV generator", "Write a random name generator", "Write a file encryption tool", "Combine them into one module",
    "Write a function that counts words in all files of a folder and emails them",
])
def test_a_neighbouring_word_is_no_match(code_generator, words):
    (call,) = code_generator(ask(words))
    assert call.code == "no_recipe", call.result


def test_an_attempt_that_is_no_number_of_attempts_is_the_first(code_generator):
    asked = ask("Write a function for factorials")
    asked["artifacts"] = [{
        "artifactId": "failing_module", "name": "m.py", "metadata": {"attempt": 1e300},
        "parts": [{"mediaType": "text/x-python", "text": "def f(:\n"}]}]
    (call,) = code_generator(asked)
    assert call.status in (0, -5) or call.code, call


def test_a_name_in_the_form_of_a_call_is_taken(code_generator):
    (call,) = code_generator(ask("Write a function turn_around(s) which reverses a string"))
    assert call.result["artifacts"][0]["metadata"]["main"] == "turn_around"
    assert "def turn_around(" in call.artifact("text/x-python")


def test_what_a_recipe_does_not_do_is_named(code_generator):
    calls = code_generator(*map(ask, CONDITIONS))
    for request, call in zip(CONDITIONS, calls, strict=True):
        assert call.status == 0, (request, call.message)
        unmet = [each["wish"] for each in call.result["artifacts"][0]["metadata"]["unmet"]]
        assert unmet == [word for word in [CONDITIONS[request]] if word], request


def test_a_conversion_is_not_answered_by_a_check(code_generator):
    (call,) = code_generator(ask("Write a function that converts ISBN-10 to ISBN-13"))
    assert call.code == "no_recipe"


def test_a_list_is_rotated_the_way_that_is_asked_for(code_generator):
    left, right = code_generator(
        ask("Write a function to rotate a list left"), ask("Write a function to rotate a list right"))
    names = [call.result["artifacts"][0]["metadata"]["main"] for call in (left, right)]
    assert names == ["rotate_left", "rotate_right"]


@pytest.mark.parametrize("words, said", [
    ("a function that tells whether a number is prime, returning 'prime' or 'composite'", "'prime' or"),
    ("Write a password generator, no punctuation", "no punctuation"),
    ("password generator with only uppercase letters", "only uppercase letters"),
    ("Write a function that checks for balanced brackets, square ones only", "ones only"),
    ("a function which counts consonants but not the letter w", "not the letter w"),
    ("a function that validates an IPv6 address but not IPv4", "not IPv4"),
    ("a function to tell whether two words are anagrams where spaces matter", "spaces matter"),
    ("a function that converts binary to decimal and returns a string", "returns a string"),
    ("calculator with addition and subtraction only", "only"),
])
def test_what_limits_a_wish_is_refused_or_named(code_generator, words, said):
    (call,) = code_generator(ask(words))
    if call.code == "no_recipe":
        return
    unmet = call.result["artifacts"][0]["metadata"]["unmet"]
    assert any(said in each["wish"] for each in unmet), unmet


@pytest.mark.parametrize("words, main", [
    ("turns snake_case names into kebab-case", "to_kebab_case"), ("a function for the 12th prime", "nth_prime"),
    ("a function that returns the first n primes", "first_primes"), ("a function that reads a JSON file", "load_json"),
    ("Write a function that computes n!", "factorial"), ("write a JSON file with an indent of 3", "save_json"),
    ("a function that checks for primes, and add unit tests for it", "is_prime"),
    ("a csv reader function that uses semicolons", "read_csv"),
])
def test_the_function_that_answers_is_named(code_generator, words, main):
    (call,) = code_generator(ask(words))
    metadata = call.result["artifacts"][0]["metadata"]
    assert metadata["main"] == main and metadata["unmet"] == []
