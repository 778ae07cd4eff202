"""Keys and signatures of libraries."""

import subprocess

from hermes_process import BINARY


def make_key(folder, name):
    """NAME.pem signs, NAME.pub is trusted."""
    pem, public = folder / f"{name}.pem", folder / f"{name}.pub"
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", pem], check=True)
    subprocess.run(["openssl", "pkey", "-in", pem, "-pubout", "-out", public], check=True)


def sign(library, key, output):
    command = [BINARY, "agent", "sign", library, "--key", key, "--output", output]
    subprocess.run(list(map(str, command)), check=True, capture_output=True)


def required(key):
    """The settings of a server that trusts that public key alone."""
    return {"HERMES_REQUIRE_SIGNATURES": "true", "HERMES_TRUSTED_KEYS": str(key)}
