"""Renames a function, class or variable of a module, in code, examples and calls."""

import ast
import io
import keyword
import re
import tokenize


def apply(source, tree, old, new):
    """Return the changed source and what was done, or why nothing was."""
    own = _own_names(tree)
    if old is None:
        made = [n.name for n in tree.body if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))]
        public = [name for name in made if not name.startswith("_")]
        if len(public) != 1:
            return {"error": f"Say what is to be renamed: the module has {', '.join(public) or 'no function'}."}
        old = public[0]
    if old not in own:
        return {"error": f"The module defines nothing called {old}. It has: {', '.join(sorted(own)[:12])}."}
    if not new.isidentifier() or keyword.iskeyword(new):
        return {"error": f"{new} can't be a name in Python."}
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    if new in own or new in used or new in _inner_names(tree):
        return {"error": f"{new} is used in the module already."}
    if old in _inner_names(tree):
        return {"error": f"{old} also names something inside a function: rename one of the two by hand."}
    changed = _replaced(source, old, new)
    if _shape(ast.parse(changed)) != _shape(_Renamed(old, new).visit(tree)):
        return {"error": f"{old} is used in a way that can't be renamed safely: rename it by hand."}
    return {"source": changed, "done": [f"`{old}` is called `{new}`"]}


class _Renamed(ast.NodeTransformer):
    """The tree with the new name, to verify that the changed text is equivalent."""

    def __init__(self, old, new):
        self.old, self.new = old, new

    def visit(self, node):
        for field in ("id", "name"):
            if getattr(node, field, None) == self.old:
                setattr(node, field, self.new)
        return self.generic_visit(node)


def _shape(tree):
    """The tree without strings, because examples in docstrings change."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.dump(tree)


def _own_names(tree):
    names = set()
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return names


def _inner_names(tree):
    """The names of parameters, keyword arguments and local variables."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.arg, ast.keyword)) and node.arg is not None:
            names.add(node.arg)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
                    names.add(inner.id)
    return names


def _replaced(source, old, new):
    lines = source.split("\n")
    edits = []
    before = None
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.NAME and token.string == old and before != ".":
            edits.append((token.start, token.end, new))
        elif token.type == tokenize.STRING and old in token.string:
            edits.append((token.start, token.end, _in_string(token.string, old, new)))
        if token.type not in (tokenize.NL, tokenize.COMMENT):
            before = token.string
    for (first, start), (last, end), text in reversed(edits):
        lines[first - 1 : last] = (lines[first - 1][:start] + text + lines[last - 1][end:]).split("\n")
    return "\n".join(lines)


def _in_string(text, old, new):
    """Rename in a docstring's examples and calls; of other strings only in those that begin with a
    call, as log messages do."""
    prefix = text[: len(text) - len(text.lstrip("rRuUbBfF"))].lower()
    name = re.compile(rf"(?<![\w.]){re.escape(old)}(?!\w)")
    if "f" in prefix:
        # Up to Python 3.11 a formatted string is a single token that includes its code.
        return re.sub(r"\{[^{}]*\}", lambda code: name.sub(new, code.group()), text)
    if not text[len(prefix) :].startswith(('"""', "'''")):
        return re.sub(rf"^(\w*['\"]){re.escape(old)}(?=\()", lambda begun: begun[1] + new, text)
    call = re.compile(rf"(?<![\w.]){re.escape(old)}(?=\(|`)")
    return "\n".join(
        (name if line.lstrip().startswith((">>> ", "... ")) else call).sub(new, line)
        for line in text.split("\n"))
