"""Changes that can't alter what a module does, made on its text so that the rest is preserved.

Anything that could alter it (``== None``, a bare except) is only reported.
"""

import ast
import sys

import names

_RUNNER = '\n\nif __name__ == "__main__":\n    import doctest\n\n    doctest.testmod()\n'


def apply(source, tree):
    """Return the fixed source and a list of what was done."""
    done = []
    lines = source.split("\n")
    _add_none_returns(lines, tree, done)
    _drop_unused_imports(source, lines, tree, done)
    _strip_line_ends(lines, tree, done)
    fixed = "\n".join(lines).rstrip("\n") + "\n"
    if ">>> " in source and "__main__" not in source:
        fixed = fixed.rstrip("\n") + "\n" + _RUNNER
        done.append("added a doctest run for `python module.py`")
    if _meaning(fixed) is None:
        return source, []
    return fixed, done


def _meaning(source):
    try:
        return ast.dump(ast.parse(source))
    except SyntaxError:
        return None


def _add_none_returns(lines, tree, done):
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef) or node.returns is not None:
            continue
        if not _returns_nothing(node):
            continue
        # Only if the head clearly ends on one line: with "):" and nothing after it.
        end = node.body[0].lineno - 1
        for index in range(node.lineno - 1, end):
            if lines[index].rstrip().endswith("):"):
                lines[index] = lines[index].rstrip()[:-1] + " -> None:"
                done.append(f"line {node.lineno}: `{node.name}` returns None")
                break


def _returns_nothing(function):
    waiting = list(function.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            continue
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            return False
        if isinstance(node, ast.Return) and node.value is not None:
            return False
        waiting.extend(ast.iter_child_nodes(node))
    # A function that always raises may be a placeholder for one that returns something.
    return not isinstance(function.body[-1], ast.Raise)


def _drop_unused_imports(source, lines, tree, done):
    unused = {(name, line) for name, line in names.unused_imports(source, tree)}
    for node in tree.body:
        if not isinstance(node, ast.Import) or len(node.names) != 1:
            continue
        alias = node.names[0]
        module = alias.name.split(".")[0]
        name = alias.asname or module
        # Importing the standard library has no relevant side effects; other imports may have some.
        is_standard = module in sys.stdlib_module_names and module not in ("this", "antigravity")
        alone = lines[node.lineno - 1].strip() == ast.unparse(node)
        if (name, node.lineno) in unused and is_standard and alone:
            lines[node.lineno - 1] = ""
            done.append(f"line {node.lineno}: removed the unused import of `{alias.name}`")


def _strip_line_ends(lines, tree, done):
    inside = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Constant, ast.JoinedStr)) and node.end_lineno > node.lineno:
            inside.update(range(node.lineno, node.end_lineno))
    stripped = 0
    for index, line in enumerate(lines):
        if index + 1 not in inside and line != line.rstrip() and not line.rstrip().endswith("\\"):
            lines[index] = line.rstrip()
            stripped += 1
    if stripped:
        done.append(f"removed blanks at the end of {stripped} line(s)")
