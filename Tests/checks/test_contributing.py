"""docs/contributing.md sends people to files: each of them is there."""

import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/contributing.md").read_text()
# Paths as they are written: from the root, or from Sources/Host.
PATHS = sorted(set(re.findall(r"`([A-Za-z]+/[A-Za-z0-9_+/.]+)`", PAGE)) | {"docs/contributing.md"})


@pytest.mark.parametrize("path", PATHS)
def test_every_place_exists(path):
    assert any((base / path).exists() for base in (ROOT, ROOT / "Sources/Host")), path


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#]+)\)", PAGE))))
def test_every_link_leads_somewhere(link):
    assert (ROOT / "docs" / link).exists(), link


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`([A-Z][A-Za-z]+Tests)`", PAGE))))
def test_every_test_exists(name):
    assert list((ROOT / "Tests/Unit").rglob(f"{name}.swift")), name
