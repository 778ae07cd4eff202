"""Docstrings for definitions without one: the name in words, and the arguments."""

import ast


def apply(tree):
    """Return {line: texts to insert before it}, what was done, and why nothing was."""
    inserted, done = {}, []
    for node in ast.walk(tree):
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        first = node.body[0]
        # There is no room for a docstring if the body is on the line of the head.
        if node.name.startswith("_") or ast.get_docstring(node) is not None:
            continue
        if first.lineno <= node.lineno or first.lineno in inserted:
            continue
        line = min([first.lineno] + [d.lineno for d in getattr(first, "decorator_list", [])])
        inserted[line] = _text(node, " " * first.col_offset)
        done.append(f"`{node.name}` has a docstring")
    return inserted, done, "Every public function and class has a docstring."


def _text(node, indent):
    words = node.name.replace("_", " ").strip()
    title = words[:1].upper() + words[1:]
    names = []
    if not isinstance(node, ast.ClassDef):
        arguments = node.args.posonlyargs + node.args.args + node.args.kwonlyargs
        names = [each.arg for each in arguments if each.arg not in ("self", "cls")]
    if not names:
        return [f'{indent}"""{title}."""']
    lines = [f'{indent}"""{title}.', "", f"{indent}Arguments:"]
    return lines + [f"{indent}    {name}" for name in names] + [f'{indent}"""']
