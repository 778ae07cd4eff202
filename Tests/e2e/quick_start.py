"""The code blocks of docs/quick-start.md, each exactly as it stands there."""

import pathlib
import re


def text():
    return (pathlib.Path(__file__).parents[2] / "docs/quick-start.md").read_text()


def block(containing, language):
    """The one code block of a language that holds the words."""
    found, lines = [], None
    for line in text().splitlines(keepends=True):
        if lines is None and line.startswith("```"):
            opened, lines = line.strip("`\n"), []
        elif lines is not None and line == "```\n":
            if opened == language and containing in "".join(lines):
                found.append("".join(lines))
            lines = None
        elif lines is not None:
            lines.append(line)
    (only,) = found
    return only


def filled(code, task="", token=""):
    """Ids and tokens are the only things that a reader fills in."""
    return (
        code.replace("YOUR_JWT_TOKEN", token)
        .replace("YOUR_TOKEN", token)
        .replace("TASK_ID", task)
        .replace("{task_id}", task)
    )
