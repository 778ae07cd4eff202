"""Tests of a module's doctests, for unittest and pytest."""

import ast
import doctest


def of(source):
    """Return the module with its tests and what they are, or why there are none."""
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
    names = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    title = "Tests" if "Tests" not in names else "DoctestTests"
    lines = ["", "", "import unittest", "", "", f"class {title}(unittest.TestCase):"]
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
    text = source.rstrip("\n") + "\n".join(lines).rstrip("\n") + "\n"
    if not any(isinstance(node, ast.If) and "__name__" in ast.unparse(node.test) for node in tree.body):
        text += '\n\nif __name__ == "__main__":\n    unittest.main()\n'
    ast.parse(text)
    return {"source": text, "done": [f"{len(cases)} test(s) of {sum(len(e) for _, e in cases)} examples"]}


def _case(example):
    code = example.source.rstrip("\n").split("\n")
    if example.exc_msg:
        kind = example.exc_msg.split(":")[0].strip()
        return [f"with self.assertRaises({kind}):"] + ["    " + line for line in code]
    try:
        value = ast.parse(example.source, mode="eval").body
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
    if isinstance(value, (ast.Tuple, ast.NamedExpr)):
        # As an argument, "a, b" would be two.
        expression = f"({expression})"
    if is_literal and not example.options:
        return [f"self.assertEqual({expression}, {wanted})"]
    if example.options or "print(" in expression or "\n" in example.want.strip():
        return [f"# prints: {example.want.strip()!r}"] + code
    return [f"self.assertEqual(repr({expression}), {example.want.strip()!r})"]
