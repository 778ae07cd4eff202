"""The Debian packages whose libraries the program, the agents and the Swift runtime are linked with."""

import tempfile
from pathlib import Path

from release import AGENTS, PROGRAM, library, run, toolchain
from stage import RUNTIME


def depends():
    """As a Depends field, with the lowest versions that have every symbol."""
    runtime = toolchain() / "lib/swift/linux"
    objects = [PROGRAM, *map(library, AGENTS), *(runtime / f"{name}.so" for name in RUNTIME)]
    with tempfile.TemporaryDirectory(prefix="hermes-linked.") as folder:
        # dpkg-shlibdeps asks for the source package that it is part of.
        control = Path(folder) / "debian/control"
        control.parent.mkdir()
        control.write_text("Source: hermes-server\n\nPackage: hermes-server\nArchitecture: amd64\n")
        # No package has the Swift runtime, which we ship.
        answer = run(
            "dpkg-shlibdeps", "-O", f"-l{runtime}", "--ignore-missing-info", *(f"-e{each}" for each in objects),
            cwd=folder)
    return answer.strip().removeprefix("shlibs:Depends=")
