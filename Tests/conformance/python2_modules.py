"""Imports the modules of a Python 2 package under Python 3, as they are installed.

Each is translated by fissix (lib2to3) while it is loaded; nothing is written. Its sources are read as
Latin-1, so that a Python 2 string, which is bytes, becomes a string of the same numbers: only at the
border to modules of Python 3 has it to be encoded.
"""

import importlib.abc
import importlib.machinery
import importlib.util
import re

from fissix import refactor

# What a translation of syntax can't know, and these modules rely on.
MEANINGS = [
    # A class of the old kind behind `object` has no order of resolution any more.
    (re.compile(r"\(object, (\w+), ?\)"), r"(\1,)"),
    # Whole numbers stay whole.
    (re.compile(r"\) / (?=self\.)"), ") // "),
]
FIXERS = "has_key import xrange unicode dict print map filter except raise ne numliterals"


class Loader(importlib.machinery.SourceFileLoader):
    tool = refactor.RefactoringTool([f"fissix.fixes.fix_{name}" for name in FIXERS.split()])

    def get_data(self, path):
        with open(path, "rb") as file:
            return file.read()

    def get_code(self, fullname):
        """Never a cached one: a cache would hold the untranslated module."""
        path = self.get_filename(fullname)
        source = self.get_data(path).decode("latin-1")
        for pattern, replacement in MEANINGS:
            source = pattern.sub(replacement, source)
        translated = str(self.tool.refactor_string(source + "\n", path))
        return compile(translated.replace("coding=utf-8", ""), path, "exec", dont_inherit=True)


class Finder(importlib.abc.MetaPathFinder):
    def __init__(self, package):
        self.package = package

    def find_spec(self, fullname, path, target=None):
        if fullname.split(".")[0] != self.package:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec and spec.origin and spec.origin.endswith(".py"):
            spec.loader = Loader(fullname, spec.origin)
        return spec
