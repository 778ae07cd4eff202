"""The same package with another version, for upgrades."""

import shutil
import subprocess


def repacked(deb, *, version, folder):
    """The path of the new package, in `folder`. It is not compressed, which would take long."""
    content, package = folder / f"hermes-{version}", folder / f"hermes-{version}.deb"
    subprocess.run(["dpkg-deb", "-R", deb, content], check=True)
    control = content / "DEBIAN/control"
    lines = control.read_text().splitlines(keepends=True)
    control.write_text("".join(f"Version: {version}\n" if line.startswith("Version:") else line for line in lines))
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Znone", "-b", content, package], check=True, capture_output=True)
    shutil.rmtree(content)
    return package
