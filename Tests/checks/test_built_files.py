"""What is built and what is installed for it: hardened programs, and packages that are known by their hashes."""

import os
import pathlib
import re
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("HERMES_BIN", ROOT / "bin/hermes"))
AGENTS = pathlib.Path(os.environ.get("HERMES_AGENTS", ROOT / "agents.d"))
NAMES = ["CodeGenerator", "ContentWriter", "DataAnalyzer", "Guide", "PythonExpert", "ScriptWriter"]


@pytest.mark.parametrize("file", [BINARY, *(AGENTS / f"{name}.so" for name in NAMES)], ids=lambda file: file.name)
def test_a_program_has_nothing_that_can_be_written_and_jumped_to(file):
    text = subprocess.run(["readelf", "-dlW", file], capture_output=True, text=True, check=True).stdout
    assert "BIND_NOW" in text and "GNU_RELRO" in text
    stack = next(line for line in text.splitlines() if "GNU_STACK" in line)
    assert " RW " in stack and " RWE " not in stack


def test_our_c_is_guarded_against_smashed_stacks():
    symbols = subprocess.run(
        ["nm", "-D", AGENTS / "ScriptWriter.so"], capture_output=True, text=True, check=True
    ).stdout
    assert "__stack_chk_fail" in symbols


REQUIREMENTS = [
    file
    for file in ROOT.rglob("*.txt")
    if re.search(r"requirements|builders", file.name) and not any(part.startswith(".") for part in file.relative_to(ROOT).parts)
]


@pytest.mark.parametrize("file", REQUIREMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_package_is_known_by_its_version_and_hashes(file):
    lines = file.read_text().replace("\\\n", "").splitlines()
    entries = [line for line in lines if line and not line.startswith("#")]
    assert entries
    for entry in entries:
        assert re.match(r"[A-Za-z0-9_.\[\]-]+==[^ ]+ ", entry) and "--hash=sha256:" in entry, entry


def test_scripts_install_no_package_without_its_hash():
    for file in [*ROOT.glob("scripts/*"), *ROOT.glob("Tests/**/*.py"), *ROOT.glob("Benchmarks/**/*.py")]:
        if file.is_file() and file.suffix not in (".in", ".txt") and file != pathlib.Path(__file__):
            text = file.read_text(errors="replace")
            assert text.count("require-hashes") or not re.search(r"pip.{0,40}install", text), file
