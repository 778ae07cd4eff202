"""The Debian package hermes-server."""

import email.utils
import os
import tempfile
from pathlib import Path

import stage
from release import ROOT, run, say

NAME = "hermes-server"
TOOLS = ["dpkg-deb"]
FILES = ROOT / "packaging"
RUNTIME = "/usr/lib/hermes/swift"
# A dictionary of 64 MiB, in one block: the program and the Swift runtime share much of their bytes.
# One thread also gives the same bytes on every machine.
XZ = ["-Zxz", "-z9", "--threads-max=1"]

MAINTAINER = "The Hermes authors <hermes@localhost>"
# In the form that Debian's tools read.
CHANGES = """\
{name} ({version}) unstable; urgency=medium

  * The changes of Hermes are in CHANGELOG.md.gz.

 -- {maintainer}  {date}
"""
CONTROL = """\
Package: {name}
Version: {version}
Architecture: amd64
Maintainer: {maintainer}
Installed-Size: {size}
Depends: {depends}, adduser
Recommends: bubblewrap, python3
Section: net
Priority: optional
Description: server that loads agents from shared libraries
 Hermes takes a request in plain words, finds the agents that can do it, plans
 the steps, calls the agents in its own process or in child processes, and
 streams every step to the owner of the task.
 .
 This package has the server, its agents, and the Swift runtime for these and
 other agents that are written in Swift. PythonExpert runs Python in a sandbox,
 for which it needs bubblewrap and python3.
"""


def make(output, release):
    """Makes the package in the folder `output` and returns its path."""
    package = output / f"{NAME}_{release.version}_amd64.deb"
    with tempfile.TemporaryDirectory(prefix="hermes-deb.") as folder:
        root = Path(folder) / NAME
        say(f"Staging {package.name}: strip, patchelf, manual, completions")
        add_files(root, release)
        add_control(root, release)
        stage.date_files(root, epoch=release.epoch)
        say(f"Compressing {package.name} (xz, a few minutes)")
        run(
            "dpkg-deb", "--root-owner-group", *XZ, "--build", root, package,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(release.epoch)})
    return package


def add_files(root, release):
    """The installed files, which the image has as well."""
    usr = root / "usr"
    stage.add_program(usr)
    stage.add_runtime(usr)
    stage.add_agents(usr / "lib/hermes/agents.d", runpath=RUNTIME)
    stage.add_documents(usr / "share", program=usr / "bin/hermes")
    stage.write(usr / f"share/doc/{NAME}/sbom.cdx.json", release.components)
    date = email.utils.formatdate(release.epoch)
    changes = CHANGES.format(name=NAME, version=release.version, maintainer=MAINTAINER, date=date)
    stage.write(usr / f"share/doc/{NAME}/changelog.gz", stage.packed(changes))
    stage.copy(FILES / "hermes.service", usr / "lib/systemd/system/hermes.service")
    stage.copy(FILES / "hermes.yaml", root / "etc/hermes/hermes.yaml")
    stage.copy(FILES / "environment", root / "etc/hermes/environment", mode=0o640)
    (root / "etc/hermes/agents.d").mkdir()
    stage.copy(FILES / "debian/lintian-overrides", usr / f"share/lintian/overrides/{NAME}")


def add_control(root, release):
    control = root / "DEBIAN"
    files = [file for file in root.rglob("*") if file.is_file() and control not in file.parents]
    # In KiB, each file rounded up, as dpkg-gencontrol counts.
    size = sum(-(-file.stat().st_size // 1024) for file in files)
    text = CONTROL.format(name=NAME, version=release.version, size=size, depends=release.depends, maintainer=MAINTAINER)
    stage.write(control / "control", text.encode())
    conffiles = sorted(f"/{file.relative_to(root)}\n" for file in files if file.is_relative_to(root / "etc"))
    stage.write(control / "conffiles", "".join(conffiles).encode())
    sums = run("md5sum", *sorted(file.relative_to(root) for file in files), cwd=root)
    stage.write(control / "md5sums", sums.encode())
    for script in ("postinst", "prerm", "postrm"):
        stage.copy(FILES / "debian" / script, control / script, mode=0o755)


