"""Runs a program on the given files. This runs user code."""

import os
import sys
import traceback
import types


def run(source, files):
    """Return {} when the program has ended, or {error} with where it failed. Not its output."""
    # Never a folder of the server: only the sandbox has a private /tmp.
    os.chdir("/tmp")
    for name, text in files:
        with open(name, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    try:
        exec(compile(source, "program.py", "exec", dont_inherit=True), module.__dict__)
    except SystemExit as end:
        if end.code not in (None, 0):
            return {"error": f"It ended with {end.code!r}"[:1000]}
    except BaseException as error:
        return {"error": _where(error)}
    finally:
        try:
            sys.stdout.flush()
        except (OSError, ValueError, AttributeError):
            pass
    return {}


def _where(error):
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "program.py"]
    text = "".join(traceback.format_exception_only(type(error), error)).strip()[:1000]
    return f"line {lines[-1]}: {text}" if lines else text
