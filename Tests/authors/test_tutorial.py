"""Every command of docs/write-an-agent.md, in its order."""

import re

import pytest

from hermes_process import BINARY, ROOT
from new_project import run

PAGE = (ROOT / "docs/write-an-agent.md").read_text()
BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


def section(title):
    """The code blocks of a section: language and text."""
    text = PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]
    blocks = BLOCK.findall(text)
    return [(language, re.sub(f"^{indent}", "", code, flags=re.M)) for indent, language, code in blocks]


@pytest.fixture
def shell(tmp_path):
    """Runs a block where the one before has left off; answers what it said."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/hermes").symlink_to(BINARY.resolve())
    setup = f"set -e; export PATH={tmp_path}/bin:$PATH HERMES_DATA={tmp_path}/data\n"
    place = {"folder": tmp_path}

    def block(commands):
        said = run(f"{setup}{commands}\npwd > {tmp_path}/where", place["folder"])
        place["folder"] = (tmp_path / "where").read_text().strip()
        return said, place["folder"]

    return block


def own(source, function):
    """The program of step 1 with the function of step 3, and without what it no longer uses."""
    source = re.sub(r"^static const char \*const alphabet\[\] = \{.*?\};\n", "", source, flags=re.M | re.S)
    changed, count = re.subn(r"^static bool spell\(.*?^\}\n", lambda _: function, source, flags=re.M | re.S)
    assert count == 1
    return changed


def test_the_c_part_works_from_nothing_to_an_agent_of_ones_own(shell):
    said = ""
    for language, text in section("In C"):
        if language == "c":
            path = f"{folder}/greeter.c"
            with open(path) as file:
                source = file.read()
            with open(path, "w") as file:
                file.write(own(source, text))
            continue
        said, folder = shell(text)
        if '--agent Greeter "Hermes"' in text or "Spell this" in text:
            assert "Hotel\nEcho\nRomeo\nMike\nEcho\nSierra\n" in said
    assert "Good day, Ada!" in said


@pytest.mark.parametrize("title", ["In Swift", "In Rust"])
def test_the_other_languages_work(title, shell):
    ((_, commands),) = section(title)
    said, _ = shell(commands)
    assert ": 0 failed, 0 warnings" in said
    assert "Hotel\nEcho\nRomeo\nMike\nEcho\nSierra\n" in said
