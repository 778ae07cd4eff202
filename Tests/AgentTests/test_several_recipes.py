"""A request for several things gets one module with all of them, and what no recipe does is named."""

import random

import pytest

from agent_run import ask
from test_code_generator import doctests
from test_recipes import RECIPES, header


def made(call):
    """The sources of the recipes, and the module."""
    [artifact] = call.result["artifacts"]
    return artifact["metadata"]["source"].removeprefix("recipe:").split("+"), call.artifact("text/x-python")


@pytest.mark.parametrize("words, recipes", [
    ("Write a function that reverses a string and another that counts vowels",
     ["reverse_text", "vowel_count"]),
    ("Write two Python functions: one that checks for palindromes and one that computes the factorial",
     ["palindrome", "factorial"]),
    ("I need functions to reverse a string and count vowels", ["reverse_text", "vowel_count"]),
    ("Write Python functions for:\n1. fibonacci numbers\n2. prime numbers\n3. factorials",
     ["fibonacci", "prime_sieve", "factorial"]),
])
def test_each_thing_has_its_recipe(code_generator, words, recipes):
    (call,) = code_generator(ask(words))
    assert call.status == 0, call.message
    found, module = made(call)
    assert found == recipes
    assert doctests(module)[0] == 0


def test_pairs_of_recipes_keep_their_doctests(code_generator):
    draw = random.Random(13)
    pairs = [draw.sample(RECIPES, 2) for _ in range(150)]
    calls = code_generator(*[
        ask("Write a function for {} and another for {}".format(*[header(path)["title"] for path in pair]))
        for pair in pairs
    ])
    joined = 0
    for pair, call in zip(pairs, calls):
        if call.status != 0:
            assert call.code == "no_recipe"
            continue
        found, module = made(call)
        failed, tried = doctests(module)
        assert failed == 0 and tried > 0, pair
        [artifact] = call.result["artifacts"]
        joined += found == [path.stem for path in pair] and not artifact["metadata"]["unmet"]
    # Titles with "and" in them, and names that two of them have, are the others.
    assert joined > 100, joined


def test_tests_are_for_all_of_them(code_generator):
    (call,) = code_generator(
        ask("Write a function that reverses a string and another that counts vowels. Write unit tests for both."))
    found, module = made(call)
    assert found == ["reverse_text", "vowel_count"]
    assert "def load_tests" in module or "unittest" not in module
    compile(module, "module", "exec")


def test_what_has_no_recipe_is_named(code_generator):
    (call,) = code_generator(ask("Write a function that reverses a string and another that frobnicates a widget"))
    assert call.status == 0, call.message
    [artifact] = call.result["artifacts"]
    [unmet] = artifact["metadata"]["unmet"]
    assert "frobnicates a widget" in unmet["wish"] and unmet["code"] == "no_recipe"


@pytest.mark.parametrize("words", [
    "Write a function that reverses a string and frobnicates it",
    "Write functions to frobnicate a widget and demangle a gizmo",
])
def test_one_thing_that_does_two_things_is_not_taken_apart(code_generator, words):
    (call,) = code_generator(ask(words))
    assert call.code == "no_recipe", call.result
