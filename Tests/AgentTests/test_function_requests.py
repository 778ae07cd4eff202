"""For every module with several functions: what is asked for in a function's own words names that function or none, and
what it doesn't do is no answer.

The requests are made from the names of the functions and the titles, and no name of a function is left out by hand."""

import ast
import re
from itertools import combinations

import pytest

from agent_run import ask
from test_recipes import RECIPES, header

CARRIERS = ("Write a Python function for {}", "python function {}", "I need code for {}", "a function that returns the {}")
# As many as the test host makes in one process.
CALLS = 500
# Words that turn round what is asked for.
BACK = {"encode": "decode", "encrypt": "decrypt", "compress": "decompress", "zip": "unzip", "flatten": "unflatten"}
# Modules whose functions are both called by these words, with what tells them apart said elsewhere.
SAME_NAME = {("gcd", "lcm")}


def functions(path):
    """The names of the module's own functions, with what each says that it returns."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name: ast.unparse(node.returns) for node in tree.body
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.returns}


def spoken(name):
    return name.replace("_", " ")


def requests():
    """(request, recipe, function): of each module with several functions each of them, by its name."""
    for path in RECIPES:
        names = functions(path)
        for turn, name in enumerate(names if len(names) > 1 else ()):
            for carrier in (CARRIERS[turn % len(CARRIERS)], CARRIERS[(turn + 1) % len(CARRIERS)]):
                yield carrier.format(spoken(name)), path.stem, name


def answers(code_generator, asked):
    """The recipe of each request, the function that it names, and what is not honoured; the recipe is None for a refusal."""
    calls = []
    for start in range(0, len(asked), CALLS):
        calls += code_generator(*map(ask, asked[start : start + CALLS]))
    for call in calls:
        if call.status != 0:
            assert call.code == "no_recipe"
            yield None, None, []
        else:
            [artifact] = call.result["artifacts"]
            metadata = artifact["metadata"]
            yield metadata["source"].removeprefix("recipe:"), metadata["main"], metadata["unmet"]


def test_a_function_asked_for_by_its_name_is_named_or_none_is(code_generator, capsys):
    rows, wrong, right = list(requests()), [], 0
    for (request, recipe, function), (found, named, _) in zip(rows, answers(code_generator, [each[0] for each in rows])):
        right += (found, named) == (recipe, function)
        if found == recipe and named not in (function, None):
            wrong.append((request, function, named))
    with capsys.disabled():
        print(f"\n  {right} of {len(rows)} functions are named, {len(wrong)} others", end=" ")
    assert len(rows) > 200 and right > 0.6 * len(rows)
    assert wrong == []


def telling():
    """(request, recipe, function): a name without its first word, where another function of the module has that word and the rest
    is no name: "largest" of second_largest."""
    for path in RECIPES:
        names = functions(path)
        for name in names:
            first, _, rest = name.partition("_")
            shared = sum(each.startswith(first + "_") for each in names)
            if rest and 1 < shared < len(names) and rest not in names and first not in ("is", "to", "from", "find"):
                yield f"python function {spoken(rest)}", path.stem, name


def test_a_function_is_not_named_where_its_telling_word_is_not_said(code_generator):
    rows = list(telling())
    assert rows
    for (request, recipe, function), (found, named, _) in zip(rows, answers(code_generator, [each[0] for each in rows])):
        assert (found, named) != (recipe, function), request


def opposites():
    """(request, recipe, function): of a function that goes one way the title with the other way said."""
    for path in RECIPES:
        for name in functions(path):
            for forth, back in BACK.items():
                if forth in name.split("_"):
                    rest = spoken(name).replace(forth, "").strip() or header(path)["title"].lower()
                    yield f"python function to {back} {rest}", path.stem, name


def test_what_goes_the_other_way_is_no_answer(code_generator):
    rows = list(opposites())
    assert len(rows) >= 5
    for (request, recipe, function), (found, named, _) in zip(rows, answers(code_generator, [each[0] for each in rows])):
        assert named != function, (request, recipe)


def lists():
    """(request, recipe): of each recipe all of whose functions give lists, the number of what it is called."""
    for path in RECIPES:
        results = functions(path).values()
        if results and all(re.match(r"(Optional\[)?(List|Iterator)\[(?!Tuple)", each) for each in results):
            yield f"python function for the number of {header(path)['title'].lower()}", path.stem


def test_a_list_is_no_number(code_generator):
    rows = list(lists())
    assert len(rows) > 15
    found = list(answers(code_generator, [request for request, _ in rows]))
    assert [row for row, (recipe, *_) in zip(rows, found) if recipe == row[1] and "number of" not in row[0][29:]] == []


def pairs():
    """(request, both): two recipes by a keyword each, one behind the other."""
    called = [(path.stem, header(path)["keywords"].split(", ")[0]) for path in RECIPES[::7]]
    for (first, one), (second, other) in combinations(called, 2):
        if not {"and", "or"} & set((one + " " + other).split()):
            yield f"python {one} and {other}", {first, second}


def test_of_two_things_none_is_left_out_silently(code_generator):
    rows = list(pairs())
    assert len(rows) > 200
    silent = [request for (request, both), (found, _, unmet) in zip(rows, answers(code_generator, [row[0] for row in rows]))
              if found and len(set(found.split("+"))) < 2 and not unmet]
    assert silent == []


@pytest.mark.parametrize("limit", ["generator {}", "{} from big to small", "{} using itertools.accumulate",
                                   "{} that raises KeyError for floats", "two different functions for {}"])
def test_a_limit_is_refused_or_named(code_generator, limit):
    paths = [path for path in RECIPES[::4] if len(functions(path)) == 1 and "yield" not in path.read_text()
             and not re.search("generat|random|unique|descend|reverse|largest|accumulate|floats", path.read_text())]
    asked = [f"python {limit.format(header(path)['title'].lower())}" for path in paths]
    assert len(asked) > 10
    silent = [request for request, (found, _, unmet) in zip(asked, answers(code_generator, asked)) if found and not unmet]
    assert silent == []
