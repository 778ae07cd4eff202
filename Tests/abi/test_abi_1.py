"""What ABI 1.0 promises: built against any 1.x, loads in any 1.y.

`v1.0` is the C example with the headers as they were when 1.0 was declared. It is never changed: if
one of these tests fails, the change of today's headers is wrong.
"""

import hashlib
import json
import pathlib
import subprocess

import pytest

from agents_folder import put
from client import Client
from hermes_process import BINARY, ROOT, serving

HERE = pathlib.Path(__file__).parent
FROZEN = HERE / "v1.0"
INCLUDE = ROOT / "Sources/AgentABI/include"
WAIT = 30
SPELLED = "Hotel\nEcho\nRomeo\nMike\nEcho\nSierra\n"
LANES = ["in-process", "process"]
# Of every file below v1.0, names and contents.
FROZEN_DIGEST = "8e1a102f54c07e91689f832563ec59c3affa29abdba7e78704e3df928770140c"


def check(library):
    """`hermes agent check`."""
    command = [BINARY.resolve(), "agent", "check", library]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def compile_library(source, library, *options):
    command = ["cc", "-std=c11", "-O1", "-shared", "-fPIC", "-pthread", "-Wall", "-Wextra",
               "-Werror", "-fvisibility=hidden", *options, "-o", library, *source]  # fmt: skip
    subprocess.run(command, check=True)
    return library


@pytest.fixture(scope="module")
def frozen(tmp_path_factory):
    sources = [FROZEN / "speller.c", FROZEN / "vendor/json.c"]
    library = tmp_path_factory.mktemp("frozen") / "Speller.so"
    return compile_library(sources, library, "-D_GNU_SOURCE")


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    """Today's headers as a later version might have them: a field more at the end of each table."""
    folder = tmp_path_factory.mktemp("made-up") / "include"
    (folder / "ext").mkdir(parents=True)
    for header in (INCLUDE / "ext").glob("*.h"):
        (folder / "ext" / header.name).write_text(header.read_text())
    text = (INCLUDE / "hermes_agent.h").read_text()
    changes = {
        "#define HERMES_ABI_MINOR 0u": "#define HERMES_ABI_MINOR 1u",
        "  const void *(*get_extension)(const hermes_host *host, hermes_bytes id);\n};":
            "  const void *(*get_extension)(const hermes_host *host, hermes_bytes id);\n"
            "  hermes_status (*made_up)(const hermes_host *host, hermes_call call);\n};",
        "} hermes_plugin;": "  void (*made_up)(hermes_agent *agent);\n} hermes_plugin;",
    }  # fmt: skip
    for old, new in changes.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (folder / "hermes_agent.h").write_text(text)
    return folder


def test_the_frozen_example_is_what_it_was():
    digest = hashlib.sha256()
    for path in sorted(FROZEN.rglob("*.[ch]")):
        digest.update(f"{path.relative_to(FROZEN)}\n".encode() + path.read_bytes())
    assert digest.hexdigest() == FROZEN_DIGEST


def test_everything_of_1_0_is_where_it_was(tmp_path):
    command = ["cc", "-std=c11", "-fsyntax-only", f"-I{INCLUDE}", FROZEN / "layout_check.c"]
    subprocess.run(command, check=True)


@pytest.mark.parametrize("lane", LANES)
def test_the_frozen_example_runs_in_this_host(frozen, tmp_path, lane):
    (tmp_path / "Speller.toml").write_text(f'lane = "{lane}"\n')
    put(frozen, tmp_path)
    with serving([tmp_path]) as server:
        task = Client(server.port).give("Speller", "Hermes", WAIT)
        assert task["result"] == SPELLED


def test_the_frozen_example_passes_the_conformance_kit_of_today(frozen):
    """Which also gives it a host table that is longer than the header."""
    done = check(frozen)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("lane", LANES)
def test_an_agent_of_a_later_1_x_runs_in_this_host(made_up, tmp_path, lane):
    library = tmp_path / "build" / "MadeUp.so"
    library.parent.mkdir()
    fixture = ROOT / "Tests/Fixtures/plugins"
    compile_library([HERE / "made_up_agent.c"], library, f"-I{made_up}", f"-I{fixture}")
    folder = tmp_path / "agents"
    folder.mkdir()
    (folder / "MadeUp.toml").write_text(f'lane = "{lane}"\n')
    put(library, folder)
    with serving([folder]) as server:
        task = Client(server.port).give("MadeUp", "anything", WAIT)
        assert task["result"] == "an older host"


def test_the_frozen_example_runs_in_a_host_of_a_later_1_x(frozen, made_up, tmp_path):
    host = tmp_path / "host"
    source = ROOT / "Tests/AgentTests/agent_host.c"
    flags = ["-Wall", "-Wno-missing-field-initializers", "-Werror", f"-I{made_up}"]
    subprocess.run(["cc", *flags, source, "-o", host, "-lpthread"], check=True)
    request = {"message": {"parts": [{"text": "Hermes"}]}, "task_id": "t", "made_up": [1]}
    done = subprocess.run([host, frozen], input=json.dumps(request) + "\n", capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    result = next(json.loads(line) for line in done.stdout.splitlines() if '"status"' in line)
    assert result["json"]["artifacts"][0]["parts"][0]["text"] == SPELLED


def test_another_major_version_is_refused_with_a_line_that_says_so(made_up, tmp_path):
    header = made_up / "hermes_agent.h"
    other = tmp_path / "include"
    (other / "ext").mkdir(parents=True)
    text = header.read_text().replace("#define HERMES_ABI_MAJOR 1u", "#define HERMES_ABI_MAJOR 2u")
    (other / "hermes_agent.h").write_text(text)
    library = tmp_path / "MadeUp.so"
    fixture = ROOT / "Tests/Fixtures/plugins"
    compile_library([HERE / "made_up_agent.c"], library, f"-I{other}", f"-I{fixture}")
    done = check(library)
    assert done.returncode == 1 and "abi_major is 2" in done.stdout
