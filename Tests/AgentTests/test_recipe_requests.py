"""For every recipe, also one in a user's folder: paraphrases made from its metadata find it, near misses are refused.

Nothing here is fitted: a request is a carrier around the recipe's title, one of its keywords or the name of its main
function; a near miss has a word more that changes what is asked for and that the recipe says nothing of."""

import re
from itertools import count

import pytest

from agent_run import AgentRun
from agent_run import ask
from conftest import library
from test_recipes import RECIPES, header

CARRIERS = (
    "Write a Python function for {}", "I need code for {}", "Can you implement {} in Python?", "{} in python please",
    "Please give me a Python module for {}", "Could you show me Python code for {}?", "Create {} in Python",
    "Hi, I'd like to have some Python code for {}.", "Develop a Python program for {}",
    "How would one write {} in Python?", "python {}", "Write {}, with unit tests", "write some code: {}",
)
# What it says more, and the stem of the word that the recipe has to be silent about.
MODIFIERS = (
    ("the longest {}", "long"), ("the sum of the {}", "sum"), ("{} without the key", "key"), ("the nth {}", "nth"),
    ("{} over the network", "network"), ("{} for a submarine", "submarine"), ("a random {}", "random"),
    ("{} in a database", "database"), ("{} by voice", "voice"), ("the average {}", "averag"),
    ("{} on a GPU", "gpu"), ("the probability of {}", "probab"), ("{} of images", "image"),
    ("{} with a neural network", "neural"), ("encrypted {}", "encrypt"), ("a web page for {}", "web"),
    ("the largest {}", "larg"), ("the last {}", "last"), ("the second {}", "second"), ("the reverse of {}", "revers"),
    ("the difference of two {}", "differ"), ("{} in descending order", "descend"), ("undo {}", "undo"),
    ("{} from a file", "file"), ("{} without duplicates", "duplic"), ("the most frequent {}", "frequen"),
    ("draw {}", "draw"), ("compare two {}", "compar"),
    ("{} except the first", "except"), ("{} in parallel", "parallel"),
)
# A way of doing it, or a part left out, may be refused, or named as not honoured.
RESTRICTIONS = ("{} in several threads", "{} with numpy", "async {}", "{} without numbers", "{} without a loop")
# The same with a word that the recipe has in what it says of itself, and is not called by.
LIMITS = ("{}, only {}", "{} but not the {}", "{} with no {}", "{}, and {} matter", "{} that returns 'yes' or '{}'")
# Words that change what is asked for and that nothing is said of, and why.
NEUTRAL, NEGATED = "SearchWords holds a word of it for one that says nothing", '"without" is read as "with"'
UNHEARD = {
    "every other {}": NEUTRAL, "the multiple of {}": NEUTRAL,
    "the type of {}": NEUTRAL, "{} without recursion": NEGATED,
}
NEAR_MISSES_EACH = 8
# As many as the test host makes in one process.
CALLS = 500
OURS = """# recipe: sprocket_teeth
# title: Gear ratio of a bicycle
# keywords: gear ratio, sprocket teeth, chainring, rollout of a wheel
# tags: bicycle
# main: gear_ratio
\"\"\"Gear ratio of a bicycle.\"\"\"


def gear_ratio(front: int, rear: int) -> float:
    \"\"\"Return how often the wheel turns for one turn of the pedals.

    >>> gear_ratio(44, 11)
    4.0
    \"\"\"
    return front / rear
"""
SILENT = "nothing of the phrase is left: its words say nothing to the search, or it is the name of a function alone"
NEARER = "another recipe fits as well and comes first"
# Where the agent is wrong today, and why: (recipe, phrase), and (recipe, near miss).
NOT_FOUND = {
    ("a_star", "a*"): SILENT,
    ("collatz", "3n+1"): SILENT,
    ("flatten_list", "list of lists"): SILENT,
    ("is_sorted", "is list sorted"): SILENT,
    ("matrix", "identity matrix"): SILENT,
    ("prime_sieve", "primes"): NEARER,
    ("timer_decorator", "time a function"): SILENT,
    ("todo_list", "task list"): SILENT,
    ("unit_conversion", "unit conversion"): SILENT,
    ("unit_conversion", "convert unit"): SILENT,
}
MOST_WRONG = 0.05


class Known:
    """A recipe's metadata, and what a request may say of it."""

    def __init__(self, path, source):
        fields = header(path)
        self.source, self.title = source, fields["title"]
        text = path.read_text(encoding="utf-8")
        docstrings = " ".join(re.findall(r'"""(.*?)"""', text, re.S))
        self.text = " ".join([*fields.values(), docstrings]).lower()
        self.first_sentences = " ".join(re.findall(r'"""(.*?)[.\n]', text, re.S)).lower()
        name = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", fields["main"]).replace("_", " ").lower()
        # A name of one word ("roll", "timed") is no description.
        names = [name] if " " in name else []
        self.stem = path.stem
        self.phrases = list(dict.fromkeys([self.title, *fields["keywords"].split(", "), *names]))

    def declares(self, phrase):
        return same(phrase) in map(same, self.phrases)


def same(phrase):
    return re.sub(r"\W+", " ", phrase.lower()).strip()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("recipes")
    (folder / "sprocket_teeth.py").write_text(OURS)
    return folder


@pytest.fixture(scope="module")
def recipes(folder):
    own = [Known(path, f"recipe:{path.stem}") for path in RECIPES]
    path = folder / "sprocket_teeth.py"
    return own + [Known(path, f"recipe:{path}")]


@pytest.fixture(scope="module")
def found(host, folder):
    """The metadata of what each request gets; its source is the recipe, or the error's code."""
    def ask_all(requests):
        run = AgentRun(host, library("CodeGenerator"))
        calls = []
        for start in range(0, len(requests), CALLS):
            asked = map(ask, requests[start : start + CALLS])
            calls += run(*asked, environment={"HERMES_RECIPES": str(folder)})
        return [call.result["artifacts"][0]["metadata"] if call.status == 0 else {"source": call.code}
                for call in calls]
    return ask_all


def paraphrases(recipes):
    """(request, recipe, phrase): the title in four carriers, every other phrase in two."""
    turn = count()
    for recipe in recipes:
        for phrase in recipe.phrases:
            for _ in range(4 if phrase == recipe.title else 2):
                yield CARRIERS[next(turn) % len(CARRIERS)].format(phrase), recipe, phrase


def near_misses(recipes):
    """(request, recipe, words, stem): the title and the first keyword with a word that the recipe is silent about."""
    turn = count()
    for number, recipe in enumerate(recipes):
        mine = [MODIFIERS[(number + each) % len(MODIFIERS)] for each in range(len(MODIFIERS))]
        mine = [(words, stem) for words, stem in mine if stem not in recipe.text][:NEAR_MISSES_EACH]
        for each, (words, stem) in enumerate(mine):
            request = words.format(recipe.phrases[each % 2])
            yield CARRIERS[next(turn) % len(CARRIERS)].format(request), recipe, words, stem


def told(kind, right, total, capsys):
    with capsys.disabled():
        print(f"\n  {right} of {total} {kind}", end=" ")
    assert total - right <= MOST_WRONG * total


def test_there_are_many_requests(recipes):
    asked = [request for request, *_ in [*paraphrases(recipes), *near_misses(recipes)]]
    assert len(asked) >= 1000 and len(set(asked)) >= 0.95 * len(asked)


def test_paraphrases_find_the_recipe(recipes, found, capsys):
    rows, wrong = list(paraphrases(recipes)), {}
    for (request, recipe, phrase), got in zip(rows, found([request for request, *_ in rows])):
        if got["source"] not in {each.source for each in recipes if each is recipe or each.declares(phrase)}:
            wrong.setdefault((recipe.stem, phrase), []).append((request, got["source"]))
    told("paraphrases find their recipe", len(rows) - sum(map(len, wrong.values())), len(rows), capsys)
    assert {each: wrong[each] for each in wrong if each not in NOT_FOUND} == {}
    assert set(NOT_FOUND) - set(wrong) == set(), "right by now"


def test_near_misses_are_refused(recipes, found, capsys):
    rows, wrong = list(near_misses(recipes)), {}
    by_source = {recipe.source: recipe for recipe in recipes}
    for (request, recipe, words, stem), got in zip(rows, found([request for request, *_ in rows])):
        # Another recipe may know the word.
        source = got["source"]
        if source != "no_recipe" and stem not in getattr(by_source.get(source), "text", ""):
            wrong.setdefault((recipe.stem, words), []).append((request, source))
    told("near misses are refused", len(rows) - sum(map(len, wrong.values())), len(rows), capsys)
    assert wrong == {}


def silently_done(recipes, found, words):
    """The requests that get a module with nothing said of the words, for every third recipe."""
    said = re.sub(r"\W+|the|of", " ", words).split()[-1]
    asked = [CARRIERS[number % len(CARRIERS)].format(words.format(recipe.phrases[number % 2]))
             for number, recipe in enumerate(recipes[::3]) if said not in recipe.text]
    assert len(asked) > 20
    return [request for request, got in zip(asked, found(asked))
            if got["source"] != "no_recipe" and not got.get("unmet")]


@pytest.mark.parametrize("words", RESTRICTIONS)
def test_a_restriction_is_refused_or_named(recipes, found, words):
    assert silently_done(recipes, found, words) == []


def own_word(recipe):
    """A word of what it says of itself, and of no phrase that it is called by."""
    declared = " ".join(recipe.phrases).lower()
    words = [each for each in re.findall(r"[a-z]{5,}", recipe.first_sentences) if each[:4] not in declared]
    return min((each for each in words if each not in SAYING_NOTHING), default=None)


SAYING_NOTHING = {
    "return", "returns", "whether", "other", "given", "which", "their", "there", "where", "every", "first", "again",
    "after", "doesn", "another", "either", "between", "about", "gives", "called", "building", "added", "decorated",
    "algorithm", "arguments", "order", "function", "functions", "would",
}


@pytest.mark.parametrize("words", LIMITS)
def test_a_limit_in_words_of_the_recipe_is_refused_or_named(recipes, found, words):
    asked = [CARRIERS[number % 7].format(words.format(recipe.phrases[number % 2], own_word(recipe)))
             for number, recipe in enumerate(recipes)
             if own_word(recipe) and not {"only", "no", "not", "without"} & set(recipe.text.split())]
    assert len(asked) > 50
    silent = [request for request, got in zip(asked, found(asked))
              if got["source"] != "no_recipe" and not got.get("unmet")]
    assert silent == []


@pytest.mark.parametrize(
    "words", [pytest.param(words, marks=pytest.mark.xfail(strict=True, reason=why)) for words, why in UNHEARD.items()])
def test_no_word_that_changes_the_wish_goes_unheard(recipes, found, words):
    assert len(silently_done(recipes, found, words)) <= 2
