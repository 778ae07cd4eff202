"""The benchmark's agents do what the benchmarks count on."""

import json
import pathlib
import subprocess

import pytest

from abi_host import Host

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def agents():
    subprocess.run([ROOT / "Benchmarks/build"], check=True)
    return ROOT / "Benchmarks/bin/agents"


def request(text):
    message = {"role": "ROLE_USER", "parts": [{"text": text}]}
    return json.dumps({"message": message, "attempt": 1}, separators=(",", ":")).encode()


@pytest.mark.parametrize("index", [0, 1])
def test_both_echoes_answer_with_the_text(agents, index):
    status, result = Host(agents / "Echo.so", index).invoke(request('say "hi"'))
    assert (status, result["artifacts"][0]["parts"][0]["text"]) == (0, 'say "hi"')


def test_firehose_emits_what_was_asked(agents):
    host = Host(agents / "Firehose.so")
    status, result = host.invoke(request("count=50 size=300"))
    payloads = [event["payload"] for _, event in host.events]
    assert (status, result["artifacts"][0]["parts"][0]["text"]) == (0, "50 events")
    assert [payload["n"] for payload in payloads] == list(range(50))
    assert {len(json.dumps(each, separators=(",", ":"))) for each in payloads} == {300}
    assert all(a["ts"] <= b["ts"] for a, b in zip(payloads, payloads[1:]))


def test_the_noop_agents_fit_together(agents):
    first, second = (Host(agents / "Noop.so", index) for index in (0, 1))
    one, two = (host.card()["skills"][0] for host in (first, second))
    assert one["inputModes"] == ["text/plain"] and one["outputModes"] == two["inputModes"]
    for host, skill in ((first, one), (second, two)):
        _, result = host.invoke(request("benchmark noop pipeline"))
        assert [result["artifacts"][0]["parts"][0]["mediaType"]] == skill["outputModes"]
        assert host.card()["hermes"]["skills"][skill["id"]]["capabilities"][skill["id"]]["objects"] == ["noop"]
