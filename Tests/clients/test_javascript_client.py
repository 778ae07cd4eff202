"""Runs the JavaScript client's own tests, and type-checks its examples where there is a compiler."""

import pathlib
import shutil
import subprocess

import pytest

HERE = pathlib.Path(__file__).resolve().parent
EXAMPLES = HERE.parents[1] / "clients/javascript/examples"


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_the_streams():
    done = subprocess.run(
        ["node", "--test", HERE / "javascript_client.test.mjs"], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout


# The hook as users know it infers `any`, which strict mode forbids.
@pytest.mark.parametrize(
    "name, strict",
    [
        ("task-stream.ts", True),
        ("task-stream-client.ts", True),
        ("useTaskStreamClient.ts", True),
        ("useTaskStream.ts", False),
    ],
)
@pytest.mark.skipif(shutil.which("tsc") is None, reason="needs tsc (Debian: node-typescript)")
def test_an_example_has_no_type_errors(name, strict):
    command = ["tsc", "--noEmit", "--target", "es2022", "--lib", "es2022,dom", "--module", "node16"]
    command += ["--strict"] if strict else []
    done = subprocess.run(
        [*command, EXAMPLES / name, HERE / "react/index.d.ts"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
