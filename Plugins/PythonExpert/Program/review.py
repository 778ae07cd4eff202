"""Reads a module without running it: syntax, findings, complexity, and the fixed text."""

import ast
import platform

import complexity
import fixes
import line_ends
import lint


def review(source):
    """Return what the text of a module alone shows."""
    try:
        tree = ast.parse(source)
        compile(source, "module.py", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return {"syntax_error": _place(error), "python": platform.python_version()}
    fixed, applied = fixes.apply(line_ends.plain(source), tree)
    return {
        "python": platform.python_version(),
        "findings": lint.findings(source, tree),
        "complexity": complexity.table(tree),
        "fixed": line_ends.like(source, fixed) if applied else source,
        "fixes": applied,
        "doctests": source.count(">>> "),
    }


def _place(error):
    line = getattr(error, "lineno", None)
    text = (getattr(error, "text", None) or "").strip()
    message = getattr(error, "msg", None) or str(error) or type(error).__name__
    place = f"line {line}: " if line else ""
    return f"{place}{message}" + (f": {text[:200]}" if text else "")
