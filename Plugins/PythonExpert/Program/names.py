"""Names that a module binds but never reads."""

import ast
import re


def unused_imports(source, tree):
    """Return (name, line) of imports that nothing in the module mentions.

    Text counts as a mention: annotations in quotes, doctests and __all__ use names too.
    """
    imported = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                imported.append((alias.asname or alias.name.split(".")[0], node.lineno))
        elif isinstance(node, ast.ImportFrom) and node.module != "__future__":
            for alias in node.names:
                if alias.name != "*":
                    imported.append((alias.asname or alias.name, node.lineno))
    return [(name, line) for name, line in imported if not _mentioned(name, tree)]


def unused_variables(function):
    """Return (name, line) of local variables that are assigned by name and never read."""
    stored, read, outside = {}, set(), set()
    for node in ast.walk(function):
        if isinstance(node, (ast.Global, ast.Nonlocal)):
            outside.update(node.names)
        elif isinstance(node, ast.Name):
            if isinstance(node.ctx, ast.Store):
                stored.setdefault(node.id, node.lineno)
            else:
                read.add(node.id)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("locals", "eval"):
            return []
    # Loop and tuple targets are often placeholders; only plain assignments are reported.
    plain = {
        target.id
        for node in ast.walk(function)
        if isinstance(node, (ast.Assign, ast.AnnAssign))
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    return [
        (name, line)
        for name, line in stored.items()
        if name in plain and name not in read | outside and not name.startswith("_")
    ]


def _mentioned(name, tree):
    word = re.compile(rf"\b{re.escape(name)}\b")
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == name:
            return True
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and word.search(node.value):
            return True
    return False
