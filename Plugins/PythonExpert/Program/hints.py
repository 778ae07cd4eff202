"""Type hints that follow from defaults and return values; nothing is guessed."""

import ast

# The result types of these functions, whatever their arguments.
_MADE = {"len": "int", "str": "str", "repr": "str", "bool": "bool", "isinstance": "bool", "any": "bool", "all": "bool",
         "int": "int", "float": "float", "list": "list", "sorted": "list", "dict": "dict", "set": "set", "tuple": "tuple"}
_OF_TEXT = {"join": "str", "format": "str", "upper": "str", "lower": "str", "strip": "str", "replace": "str",
            "title": "str", "split": "list", "startswith": "bool", "endswith": "bool", "center": "str", "ljust": "str",
            "rjust": "str", "zfill": "str", "capitalize": "str", "casefold": "str", "splitlines": "list"}
_PLAIN = ("int", "float", "str", "bool")
_NAMES = {bool: "bool", int: "int", float: "float", str: "str", bytes: "bytes"}


def apply(lines, tree):
    """Return the changed source, what was done, why nothing was, and where hints are still missing."""
    edits, done = [], []
    for node in ast.walk(tree):
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        added = [edit for edit in _arguments(node)] + list(_returned(node, lines))
        edits += added
        if added:
            done.append(f"`{node.name}` has {len(added)} more type hint(s)")
    for line, column, text in sorted(edits, reverse=True):
        # The tree's columns count bytes.
        whole = lines[line - 1].encode()
        lines[line - 1] = (whole[:column] + text.encode() + whole[column:]).decode()
    left = _missing(ast.parse("\n".join(lines))) if done else []
    nothing = "No type follows from a default or from what is returned: give the types, or configure a model."
    return "\n".join(lines), done, nothing, left


def _missing(tree):
    """Each function with its parts that have no hint, as a person would name them."""
    missing = []
    for node in ast.walk(tree):
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        arguments = node.args.posonlyargs + node.args.args + node.args.kwonlyargs
        names = [each.arg for each in arguments if each.annotation is None and each.arg not in ("self", "cls")]
        names += ["the result"] if node.returns is None else []
        if names:
            missing.append(f"{', '.join(names)} of {node.name}")
    return missing


def _arguments(node):
    for argument, kind in _by_default(node):
        if argument.annotation is None:
            yield argument.end_lineno, argument.end_col_offset, f": {kind}"


def _by_default(node):
    plain = node.args.posonlyargs + node.args.args
    defaults = [None] * (len(plain) - len(node.args.defaults)) + node.args.defaults
    pairs = list(zip(plain, defaults)) + list(zip(node.args.kwonlyargs, node.args.kw_defaults))
    for argument, default in pairs:
        kind = _kind(default) if default is not None else None
        if kind is not None and kind != "None":
            yield argument, kind


def _returned(node, lines):
    if node.returns is not None or any(isinstance(n, (ast.Yield, ast.YieldFrom)) for n in _own(node)):
        return
    returns = [n.value for n in _own(node) if isinstance(n, ast.Return)]
    known = _known_names(node)
    kinds = {_kind(value, known) if value is not None else "None" for value in returns} or {"None"}
    ends = isinstance(node.body[-1], (ast.Return, ast.Raise))
    if len(kinds) != 1 or None in kinds or (returns and not ends and kinds != {"None"}):
        return
    # The colon of the head: the last one before the body.
    first = node.body[0]
    if first.lineno == node.lineno:
        return
    for number in range(first.lineno - 1, node.lineno - 1, -1):
        text = lines[number - 1].split("#")[0].rstrip()
        if text.endswith("):"):
            yield number, len(text[:-1].encode()), f" -> {kinds.pop()}"
            return
        if text:
            return


def _own(node):
    """The nodes of a function without those of nested functions."""
    waiting = list(node.body)
    while waiting:
        each = waiting.pop()
        yield each
        if not isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            waiting += ast.iter_child_nodes(each)


def _kind(value, known=()):
    if isinstance(value, ast.Constant):
        return "None" if value.value is None else _NAMES.get(type(value.value))
    if isinstance(value, ast.JoinedStr):
        return "str"
    if isinstance(value, ast.Name) and known:
        return known.get(value.id)
    if isinstance(value, (ast.List, ast.ListComp)):
        return "list"
    if isinstance(value, (ast.Dict, ast.DictComp)):
        return "dict"
    if isinstance(value, (ast.Set, ast.SetComp)):
        return "set"
    if isinstance(value, ast.Tuple):
        return "tuple"
    if isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.Not):
        return "bool"
    if isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.USub):
        return _kind(value.operand)
    if isinstance(value, ast.Compare):
        # "<" of two arrays is an array; for plain numbers and texts, and for "is" and "in", it is a
        # bool.
        if all(isinstance(op, (ast.In, ast.NotIn, ast.Is, ast.IsNot)) for op in value.ops):
            return "bool"
        plain = [_kind(each, known) in _PLAIN for each in [value.left, *value.comparators]]
        return "bool" if all(plain) else None
    if isinstance(value, ast.BinOp):
        return _figure(value, known)
    if isinstance(value, ast.BoolOp):
        return _common(value.values, known)
    if isinstance(value, ast.IfExp):
        return _common([value.body, value.orelse], known)
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        return _MADE.get(value.func.id)
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
        return _OF_TEXT.get(value.func.attr) if _kind(value.func.value, known) == "str" else None
    return None


def _figure(value, known):
    """The type of arithmetic on plain numbers and of concatenated texts."""
    sides = [_kind(each, known) for each in (value.left, value.right)]
    if set(sides) == {"str"} and isinstance(value.op, ast.Add):
        return "str"
    if set(sides) == {"str", "int"} and isinstance(value.op, ast.Mult):
        return "str"
    if not set(sides) <= {"int", "float"} or isinstance(value.op, ast.Pow):
        return None
    return "float" if isinstance(value.op, ast.Div) or "float" in sides else "int"


def _common(values, known):
    kinds = {_kind(each, known) for each in values}
    return kinds.pop() if len(kinds) == 1 else None


def _known_names(node):
    """The plain arguments and the variables that are assigned once, if their type is known."""
    known = _plain_arguments(node)
    stored = [each.id for each in _own(node) if isinstance(each, ast.Name) and not isinstance(each.ctx, ast.Load)]
    given = [each for each in _own(node) if isinstance(each, ast.Assign)
             and len(each.targets) == 1 and isinstance(each.targets[0], ast.Name)]
    shared = {name for each in _own(node) if isinstance(each, (ast.Global, ast.Nonlocal)) for name in each.names}
    for each in sorted(given, key=lambda each: each.lineno):
        name = each.targets[0].id
        kind = _kind(each.value, known)
        if kind not in (None, "None") and stored.count(name) == 1 and name not in shared:
            known[name] = kind
    return known


def _plain_arguments(node):
    """The arguments whose hint or default is a plain number or text and that are not reassigned."""
    plain = {argument.arg: kind for argument, kind in _by_default(node)}
    for argument in node.args.posonlyargs + node.args.args + node.args.kwonlyargs:
        if isinstance(argument.annotation, ast.Name):
            plain[argument.arg] = argument.annotation.id
    changed = {each.id for each in _own(node) if isinstance(each, ast.Name) and not isinstance(each.ctx, ast.Load)}
    return {name: kind for name, kind in plain.items() if kind in _PLAIN and name not in changed}
