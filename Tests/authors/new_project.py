"""Runs the `hermes` command and projects that it has written."""

import pathlib
import subprocess
from dataclasses import dataclass

from hermes_process import BINARY

BUILD_SECONDS = 600
LANGUAGES = {
    "c": ("SpellerInC", "make", "build/SpellerInC.so"),
    "rust": ("SpellerInRust", "cargo build --release --offline", "target/release/libspeller_in_rust.so"),
    "swift": ("SpellerInSwift", "swift build -c release", ".build/release/libSpellerInSwift.so"),
}


def hermes(*arguments, timeout=60, **more):
    command = [str(BINARY.resolve()), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=timeout, **more)


def run(command, folder):
    """A command line in a folder; fails with what it said."""
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, capture_output=True, text=True, timeout=BUILD_SECONDS
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout + done.stderr


@dataclass
class Project:
    name: str
    language: str
    folder: pathlib.Path
    build: str
    library: pathlib.Path
