"""What comes with the packages: sums, a signature, the list of components; and the same bytes every time."""

import hashlib
import json
import pathlib
import subprocess

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts/package"
LIMITS = {"deb": 42e6, "image": 120e6}


def test_the_sums_are_right(dist):
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=dist, check=True)
    named = {line.split()[1] for line in (dist / "SHA256SUMS").read_text().splitlines()}
    assert named == {file.name for file in dist.iterdir()} - {"SHA256SUMS", "SHA256SUMS.sig"}


def test_the_packages_are_small_enough(deb, image):
    assert deb.stat().st_size < LIMITS["deb"] and image.stat().st_size < LIMITS["image"]


def test_the_same_build_gives_the_same_bytes(dist, tmp_path):
    key = tmp_path / "release.pem"
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", key], check=True, capture_output=True)
    again = tmp_path / "again"
    subprocess.run([SCRIPT, "all", "--output", again, "--key", key], check=True)
    for file in sorted(again.iterdir()):
        if file.name != "SHA256SUMS.sig":
            assert digest(file) == digest(dist / file.name), file.name
    assert_signed(again, key=key)


def assert_signed(folder, *, key):
    public = key.with_suffix(".pub")
    subprocess.run(["openssl", "pkey", "-in", key, "-pubout", "-out", public], check=True)
    assert (folder / "SHA256SUMS.sig").stat().st_size == 64
    command = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", public, "-in", folder / "SHA256SUMS",
               "-sigfile", folder / "SHA256SUMS.sig"]
    assert subprocess.run(command, capture_output=True).returncode == 0
    with (folder / "SHA256SUMS").open("a") as sums:
        sums.write("0\n")
    assert subprocess.run(command, capture_output=True).returncode != 0


def digest(file):
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def test_the_list_of_components_is_whole(dist):
    text = next(dist.glob("*.cdx.json")).read_text()
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    assert fault is None, fault
    document = json.loads(text)
    names = {part["name"] for part in document["components"]}
    assert {"swift-nio", "hummingbird", "GRDB", "boringssl", "libsqlite3-0", "swift-runtime"} <= names
    refs = {part["bom-ref"] for part in document["components"]} | {document["metadata"]["component"]["bom-ref"]}
    for edge in document["dependencies"]:
        assert {edge["ref"], *edge["dependsOn"]} <= refs


def test_lintian_has_no_objection(deb):
    found = subprocess.run(
        ["lintian", "--fail-on", "error,warning", "--allow-root", deb], capture_output=True, text=True)
    assert found.returncode == 0, found.stdout + found.stderr


def test_the_help_names_every_package():
    shown = subprocess.run([SCRIPT, "--help"], check=True, capture_output=True, text=True).stdout
    assert all(kind in shown for kind in ("deb", "tar", "image", "all", "--key"))
