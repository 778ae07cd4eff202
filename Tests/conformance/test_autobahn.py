"""The Autobahn test suite's fuzzing client against `hermes ws-echo`."""

import json
import os
import pathlib
import subprocess
import sys

import pytest

from echo_process import echoing

HERE = pathlib.Path(__file__).parent
VENV = HERE.parents[1] / ".venv-autobahn"
SUITE_SECONDS = 500
LIMIT = 16 << 20
# What Autobahn itself leaves open: what a peer does after a close that it may not send, or with a
# large message before a close.
OPEN = {"7.1.6", "7.13.1", "7.13.2"}
# Bad UTF-8 is refused, but only when its frame is whole: the suite would rather see it sooner.
LATE = {"6.4.3", "6.4.4"}


@pytest.fixture(scope="module")
def suite_python():
    """Python with the suite, which is installed here and nowhere else."""
    python = VENV / "bin/python"
    needed = HERE / "requirements.txt"
    done = VENV / "installed.txt"
    if not done.is_file() or done.read_text() != needed.read_text():
        subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)
        install = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes"]
        subprocess.run([*install, "--no-deps", "-r", HERE / "builders.txt"], check=True)
        subprocess.run([*install, "--no-deps", "--no-build-isolation", "-r", needed], check=True)
        done.write_text(needed.read_text())
    return python


@pytest.fixture(scope="module")
def echo_port():
    with echoing(LIMIT) as port:
        yield port


def verdicts(python, port, *cases):
    command = [python, HERE / "autobahn_suite.py", f"ws://127.0.0.1:{port}", *cases]
    result = subprocess.run(
        command, capture_output=True, text=True, timeout=SUITE_SECONDS, env={**os.environ}
    )
    assert result.returncode == 0, result.stderr[-3000:]
    found = json.loads(result.stdout)
    assert "fault" not in found, result.stderr[-3000:]
    return found


SECTIONS = {
    "framing, pings, reserved bits, opcodes, fragments": (["1.*", "2.*", "3.*", "4.*", "5.*"], 64),
    "UTF-8": (["6.*"], 145),
    "closing, limits of fragments": (["7.*", "10.*"], 38),
    # With large messages, and many of them, it takes an hour: docs/decisions/0010.
    "sizes": ([f"9.{n}.{m}" for n in (1, 2, 3, 4, 5, 6) for m in (1, 2)], 12),
    "compression": ([f"12.{n}.{m}" for n in range(1, 6) for m in (1, 3, 5, 11)], 20),
    "compression with every offer": ([f"13.{n}.{m}" for n in range(1, 8) for m in (1, 4, 11)], 21),
}


@pytest.mark.parametrize("cases, count", SECTIONS.values(), ids=SECTIONS.keys())
def test_every_behaviour_is_right(suite_python, echo_port, cases, count):
    found = verdicts(suite_python, echo_port, *cases)
    assert len(found) == count
    for case, verdict in found.items():
        allowed = {"OK"}
        if case in OPEN:
            allowed.add("INFORMATIONAL")
        if case in LATE:
            allowed.add("NON-STRICT")
        assert {verdict["behavior"], verdict["behaviorClose"]} <= allowed | {"OK"}, (case, verdict)
