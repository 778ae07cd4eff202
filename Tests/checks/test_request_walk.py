"""docs/request-walk.md names files and symbols that exist, each where it says."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "Sources"
WALK = (ROOT / "docs/request-walk.md").read_text()
# `File.swift` → `symbol`, also several: → `a` and `b`.
STOP = re.compile(r"`([\w/+]+\.(?:swift|h|c))`(?:\s+→\s+(`\w+`(?:\s+and\s+`\w+`)*))?")
MEMBER = re.compile(r"`([A-Z]\w+)(?:\.(\w+))?`")


def file(path):
    found = [folder / path for folder in (SOURCES / "Host", SOURCES) if (folder / path).is_file()]
    assert len(found) == 1, f"docs/request-walk.md: there is no {path}"
    return found[0]


def declares(text, symbol):
    """Whether a file of Swift or C has a declaration of the name."""
    word = re.escape(symbol)
    return re.search(rf"\b(?:func|var|let|case|struct|class|enum|actor|protocol|typealias) {word}\b", text) or \
        re.search(rf"\(\*{word}\)\(", text)


def swift_of(name):
    """All files that declare or extend a type."""
    kind = re.compile(rf"\b(?:struct|class|enum|actor|protocol|extension) {name}\b")
    return [text for text in (path.read_text() for path in SOURCES.rglob("*.swift")) if kind.search(text)]


STOPS = [(path, re.findall(r"`(\w+)`", symbols)) for path, symbols in STOP.findall(WALK)]
MEMBERS = sorted(set(MEMBER.findall(WALK)))


def test_the_walk_has_stops():
    assert len(STOPS) > 30 and sum(len(symbols) for _, symbols in STOPS) > 20


@pytest.mark.parametrize("path, symbols", STOPS, ids=[path for path, _ in STOPS])
def test_every_file_and_its_symbols_exist(path, symbols):
    text = file(path).read_text()
    for symbol in symbols:
        assert declares(text, symbol), f"docs/request-walk.md: {path} has no {symbol}"


@pytest.mark.parametrize("name, member", MEMBERS)
def test_every_type_and_its_members_exist(name, member):
    texts = swift_of(name)
    assert texts, f"docs/request-walk.md: there is no type {name}"
    assert not member or any(declares(text, member) for text in texts), f"{name} has no {member}"
