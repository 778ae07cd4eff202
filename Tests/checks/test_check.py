"""Every check finds the fault that it is for: one is planted in a copy of the repository at a time."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LATER = "TO" + "DO"


@pytest.fixture(scope="session")
def original(tmp_path_factory):
    """A copy of what git knows, with an index of its own."""
    copy = tmp_path_factory.mktemp("repository")
    listing = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, check=True, capture_output=True
    ).stdout.decode()
    for name in filter(None, listing.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    subprocess.run(["git", "init", "-q"], cwd=copy, check=True)
    subprocess.run(["git", "add", "-A"], cwd=copy, check=True)
    return copy


@pytest.fixture
def tree(original):
    """The copy, put back as it was afterwards."""
    yield original
    subprocess.run(["git", "checkout", "-q", "--", "."], cwd=original, check=True)
    subprocess.run(["git", "clean", "-qfdx"], cwd=original, check=True)


def check(tree, *parts):
    done = subprocess.run([tree / "scripts/check", *parts], cwd=tree, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def append(tree, path, text):
    with (tree / path).open("a") as file:
        file.write(text)


def replace(tree, path, old, new):
    text = (tree / path).read_text()
    assert old in text, f"{path} has no {old!r} to plant a fault in"
    (tree / path).write_text(text.replace(old, new, 1))


def expect(tree, part, *words):
    code, output = check(tree, part)
    line = [line for line in output.splitlines() if all(word in line for word in words)]
    assert code == 1 and line, output


HEADER = "Sources/AgentABI/include/hermes_agent.h"


def test_the_repository_as_it_is_passes(tree):
    code, output = check(tree)
    assert code == 0, output
    assert "median" in output


def test_an_unknown_part_is_a_fault(tree):
    assert check(tree, "no_such_part")[0] == 1


def test_unformatted_swift_is_found(tree):
    (tree / "Sources/Host/Contract/Planted.swift").write_text("struct Planted   {  }\n")
    expect(tree, "format", "Planted.swift:1")


@pytest.mark.parametrize(
    "path, line, words",
    [
        ("Sources/Host/Contract/Events/Cursor.swift", "import HermesEvents", "Contract must not import HermesEvents"),
        ("Sources/Host/HTTP/Requests/QueryParameters.swift", "import HermesWebSocket", "HTTP must not import HermesWebSocket"),
        ("Sources/Host/WebSocket/SocketRoute.swift", "@testable import HermesHTTP", "must not import HermesHTTP"),
        ("Sources/Host/Orchestration/Intent/Words.swift", "internal import struct AgentABI.x", "import AgentABI"),
        ("Sources/Host/App/Client/CommandHints.swift", "import AgentABI", "App must not import AgentABI"),
        ("Sources/Host/Storage/Tables/AgentIndex.swift", "import HermesEvents", "Storage must not"),
        ("Sources/AgentKit/Agent/Agent.swift", "import HermesContract", "AgentKit must not"),
        ("Plugins/CodeGenerator/Requests/Slip.swift", "import HermesContract", "never import the host"),
        ("Plugins/CodeGenerator/Requests/Slip.swift", "import PythonExpertLinux", "never import each other"),
        ("Plugins/ScriptWriter/text.c", '#include "../PythonExpert/Linux/x.h"', "must not include"),
    ],
)
def test_an_import_against_the_layers_is_found(tree, path, line, words):
    (tree / path).write_text(line + "\n" + (tree / path).read_text())
    expect(tree, "layers", f"{path}:1", words)


def test_a_layer_without_a_row_is_found(tree):
    (tree / "Sources/Host/Planted").mkdir()
    (tree / "Sources/Host/Planted/Planted.swift").write_text("struct Planted {}\n")
    expect(tree, "layers", "Planted.swift:1", "has no row")


def test_a_header_that_does_not_compile_alone_is_found(tree):
    replace(tree, HEADER, "#include <stdint.h>\n", "")
    expect(tree, "abi_header", f"{HEADER}:", "clang -std=c11")


def test_a_header_that_is_no_cpp_is_found(tree):
    replace(tree, HEADER, "typedef struct hermes_agent hermes_agent;", "typedef struct hermes_agent class;")
    expect(tree, "abi_header", f"{HEADER}:", "c++17")


def test_a_moved_field_is_found(tree):
    replace(tree, HEADER, "  uint32_t agent_count;\n", "  uint64_t planted;\n  uint32_t agent_count;\n")
    expect(tree, "abi_header", "layout_check.c:")


@pytest.mark.parametrize(
    "old, new, words",
    [
        ("Since 1.0. [any-thread & running] */\n  hermes_status (*finish)",
         "Since 1.0. */\n  hermes_status (*finish)", ("finish", "thread tag")),
        ("Never blocks. Since 1.0.\n   * [any-thread & running] */\n  hermes_status (*emit)",
         "Since 1.0.\n   * [any-thread & running] */\n  hermes_status (*emit)", ("emit", "May block")),
        ("Since 1.0. [agent-thread & !running] */\n  void (*destroy)",
         "[agent-thread & !running] */\n  void (*destroy)", ("destroy", "Since")),
        ("agent: taken over, not used by the host again.", "agent: gone.", ("destroy", "BORROWED")),
        ("Returns a STATIC table, or NULL if", "Returns a table, or NULL if", ("hermes_agent_entry", "STATIC")),
        ("request: BORROWED JSON object", "A BORROWED JSON object", ("invoke", "argument request")),
        ("  void (*destroy)(hermes_agent *agent);",
         "  void (*destroy)(hermes_agent *agent);\n  void (*planted)(void);", ("planted", "no comment")),
    ],
)
def test_a_function_that_does_not_say_all_is_found(tree, old, new, words):
    replace(tree, HEADER, old, new)
    expect(tree, "abi_header", f"{HEADER}:", *words)


def test_a_long_file_is_found_unless_it_has_a_reason(tree):
    path = "clients/planted.py"
    (tree / path).write_text("x = 1\n" * 351)
    expect(tree, "sizes", f"{path}:351", "need a reason")
    append(tree, "scripts/large-files.txt", f"{path}: a table that is read from top to bottom\n")
    assert check(tree, "sizes")[0] == 0
    (tree / path).write_text("x = 1\n" * 501)
    expect(tree, "sizes", f"{path}:501", "never allowed")
    (tree / path).write_text("x = 1\n")
    expect(tree, "sizes", "scripts/large-files.txt:", path)


def test_a_long_script_and_a_listing_without_reason_are_found(tree):
    (tree / "scripts/planted").write_text("true\n" * 501)
    append(tree, "scripts/large-files.txt", "scripts/planted:\n")
    expect(tree, "sizes", "scripts/planted:501")
    expect(tree, "sizes", "large-files.txt:", "has no reason")


@pytest.mark.parametrize("name", ["StringUtils.swift", "TestHelpers.py", "TaskManager.swift"])
def test_a_name_that_says_nothing_is_found(tree, name):
    (tree / "clients" / name).write_text("")
    expect(tree, "sizes", f"clients/{name}:1")


def test_a_folder_of_many_files_is_found(tree):
    folder = tree / "Sources/Host/Contract/Planted"
    folder.mkdir()
    for number in range(21):
        (folder / f"Planted{number}.swift").write_text(f"struct Planted{number} {{}}\n")
    expect(tree, "sizes", "Sources/Host/Contract/Planted:1", "21 Swift files")


def test_a_call_that_does_not_say_what_it_passes_is_found(tree):
    path = "Sources/Host/Contract/Planted.swift"
    (tree / path).write_text("struct Planted {\n  func move(_ from: Int, _ to: Int, by: Int) {}\n}\n")
    expect(tree, "labels", f"{path}:2", "move: 2 parameters without a label")
    (tree / path).write_text("struct Planted {\n  func move(_ from: Int, to: Int, by: Int) {}\n}\n")
    assert check(tree, "labels")[0] == 0


def test_names_that_say_nothing_are_found(tree):
    functions = "".join(f"  func f{number}() {{}}\n" for number in range(100))
    (tree / "Sources/Host/Contract/Planted.swift").write_text(f"struct Planted {{\n{functions}}}\n")
    expect(tree, "labels", "names of functions have 4 letters or fewer")


def test_what_others_use_without_a_word_is_found(tree):
    variables = "".join(f"  package var member{number} = 0\n" for number in range(1000))
    (tree / "Sources/Host/Contract/Planted.swift").write_text(f"struct Planted {{\n{variables}}}\n")
    expect(tree, "documented", "are documented; at least 75%")


def test_errors_that_are_dropped_are_found_unless_they_say_why(tree):
    path = tree / "Sources/Host/Contract/Planted.swift"
    path.write_text("func planted() {\n" + "  try? run()\n" * 60 + "}\n")
    expect(tree, "documented", "try? drops an error")
    path.write_text("func planted() {\n" + "  // It may have run.\n  try? run()\n" * 60 + "}\n")
    assert check(tree, "documented")[0] == 0


@pytest.mark.parametrize("text", ["final class Planted: @unchecked Sendable {}", "nonisolated(unsafe) var x = 1"])
def test_what_is_not_checked_needs_a_proof(tree, text):
    path = "Sources/Host/Contract/Planted.swift"
    (tree / path).write_text(f"// Proof: too far away.\n\n\n\n{text}\n")
    expect(tree, "sendable", f"{path}:5", "Proof")
    (tree / path).write_text(f"// Proof: there is one.\n\n\n{text}\n")
    assert check(tree, "sendable")[0] == 0


@pytest.mark.parametrize("word", [LATER, "FIX" + "ME"])
def test_what_is_left_for_later_is_found(tree, word):
    append(tree, "Plugins/ScriptWriter/text.c", f"/* {word}: planted */\n")
    expect(tree, "words", "Plugins/ScriptWriter/text.c:", word)


def test_pinned_versions_in_git_are_found(tree):
    (tree / "Package.resolved").write_text("{}\n")
    subprocess.run(["git", "add", "-f", "Package.resolved"], cwd=tree, check=True)
    try:
        expect(tree, "words", "Package.resolved:1")
    finally:
        subprocess.run(["git", "rm", "-qf", "--cached", "Package.resolved"], cwd=tree, check=True)


@pytest.mark.parametrize("path", ["README.md", "CHANGELOG.md", "docs/planted.md"])
@pytest.mark.parametrize("promise", ["Crash-proof", "exactly once"])
def test_a_promise_that_cannot_be_kept_is_found(tree, path, promise):
    (tree / path).parent.mkdir(exist_ok=True)
    append(tree, path, f"It is {promise}.\n")
    expect(tree, "words", f"{path}:", promise.lower())
