"""The faulty plugins compile, export what they should, and do what their first line says."""

import json
import pathlib
import subprocess

import pytest

from abi_host import Host, open_plugin, read_card

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "Tests/Fixtures/plugins").glob("*.c"))


@pytest.fixture(scope="session")
def fixtures(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fixtures")
    subprocess.run([ROOT / "Tests/Fixtures/build", folder], check=True)
    return folder


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_a_fixture_exports_only_its_entry(fixtures, source):
    listed = subprocess.run(
        ["nm", "-D", "--defined-only", fixtures / f"{source.stem}.so"], capture_output=True, text=True
    )
    wanted = "hermes_agent_enter" if source.stem == "missing_entry" else "hermes_agent_entry"
    assert [line.split()[-1] for line in listed.stdout.splitlines()] == [wanted]


def message(text):
    return {"attempt": 2, "message": {"role": "ROLE_USER", "parts": [{"text": text}]}}


def compact(asked):
    return json.dumps(asked, separators=(",", ":")).encode()


@pytest.mark.parametrize(
    "name, text, status, result",
    [
        ("old_table", "x", 0, {"text": "done"}),
        ("huge_event", "x", 0, {"text": "event: 0"}),
        ("slow_invoke", "ms=3", 0, {"text": "slept"}),
        ("sleeper_async", "ms=3", 0, {"text": "later"}),
        ("unknown_status", "finish", -77, {"code": "odd", "message": "an unknown status"}),
        ("emit_threads", "count=5", 0, {"text": "40 events from 8 threads"}),
        ("error_retryable", "succeed=2", 0, {"text": "attempt 2"}),
    ],
)
def test_a_fixture_answers(fixtures, name, text, status, result):
    assert Host(fixtures / f"{name}.so").invoke(compact(message(text))) == (status, result)


def test_echo_answers_with_the_text(fixtures):
    _, result = Host(fixtures / "echo.so").invoke(compact(message('a "b"\nc')))
    assert result["artifacts"][0]["parts"][0]["text"] == 'a "b"\nc'


def test_error_retryable_fails_before_its_attempt(fixtures):
    status, error = Host(fixtures / "error_retryable.so").invoke(compact(message("succeed=3")))
    assert (status, error["retryable"]) == (-1, True)


def test_ignore_cancel_waits_for_its_file(fixtures, tmp_path):
    there = tmp_path / "there"
    there.touch()
    asked = compact(message(f"file={there}"))
    assert Host(fixtures / "ignore_cancel.so").invoke(asked)[1] == {"text": "the file is there"}


def test_slow_invoke_ends_when_cancelled(fixtures):
    host = Host(fixtures / "slow_invoke.so")
    host.cancelled = True
    assert host.invoke(compact(message("until then"))) == (0, {"text": "cancelled"})


WITHOUT_CARD = {"missing_entry", "null_entry", "other_major", "null_card", "invalid_utf8_card"}
WITHOUT_CARD |= {"invalid_json_card"}


def test_cards_are_whole_and_no_two_tags_the_same(fixtures):
    tags = set()
    for source in SOURCES:
        if source.stem in WITHOUT_CARD:
            continue
        card = read_card(open_plugin(fixtures / f"{source.stem}.so"))
        assert card["name"] == source.stem.title().replace("_", "")
        if source.stem == "no_skills_card":
            assert card["skills"] == []
            continue
        (skill,) = card["skills"]
        assert skill["id"] in card["hermes"]["skills"] and skill["tags"][0] not in tags
        tags.add(skill["tags"][0])
    assert len(tags) == len(SOURCES) - len(WITHOUT_CARD) - 1
