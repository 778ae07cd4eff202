"""Where a bad thing is put, and the one line that the server says about it.

A case makes its files in `Place` under its own stem. In its line stand {so}, {toml} and {sig} for
those files, {apart} for a folder that is not watched, {copy} for the server's private copy of the
library, {good} for the agent that serves all the time, {abi} for the version in hermes_agent.h,
{machine} for this machine, {user} for who runs the server, and {staff} for a group of others.
"""

import grp
import hashlib
import os
import pathlib
import platform
import pwd
import re
from dataclasses import dataclass
from typing import Callable

from agents_folder import put, replace
from hermes_process import ROOT
from signing import sign


@dataclass
class Place:
    folder: pathlib.Path
    apart: pathlib.Path
    data: pathlib.Path
    fixtures: dict  # by kind, folders of Tests/Fixtures
    stem: str

    @property
    def so(self):
        return self.folder / f"{self.stem}.so"

    @property
    def toml(self):
        return self.folder / f"{self.stem}.toml"

    @property
    def sig(self):
        return self.folder / f"{self.stem}.so.sig"

    def library(self, name="Fault"):
        """A built fixture: Fault and Generation are sound."""
        found = [folder / f"{name}.so" for folder in self.fixtures.values()]
        return next(path for path in found if path.exists())

    def put(self, name="Fault"):
        put(self.library(name), self.folder, self.so.name)

    def write(self, text):
        replace(text.encode(), self.toml)

    def signed(self, name="Fault", key="key"):
        """The signature first, as docs/signatures.md says."""
        sign(self.library(name), self.apart / f"{key}.pem", self.sig)

    def line(self, text):
        fields = {name: getattr(self, name) for name in ("so", "toml", "sig", "apart", "folder")}
        copy = ""
        if "{copy}" in text:
            digest = hashlib.sha256(self.so.read_bytes()).hexdigest()
            copy = self.data / f"libraries/{digest}.so"
        return text.format(
            **fields,
            copy=copy,
            good=self.folder / "Generation.so",
            abi=abi(),
            machine=platform.machine(),
            user=pwd.getpwuid(os.geteuid()).pw_name,
            staff=grp.getgrgid(1).gr_name,
        )


def abi():
    header = (ROOT / "Sources/AgentABI/include/hermes_agent.h").read_text()
    return ".".join(re.search(rf"HERMES_ABI_{part} (\d+)u", header)[1] for part in ("MAJOR", "MINOR"))


@dataclass
class Case:
    stem: str
    make: Callable
    line: str
