"""What an earlier build said, and this one says: the same, but for what recorded.jsonl.gz (`zcat`) gives a reason for.

    HERMES_RECORD=FILE pytest Tests/e2e/test_recordings.py      writes what the server in HERMES_BIN says
"""

import difflib
import os
import shutil
from pathlib import Path

import pytest

from agents_folder import build
from hermes_process import AGENTS, serving
from recordings.exchanges import all_exchanges
from recordings.tape import read, write

RECORDED = Path(__file__).parent / "recordings/recorded.jsonl.gz"


@pytest.fixture(scope="module")
def said(fixture_folder, tmp_path_factory):
    folder = tmp_path_factory.mktemp("agents")
    for name in ("done_without_finish", "error_retryable", "stream_chunks", "invalid_result_json", "echo"):
        shutil.copy(fixture_folder / f"{name}.so", folder)
    durable = build(tmp_path_factory.mktemp("durable"), "durable")
    shutil.copy(durable / "Asker.so", folder)
    with serving([AGENTS, folder]) as server:
        exchanges = all_exchanges(server.port)
    if place := os.environ.get("HERMES_RECORD"):
        write(Path(place), exchanges)
    return {each["name"]: each["said"] for each in exchanges}


def test_it_says_what_it_said(said):
    recorded = read(RECORDED)
    assert len(recorded) >= 500
    assert {each["name"] for each in recorded} == set(said)
    found = []
    for each in recorded:
        # `now`: what is said since, and `reason`: why.
        expected = each.get("now", each["said"])
        if said[each["name"]] != expected:
            lines = difflib.unified_diff(expected.split("\n"), said[each["name"]].split("\n"), lineterm="", n=0)
            found.append(each["name"] + "\n" + "\n".join(line[:600] for line in list(lines)[2:12]))
        assert ("now" in each) == ("reason" in each), each["name"]
    assert not found, f"{len(found)} exchanges differ:\n" + "\n\n".join(found[:20])
