"""Loads a module and runs its doctests. This runs user code."""

import doctest
import sys
import traceback
import types

MAX_FAILURES = 20


def run(source):
    """Return {attempted, failed, failures}, or {load_error} if the module doesn't load."""
    module = types.ModuleType("reviewed")
    module.__file__ = "module.py"
    sys.modules["reviewed"] = module
    try:
        exec(compile(source, "module.py", "exec", dont_inherit=True), module.__dict__)
    except BaseException as error:
        return {"load_error": _summary(error)}
    failures = []
    runner = _Runner(failures)
    for test in doctest.DocTestFinder(recurse=True).find(module, "reviewed"):
        if test.examples:
            try:
                runner.run(test, clear_globs=False)
            except BaseException as error:
                failures.append({"name": test.name[:200], "detail": _summary(error)})
                runner.tries += 1
    return {"attempted": runner.tries, "failed": len(failures), "failures": failures[:MAX_FAILURES]}


def _summary(error):
    lines = traceback.format_exception_only(type(error), error)
    return "".join(lines).strip()[:1000]


class _Runner(doctest.DocTestRunner):
    def __init__(self, failures):
        super().__init__(verbose=False)
        self._found = failures

    def report_failure(self, out, test, example, got):
        self._note(test, example, f"expected {example.want.strip()[:500]!r}, got {got.strip()[:500]!r}")

    def report_unexpected_exception(self, out, test, example, exc_info):
        self._note(test, example, f"raised {_summary(exc_info[1])}")

    def _note(self, test, example, detail):
        line = (test.lineno or 0) + example.lineno + 1
        source = example.source.strip()[:500]
        self._found.append(
            {"name": test.name[:200], "line": line, "detail": f"`{source}`: {detail}"}
        )
