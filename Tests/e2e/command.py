"""The hermes command as another program runs it: no terminal, nothing to read."""

import os
import subprocess

from hermes_process import BINARY, FAST

WAIT = 60
# Emoji and the like are shown, wherever the tests run.
LOCALE = {"LC_ALL": "C.UTF-8"}


def environment(**more):
    return {**os.environ, **FAST, **LOCALE, **more}


def hermes(*arguments, given=None, **more):
    """`given` is what stands on standard input."""
    return subprocess.run(
        [str(part) for part in (BINARY, *arguments)], capture_output=True, text=True, timeout=WAIT,
        env=environment(**more), **({"input": given} if given else {"stdin": subprocess.DEVNULL}),
    )  # fmt: skip


def started(*arguments, **more):
    return subprocess.Popen(
        [str(part) for part in (BINARY, *arguments)], text=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(**more),
    )  # fmt: skip


def until(stream, words):
    """The line with these words."""
    return next(line for line in iter(stream.readline, "") if words in line)
