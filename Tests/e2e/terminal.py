"""A terminal with a person at it: hermes in a pseudo-terminal, and what stands on the screen."""

import os
import re
import shlex

import pexpect

from command import environment
from hermes_process import AGENTS, BINARY

ROWS, COLUMNS = 50, 88
WAIT = 60


def screen(written):
    """The lines that are left of what was written: a line that is drawn again replaces itself."""
    lines, column = [[]], 0
    for piece in re.findall(r"\x1b\[[0-9;]*[A-Za-z]|\r|\n|[^\x1b]", written):
        if piece == "\n":
            lines.append([])
            column = 0
        elif piece == "\r":
            column = 0
        elif piece.endswith("K") and piece.startswith("\x1b"):
            del lines[-1][column:]
        elif not piece.startswith("\x1b"):
            lines[-1][column : column + 1] = [piece]
            column += 1
    return "\n".join("".join(line).rstrip() for line in lines).strip("\n") + "\n"


def masked(text):
    """Ids, times and places differ from run to run, and PythonExpert's calls at once by processors."""
    for pattern, mask in (
        (re.escape(str(AGENTS)), "agents.d"), (r"/tmp/hermes-\w+", "DIR"),
        (r"\b\d+(\.\d)? (bytes|kB)\b", "123 bytes"), (r"\b\d+ recipes\b", "134 recipes"),
        (r"\b[0-9a-f]{32}\b", "0123456789abcdef0123456789abcdef"), (r"\b[0-9a-f]{12}\b", "0123456789ab"),
        (r"\b[0-9a-f]{8}\b", "01234567"), (r"\d\d\d\d-\d\d-\d\d \d\d:\d\d:\d\d", "2026-01-23 10:30:45"),
        (r"(?m)^(PythonExpert .* 0/)\d", r"\g<1>4"),
        (r"\b\d+\.\d ?s\b", lambda found: re.sub(r"\d+\.\d", "0.4", found[0])),
    ):  # fmt: skip
        text = re.sub(pattern, mask, text)
    return text


class Terminal:
    """One command at a time; `text` is all that stood on the screen."""

    def __init__(self, folder, data, **more):
        self.folder = folder
        self.environment = environment(TERM="xterm-256color", HERMES_DATA=str(data), **more)
        for name in ("NO_COLOR", "HERMES_URL", "HERMES_TOKEN", "COLUMNS", "LINES"):
            self.environment.pop(name, None)
        self.written = ""

    def begin(self, line):
        """Types a command, as it stands in the documents."""
        words = shlex.split(line)
        assert words[0] == "hermes"
        self.written += f"$ {line}\n"
        self.process = pexpect.spawn(
            str(BINARY), words[1:], cwd=self.folder, env=self.environment, dimensions=(ROWS, COLUMNS),
            encoding="utf-8", timeout=WAIT,
        )  # fmt: skip
        # Keys are pressed when there is something to be pressed for.
        self.process.delaybeforesend = None

    def see(self, words):
        """Waits for words."""
        self.process.expect_exact(words)
        self.written += self.process.before + self.process.after

    def type(self, line):
        self.process.sendline(line)

    def press(self, key):
        self.process.sendcontrol(key)

    def end(self, code=0):
        """Waits for the end of the command."""
        self.process.expect(pexpect.EOF)
        self.written += self.process.before + "\n"
        self.process.close()
        assert self.process.exitstatus == code, self.text
        return self

    def run(self, line, code=0):
        self.begin(line)
        return self.end(code)

    @property
    def text(self):
        return masked(screen(self.written))
