"""hermes agent sign and openssl make and accept the same signatures."""

import os
import stat
import subprocess

import pytest

from hermes_process import AGENTS, BINARY


def openssl(*arguments):
    return subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True, timeout=60)


def sign(*arguments):
    command = [str(part) for part in (BINARY, "agent", "sign", *arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)


def accepts(key, library, signature):
    return openssl(
        "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", key, "-in", library, "-sigfile", signature
    ).returncode == 0  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    assert openssl("genpkey", "-algorithm", "ed25519", "-out", tmp_path / "key.pem").returncode == 0
    made = openssl("pkey", "-in", tmp_path / "key.pem", "-pubout", "-out", tmp_path / "key.pub")
    assert made.returncode == 0
    (tmp_path / "agent.so").write_bytes((AGENTS / "ScriptWriter.so").read_bytes())
    return tmp_path


def test_openssl_accepts_what_hermes_signed(folder):
    library, signature = folder / "agent.so", folder / "agent.so.sig"
    done = sign(library, "--key", folder / "key.pem")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{signature}\n", "")
    assert signature.stat().st_size == 64
    assert stat.S_IMODE(signature.stat().st_mode) == 0o644
    assert sorted(os.listdir(folder)) == ["agent.so", "agent.so.sig", "key.pem", "key.pub"]
    assert accepts(folder / "key.pub", library, signature)
    library.write_bytes(library.read_bytes() + b"\0")
    assert not accepts(folder / "key.pub", library, signature)


def test_hermes_makes_the_signature_that_openssl_makes(folder):
    library, theirs, ours = folder / "agent.so", folder / "theirs", folder / "ours"
    made = openssl(
        "pkeyutl", "-sign", "-rawin", "-inkey", folder / "key.pem", "-in", library, "-out", theirs
    )
    assert made.returncode == 0
    assert sign(library, "--key", folder / "key.pem", "--output", ours).returncode == 0
    assert ours.read_bytes() == theirs.read_bytes()
    assert not (folder / "agent.so.sig").exists()


def test_what_can_not_be_signed_is_named(folder):
    cases = [
        ((folder / "none.so", "--key", folder / "key.pem"), "none.so can't be read"),
        ((folder / "agent.so", "--key", folder / "none.pem"), "none.pem: it can't be read"),
        ((folder / "agent.so", "--key", folder / "key.pub"), "key.pub: it is not a private key"),
        (
            (folder / "agent.so", "--key", folder / "key.pem", "--output", folder / "no/such"),
            "no/such can't be written",
        ),
    ]
    for arguments, message in cases:
        done = sign(*arguments)
        assert done.returncode == 1 and message in done.stderr, done
        assert len(done.stderr.splitlines()) == 1
