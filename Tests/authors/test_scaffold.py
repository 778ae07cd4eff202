"""`hermes agent new`: projects that build on the first try and run in a real server."""

import re
import shutil

import pytest

from client import Client
from hermes_process import AGENTS, BINARY, ROOT, serving
from new_project import hermes, run

WAIT = 20
HERMES_SPELLED = "Hotel\nEcho\nRomeo\nMike\nEcho\nSierra\n"


@pytest.fixture(scope="module")
def server(project, tmp_path_factory):
    """A server with the shipped agents and the new one."""
    folder = tmp_path_factory.mktemp("agents")
    shutil.copy(project.library, folder / f"{project.name}.so")
    with serving([AGENTS, folder]) as server:
        yield server


def test_a_new_agent_answers_in_a_server(project, server):
    user = Client(server.port)
    task = user.give(project.name, "Hermes", WAIT)
    assert task["result"] == HERMES_SPELLED
    events = user.events(task["task_id"])
    chunks = [each["data"] for each in events if each["type"] == "artifact_delta"]
    assert "".join(each["text"] for each in chunks) == HERMES_SPELLED
    assert [each["append"] for each in chunks] == [False] + [True] * 5
    thoughts = [each["data"].get("thought") for each in events if each["type"] == "agent_thinking"]
    assert "One word for each letter." in thoughts


def test_a_new_agent_is_found_by_plain_words(project, server):
    task = Client(server.port).chat("Spell this: Hermes", WAIT)
    assert task["result"] == HERMES_SPELLED


def test_a_new_agent_says_what_it_cannot_do(project, server):
    task = Client(server.port).give(project.name, "1 2 3", WAIT)
    assert task["status"] == "failed" and task["error"]["code"] == "no_letters"


def test_the_commands_of_the_readme_run(project, tmp_path):
    """Those that install and call; building is done, and `hermes` is the one under test."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/hermes").symlink_to(BINARY.resolve())
    readme = (project.folder / "README.md").read_text()
    commands = [line[4:].split("  #")[0] for line in readme.splitlines() if line.startswith("    ")]
    assert commands[0].strip() == project.build and len(commands) >= 5
    path = f"export PATH={tmp_path}/bin:$PATH HERMES_DATA={tmp_path}/data; "
    for command in commands[1:]:
        said = run(path + command, project.folder)
        if " run " in command:
            assert HERMES_SPELLED in said


@pytest.mark.parametrize("name", ["spell-checker", "2", "a b", "Agent", "x" * 60])
def test_a_name_that_is_none_is_refused(name, tmp_path):
    done = hermes("agent", "new", name, "--language", "c", cwd=tmp_path)
    assert done.returncode == 2 and not list(tmp_path.iterdir()), done
    if name == "spell-checker":
        assert "SpellChecker" in done.stderr


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path):
    (tmp_path / "kept").write_text("kept")
    done = hermes("agent", "new", "Greeter", "--language", "c", "--directory", tmp_path)
    assert done.returncode == 2 and f"{tmp_path} is not empty" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_another_folder_can_be_named(tmp_path):
    done = hermes("agent", "new", "Greeter", "--language", "c", "--directory", tmp_path / "a/b")
    assert done.returncode == 0 and (tmp_path / "a/b/greeter.c").exists()


def sources(language):
    """Where the files of a project come from, by their path in it, without their names."""
    abi, kit = ROOT / "Sources/AgentABI", ROOT / "Sources/AgentKit"
    headers = {f"{path.relative_to(abi / 'include')}": path for path in abi.rglob("*.h") if path.parent.name != "swift"}
    found = {
        "c": {f"vendor/{name}": path for name, path in headers.items()},
        "rust": {f"vendor/{name}": path for name, path in headers.items()},
        "swift": {},
    }[language]
    if language == "c":
        found |= {f"vendor/{path.name}": path for path in (ROOT / "sdk/c/vendor").iterdir() if path.is_file()}
    if language == "rust":
        crate = ROOT / "sdk/rust/hermes-agent"
        found |= {
            f"vendor/hermes-agent/{path.relative_to(crate)}": path
            for path in [crate / "Cargo.toml", *(crate / "src").rglob("*.rs")]
        }
    if language == "swift":
        base = "vendor/AgentKit"
        found[f"{base}/Package.swift"] = ROOT / "sdk/swift" / base / "Package.swift"
        for folder in (abi, kit):
            for path in folder.rglob("*"):
                if path.is_file():
                    found[f"{base}/Sources/{path.relative_to(folder.parent)}"] = path
    return found


@pytest.mark.parametrize("language", ["c", "rust", "swift"])
def test_a_project_carries_all_of_its_sdk(language, tmp_path):
    """Whoever adds a file to the SDK adds it to Sources/Host/Scaffold/Embedded/files.c, too."""
    assert hermes("agent", "new", "Greeter", "--language", language, cwd=tmp_path).returncode == 0
    folder = tmp_path / "Greeter"
    written = {
        f"{path.relative_to(folder)}": path.read_text()
        for path in (folder / "vendor").rglob("*") if path.is_file()
    }  # fmt: skip
    assert written == {name: path.read_text() for name, path in sources(language).items()}
    assert not re.search("speller", "".join(map(str, folder.rglob("*"))), re.I)
