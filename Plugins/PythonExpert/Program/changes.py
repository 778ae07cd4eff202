"""Changes that a request asks for by name, made on the text so that the rest is preserved."""

import ast

import docstrings
import hints
import line_ends
import renames
import testcases

# Annotations that can be checked when the function is called, with the types for isinstance.
_CHECKED = {
    "int": "int", "float": "(int, float)", "complex": "(int, float, complex)", "str": "str",
    "bytes": "bytes", "bool": "bool", "list": "list", "dict": "dict", "set": "set",
    "tuple": "tuple", "frozenset": "frozenset", "List": "list", "Dict": "dict", "Set": "set", "Tuple": "tuple",
    "FrozenSet": "frozenset",
}


def apply(source, wish, old=None, new=None):
    """Return the changed source and what was done, or why nothing was. Keeps most line ends."""
    answer = _applied(line_ends.plain(source), wish, old, new)
    if "source" in answer:
        answer["source"] = line_ends.like(source, answer["source"])
    return answer


def _applied(source, wish, old, new):
    tree = ast.parse(source)
    if wish == "rename":
        return renames.apply(source, tree, old, new)
    if wish == "tests":
        return testcases.of(source)
    lines, left = source.split("\n"), []
    if wish == "type_hints":
        changed, done, nothing, left = hints.apply(lines, tree)
    else:
        if wish == "docstrings":
            inserted, done, nothing = docstrings.apply(tree)
        elif wish == "error_handling":
            inserted, done = _argument_checks(tree)
            nothing = (
                "No function has a parameter whose type can be checked and is not checked yet: "
                "annotate parameters with int, float, str, list, dict or the like."
            )
        else:
            inserted, done = _debug_logging(source, tree)
            nothing = "There is no function that does not log yet."
        left = _on_one_line(tree)
        for line, texts in sorted(inserted.items(), reverse=True):
            lines[line - 1 : line - 1] = texts
        changed = "\n".join(lines)
    if not done:
        return {"error": nothing}
    ast.parse(changed)
    return {"source": changed, "done": done, "left": left}


def _on_one_line(tree):
    """The functions whose body is on the line of their head: nothing can be inserted between the
    two."""
    return [
        f"`{node.name}`"
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.body[0].lineno <= _head_end(node)
    ]


def _functions(tree):
    """Each function whose body begins on a separate line, and where its first statement is."""
    for node in ast.walk(tree):
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        body = node.body[1:] if ast.get_docstring(node) is not None else node.body
        # If the body is only a docstring, there is nothing to protect.
        if body and body[0].lineno > node.lineno and body[0].lineno > _head_end(node):
            yield node, min([body[0].lineno] + _decorators(body[0])), " " * body[0].col_offset


def _decorators(node):
    return [decorator.lineno for decorator in getattr(node, "decorator_list", [])]


def _head_end(function):
    ends = [function.lineno]
    arguments = function.args
    for argument in arguments.posonlyargs + arguments.args + arguments.kwonlyargs:
        ends.append(argument.end_lineno)
    if function.returns is not None:
        ends.append(function.returns.end_lineno)
    return max(ends)


def _argument_checks(tree):
    inserted, done = {}, []
    for function, line, indent in _functions(tree):
        asked = {
            ast.unparse(call.args[0])
            for call in ast.walk(function)
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "isinstance" and call.args
        }
        arguments = function.args.posonlyargs + function.args.args + function.args.kwonlyargs
        texts = []
        for argument in arguments:
            kind = _kind(argument.annotation)
            if kind is None or argument.arg in asked:
                continue
            types, optional = kind
            none = f"{argument.arg} is not None and " if optional else ""
            shown = ast.unparse(argument.annotation)
            texts += [
                f"{indent}if {none}not isinstance({argument.arg}, {types}):",
                f'{indent}    raise TypeError(f"{argument.arg} must be {_quoted(shown)}, '
                f'not {{type({argument.arg}).__name__}}")',
            ]
        if texts:
            inserted[line] = texts
            done.append(f"`{function.name}` checks {len(texts) // 2} argument(s)")
    return inserted, done


def _quoted(text):
    return text.replace("{", "{{").replace("}", "}}").replace('"', "'").replace("\\", "")


def _kind(annotation):
    """The types that isinstance checks for an annotation, and whether None is also valid."""
    if isinstance(annotation, ast.Name):
        return (_CHECKED[annotation.id], False) if annotation.id in _CHECKED else None
    if isinstance(annotation, ast.Subscript) and isinstance(annotation.value, ast.Name):
        if annotation.value.id == "Optional":
            inner = _kind(annotation.slice)
            return inner and (inner[0], True)
        return _kind(annotation.value)
    if isinstance(annotation, ast.BinOp) and isinstance(annotation.op, ast.BitOr):
        sides = [annotation.left, annotation.right]
        rest = [side for side in sides if not _is_none(side)]
        inner = _kind(rest[0]) if len(rest) == 1 else None
        return inner and (inner[0], True)
    return None


def _is_none(node):
    return isinstance(node, ast.Constant) and node.value is None


def _debug_logging(source, tree):
    inserted, done = {}, []
    for function, line, indent in _functions(tree):
        if "_log." in (ast.get_source_segment(source, function) or ""):
            continue
        arguments = function.args.posonlyargs + function.args.args + function.args.kwonlyargs
        names = [argument.arg for argument in arguments if argument.arg not in ("self", "cls")]
        places = ", ".join(f"{name}=%r" for name in names)
        values = "".join(f", {name}" for name in names)
        inserted[line] = [f'{indent}_log.debug("{function.name}({places})"{values})']
        done.append(f"`{function.name}` logs its calls")
    if done:
        line = _after_head(tree)
        head = []
        if not _has(tree, "logging"):
            head = ["import logging", ""]
        elif not _has(tree, "_log"):
            line = _after(tree, "logging")
        if not _has(tree, "_log"):
            head += ["_log = logging.getLogger(__name__)", ""]
        inserted[line] = head + inserted.get(line, [])
    return inserted, done


def _binds(node, name):
    if isinstance(node, ast.Import):
        return any((alias.asname or alias.name) == name for alias in node.names)
    targets = node.targets if isinstance(node, ast.Assign) else []
    return any(isinstance(target, ast.Name) and target.id == name for target in targets)


def _has(tree, name):
    return any(_binds(node, name) for node in tree.body)


def _after(tree, name):
    return max(node.end_lineno + 1 for node in tree.body if _binds(node, name))


def _after_head(tree):
    """The line before which an import may be inserted: after the docstring and __future__."""
    for node in tree.body:
        is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        is_future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
        if not is_docstring and not is_future:
            return min([node.lineno] + _decorators(node))
    return tree.body[-1].end_lineno + 1 if tree.body else 1
