"""A test file of a module's doctests, for unittest and pytest."""

import ast
import doctest


def of(source):
    """Return the test file and what is in it, or why there is none."""
    tree = ast.parse(source)
    parser = doctest.DocTestParser()
    cases = []
    for node in ast.walk(tree):
        if not isinstance(node, (ast.Module, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        examples = parser.get_examples(ast.get_docstring(node) or "")
        if examples:
            cases.append((getattr(node, "name", "module"), examples))
    if not cases:
        return {"error": "Tests are made of the doctests of a module, and it has none: add some examples to its docstrings."}
    lines = ["import unittest", "", "from MODULE import *", "", "", "class Tests(unittest.TestCase):"]
    names = set()
    for name, examples in cases:
        title = name
        while title in names:
            title += "_"
        names.add(title)
        lines += [f"    def test_{title.lower()}(self):"]
        for example in examples:
            lines += ["        " + line for line in _case(example)]
        lines.append("")
    text = "\n".join(lines) + "\n\nif __name__ == \"__main__\":\n    unittest.main()\n"
    ast.parse(text)
    return {"source": text, "done": [f"{len(cases)} test(s) of {sum(len(e) for _, e in cases)} examples"]}


def _case(example):
    code = example.source.rstrip("\n").split("\n")
    if example.exc_msg:
        kind = example.exc_msg.split(":")[0].strip()
        return [f"with self.assertRaises({kind}):"] + ["    " + line for line in code]
    try:
        ast.parse(example.source, mode="eval")
    except SyntaxError:
        return code
    if not example.want.strip():
        return code
    try:
        ast.literal_eval(example.want)
        wanted = example.want.strip()
        is_literal = "\n" not in wanted
    except (ValueError, SyntaxError):
        is_literal = False
    expression = " ".join(line.strip() for line in code)
    if is_literal and not example.options:
        return [f"self.assertEqual({expression}, {wanted})"]
    if example.options or "print(" in expression or "\n" in example.want.strip():
        return [f"# prints: {example.want.strip()!r}"] + code
    return [f"self.assertEqual(repr({expression}), {example.want.strip()!r})"]
