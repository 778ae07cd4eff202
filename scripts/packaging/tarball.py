"""A tarball that runs from any folder, without root."""

import lzma
import tarfile
import tempfile
from pathlib import Path

import stage
from release import ROOT, say

TOOLS = []


def make(output, release):
    """Makes the tarball in the folder `output` and returns its path."""
    name = f"hermes-{release.version}-linux-x86_64"
    with tempfile.TemporaryDirectory(prefix="hermes-tar.") as folder:
        root = Path(folder) / name
        say(f"Staging {name}: strip, patchelf, manual, completions")
        stage.add_program(root)
        stage.add_runtime(root)
        # Wherever it is unpacked, the program opens the Swift runtime before the agents.
        stage.add_agents(root / "agents.d")
        stage.add_documents(root / "share", program=root / "bin/hermes")
        stage.write(root / "share/doc/hermes-server/sbom.cdx.json", release.components)
        stage.copy(ROOT / "packaging/tarball.md", root / "README.md")
        stage.date_files(root, epoch=release.epoch)
        package = output / f"{name}.tar.xz"
        say(f"Compressing {package.name} (xz, a few minutes)")
        with lzma.open(package, "wb", preset=9) as compressed:
            with tarfile.open(fileobj=compressed, mode="w", format=tarfile.GNU_FORMAT) as archive:
                add_sorted(archive, root=root, name=name)
    return package


def add_sorted(archive, *, root, name):
    """Adds a folder in the order of its names, as root's."""
    archive.add(root, arcname=name, recursive=False, filter=of_root)
    for path in sorted(root.rglob("*")):
        archive.add(path, arcname=f"{name}/{path.relative_to(root)}", recursive=False, filter=of_root)


def of_root(entry):
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    return entry
