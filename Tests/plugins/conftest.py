import pathlib
import subprocess

import pytest

from abi_host import Host

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def script_writer(tmp_path_factory):
    """ScriptWriter, built with the C compiler alone."""
    library = tmp_path_factory.mktemp("plugins") / "ScriptWriter.so"
    sources = sorted(map(str, (ROOT / "Plugins/ScriptWriter").glob("*.c")))
    include = ROOT / "Sources/AgentABI/include"
    flags = ["-std=c11", "-shared", "-fPIC", "-Wall", "-Wextra", "-Werror", f"-I{include}"]
    subprocess.run(["cc", *flags, "-o", str(library), *sources], check=True)
    return Host(library)
