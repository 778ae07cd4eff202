"""Cyclomatic complexity: one, plus one for every branch in a function's control flow."""

import ast

_BRANCHES = (
    ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.IfExp, ast.Assert,
    ast.comprehension,
)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def table(tree):
    """Return name, line, complexity and length of every function."""
    rows = []
    _visit(tree, "", rows)
    return rows


def of(function):
    """Return the complexity of one function, without the functions inside it."""
    count = 1
    waiting = list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop()
        if isinstance(node, _FUNCTIONS + (ast.Lambda,)):
            continue
        if isinstance(node, _BRANCHES):
            count += 1
        elif isinstance(node, ast.BoolOp):
            count += len(node.values) - 1
        elif type(node).__name__ == "match_case":
            count += 1
        waiting.extend(ast.iter_child_nodes(node))
    return count


def _visit(node, prefix, rows):
    for child in ast.iter_child_nodes(node):
        name = prefix
        if isinstance(child, _FUNCTIONS + (ast.ClassDef,)):
            name = f"{prefix}.{child.name}" if prefix else child.name
        if isinstance(child, _FUNCTIONS):
            lines = child.end_lineno - child.lineno + 1
            rows.append(
                {"name": name, "line": child.lineno, "complexity": of(child), "lines": lines}
            )
        _visit(child, name, rows)
