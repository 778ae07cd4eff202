"""Every recipe is a good module: header, doctests, types, Python 3.9, and in the catalogue."""

import ast
import doctest
import re
import types
from pathlib import Path

import pytest

PLUGIN = Path(__file__).resolve().parents[2] / "Plugins/CodeGenerator"
RECIPES = sorted((PLUGIN / "Recipes").glob("*.py"))
HEADER = ["recipe", "title", "keywords", "tags", "main"]


def header(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    lines = lines[: len(HEADER) + (lines[len(HEADER)].startswith("# also: "))]
    fields = [re.fullmatch(r"# (\w+): (.+)", line) for line in lines]
    assert all(fields), f"{path.name}: {lines}"
    return {match[1]: match[2] for match in fields}


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_recipe(path):
    fields = header(path)
    assert list(fields) in (HEADER, HEADER + ["also"])
    assert fields["recipe"] == path.stem
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 9))
    assert ast.get_docstring(tree)
    defined = {getattr(node, "name", None): node for node in tree.body}
    assert ast.get_docstring(defined[fields["main"]])
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and function.name != "__init__":
            assert function.returns is not None, f"{function.name} has no return type"
    assert max(map(len, source.splitlines()[len(fields) :])) <= 100

    module = types.ModuleType("recipe")
    exec(compile(source, str(path), "exec"), module.__dict__)
    runner = doctest.DocTestRunner()
    for test in doctest.DocTestFinder().find(module):
        runner.run(test)
    assert runner.failures == 0
    assert runner.tries >= 3, "at least three examples"


def test_there_are_many_recipes():
    assert len(RECIPES) >= 80


def test_titles_and_main_names_are_unique():
    titles = [header(path)["title"] for path in RECIPES]
    assert len(set(titles)) == len(titles)
    mains = [header(path)["main"] for path in RECIPES]
    assert sorted(mains) == sorted(set(mains))


def test_the_catalogue_embeds_every_recipe():
    catalogue = (PLUGIN / "Catalogue/catalogue.c").read_text()
    embedded = re.findall(r'^#embed "../Recipes/(\w+)\.py" suffix\(, 0, \)$', catalogue, re.M)
    assert embedded == [path.stem for path in RECIPES]
