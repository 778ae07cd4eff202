"""What is packaged: the release build in .build, its version, and the time that its files get."""

import os
import pathlib
import platform
import shutil
import subprocess
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / ".build/release"
PROGRAM = BUILD / "hermes"
MANIFESTS = ROOT / "agents.d"
AGENTS = ["CodeGenerator", "ContentWriter", "DataAnalyzer", "Guide", "PythonExpert", "ScriptWriter"]


class Failure(Exception):
    """Why no package can be made. The message names the thing and the remedy."""


@dataclass(frozen=True)
class Release:
    version: str
    # Seconds since 1970 that every packaged file is dated.
    epoch: int
    # The Debian packages of the system's libraries, as a Depends field.
    depends: str
    # The CycloneDX document of what is inside.
    components: bytes


def say(text):
    print(text, flush=True)


def run(*command, **options):
    """Runs a command to its end and returns what it printed."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise Failure(f"{command[0]} ended with status {done.returncode}:\n{done.stderr.strip()}")
    return done.stdout


def require_tools(names):
    if missing := [name for name in names if not shutil.which(name)]:
        raise Failure(f"Missing: {', '.join(missing)}. Install what packages are made with: scripts/setup packages")


def require_build():
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        raise Failure("Packages are made on x86-64 Linux only: build from source on other machines.")
    for file in [PROGRAM, *(library(agent) for agent in AGENTS)]:
        if not file.is_file():
            raise Failure(f"{file.relative_to(ROOT)} is missing: make a release build with scripts/build")


def library(agent):
    return BUILD / f"lib{agent}.so"


def version():
    return run(PROGRAM, "--version").strip()


def epoch():
    """SOURCE_DATE_EPOCH, or the last commit's time."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    return int(given or run("git", "log", "-1", "--format=%ct", cwd=ROOT))


def toolchain():
    """The folder `usr` of the Swift toolchain."""
    swift = shutil.which("swift")
    if not swift:
        raise Failure("swift is not in PATH, but its runtime is packaged: https://www.swift.org/install")
    return pathlib.Path(swift).resolve().parents[1]
