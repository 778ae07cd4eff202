"""Findings in the syntax tree: likely bugs first, then what makes a module hard to use."""

import ast
import builtins

import complexity
import names

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_BUILTINS = set(dir(builtins))
_MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)


def findings(source, tree):
    """Return {line, rule, severity, message} for every finding, ordered by line."""
    found = []
    inner = _inner_functions(tree)
    for node in ast.walk(tree):
        for check in _CHECKS.get(type(node), ()):
            found.extend(check(node))
    # Definitions inside a function don't concern the module's readers.
    found = [f for f in found if f["rule"] != "missing-docstring" or f["line"] not in inner]
    if ast.get_docstring(tree) is None:
        found.append(_finding(1, "missing-docstring", "note", "the module has no docstring"))
    for name, line in names.unused_imports(source, tree):
        found.append(_finding(line, "unused-import", "warning", f"'{name}' is imported but not used"))
    for number, text in enumerate(source.splitlines(), start=1):
        if len(text) > 100:
            found.append(_finding(number, "long-line", "note", f"{len(text)} characters"))
    return sorted(found, key=lambda finding: (finding["line"], finding["rule"]))


def _inner_functions(tree):
    functions = [n for n in ast.walk(tree) if isinstance(n, _FUNCTIONS)]
    return {
        node.lineno
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, _FUNCTIONS) and node is not function
    }


def _finding(line, rule, severity, message):
    return {"line": line, "rule": rule, "severity": severity, "message": message}


def _function(node):
    defaults = node.args.defaults + [d for d in node.args.kw_defaults if d is not None]
    for default in defaults:
        is_call = isinstance(default, ast.Call) and getattr(default.func, "id", "") in (
            "list", "dict", "set",
        )
        if isinstance(default, _MUTABLE) or is_call:
            yield _finding(
                default.lineno, "mutable-default", "warning",
                f"the default of an argument of '{node.name}' is shared by all calls; use None",
            )
    arguments = node.args.posonlyargs + node.args.args + node.args.kwonlyargs
    for argument in arguments:
        if argument.arg in _BUILTINS:
            yield _finding(
                argument.lineno, "shadowed-builtin", "note",
                f"argument '{argument.arg}' hides the builtin",
            )
    if not node.name.startswith("_"):
        untyped = [
            a.arg for a in arguments if a.annotation is None and a.arg not in ("self", "cls")
        ]
        if untyped:
            yield _finding(
                node.lineno, "missing-type", "note",
                f"'{node.name}' has no types for: {', '.join(untyped)}",
            )
        if node.returns is None:
            yield _finding(
                node.lineno, "missing-type", "note", f"'{node.name}' has no return type"
            )
        if ast.get_docstring(node) is None:
            yield _finding(
                node.lineno, "missing-docstring", "note", f"'{node.name}' has no docstring"
            )
    score = complexity.of(node)
    if score > 10:
        yield _finding(
            node.lineno, "complexity", "warning", f"'{node.name}' has complexity {score}; split it"
        )
    for name, line in names.unused_variables(node):
        yield _finding(line, "unused-variable", "warning", f"'{name}' is assigned but never read")
    yield from _unreachable(node.body)


def _class(node):
    if not node.name.startswith("_") and ast.get_docstring(node) is None:
        yield _finding(node.lineno, "missing-docstring", "note", f"'{node.name}' has no docstring")


def _unreachable(body):
    for before, after in zip(body, body[1:]):
        if isinstance(before, (ast.Return, ast.Raise, ast.Break, ast.Continue)):
            yield _finding(after.lineno, "unreachable", "warning", "this line is never reached")


def _handler(node):
    if node.type is None:
        yield _finding(
            node.lineno, "bare-except", "warning",
            "a bare except also catches KeyboardInterrupt and SystemExit",
        )
    if len(node.body) == 1 and isinstance(node.body[0], ast.Pass):
        yield _finding(node.lineno, "silent-except", "note", "the error is thrown away")


def _compare(node):
    for operator, right in zip(node.ops, node.comparators):
        is_equality = isinstance(operator, (ast.Eq, ast.NotEq))
        if is_equality and isinstance(right, ast.Constant):
            if right.value is None:
                word = "is" if isinstance(operator, ast.Eq) else "is not"
                yield _finding(node.lineno, "none-comparison", "warning", f"use '{word} None'")
            elif right.value is True or right.value is False:
                yield _finding(
                    node.lineno, "bool-comparison", "note", f"compared with {right.value}"
                )
        is_identity = isinstance(operator, (ast.Is, ast.IsNot))
        if is_identity and isinstance(right, ast.Constant):
            if isinstance(right.value, (str, bytes, int, float)) and not isinstance(
                right.value, bool
            ):
                yield _finding(
                    node.lineno, "literal-identity", "warning",
                    "'is' with a literal compares identity, not value",
                )


def _call(node):
    name = getattr(node.func, "id", "")
    if name in ("eval", "exec"):
        yield _finding(node.lineno, "eval", "warning", f"{name} runs any code it is given")
    for keyword in node.keywords:
        if keyword.arg == "shell" and getattr(keyword.value, "value", None) is True:
            yield _finding(node.lineno, "shell", "warning", "shell=True runs what the text says")


def _assert(node):
    if isinstance(node.test, ast.Tuple) and node.test.elts:
        yield _finding(node.lineno, "assert-tuple", "warning", "a tuple is always true")


def _assign(node):
    for target in node.targets:
        if isinstance(target, ast.Name) and target.id in _BUILTINS:
            yield _finding(
                node.lineno, "shadowed-builtin", "note", f"'{target.id}' hides the builtin"
            )


def _global(node):
    yield _finding(node.lineno, "global", "note", f"changes globals: {', '.join(node.names)}")


def _import_from(node):
    if any(alias.name == "*" for alias in node.names):
        yield _finding(
            node.lineno, "star-import", "warning", f"imports all names of {node.module}"
        )


_CHECKS = {
    ast.FunctionDef: (_function,),
    ast.AsyncFunctionDef: (_function,),
    ast.ClassDef: (_class,),
    ast.ExceptHandler: (_handler,),
    ast.Compare: (_compare,),
    ast.Call: (_call,),
    ast.Assert: (_assert,),
    ast.Assign: (_assign,),
    ast.Global: (_global,),
    ast.ImportFrom: (_import_from,),
}
