"""A person's hour at the command line. Every screen is kept in Tests/e2e/screens, with ids and times
masked: HERMES_SCREENS=write writes them anew, for reading.
"""

import os
import pathlib
import re
import shutil
import tempfile

import pytest

from agents_folder import build
from command import started, until
from hermes_process import AGENTS, ROOT, Server
from terminal import COLUMNS, Terminal

SCREENS = pathlib.Path(__file__).parent / "screens"
CSV = "day,visits\nMo,18\nTu,27\nWe,22\n"


@pytest.fixture(scope="module")
def agents(tmp_path_factory):
    return [AGENTS, build(tmp_path_factory.mktemp("durable"), "durable")]


@pytest.fixture(scope="module")
def slow(tmp_path_factory, fixture_folder):
    folder = tmp_path_factory.mktemp("slow")
    shutil.copy(fixture_folder / "slow_invoke.so", folder)
    return folder


@pytest.fixture
def folder():
    """With a name of the same length every time: lines are wrapped."""
    with tempfile.TemporaryDirectory(prefix="hermes-", dir="/tmp") as folder:
        yield pathlib.Path(folder)


@pytest.fixture(scope="module")
def server(agents, slow):
    with tempfile.TemporaryDirectory(prefix="hermes-", dir="/tmp") as folder:
        server = Server(f"{folder}/data", [*agents, slow])
        yield server
        server.terminate()


@pytest.fixture
def terminal(server, folder):
    return Terminal(folder, server.data)


def keep(terminal, name):
    path = SCREENS / f"{name}.txt"
    if os.environ.get("HERMES_SCREENS") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(terminal.text)
    assert terminal.text == path.read_text(), f"HERMES_SCREENS=write writes {path.relative_to(ROOT)} anew"


def test_a_request_and_its_follow_up(terminal):
    terminal.run('hermes run "Write a Python function to calculate fibonacci numbers"')
    terminal.run('hermes run --continue "now add error handling" -o out')
    assert sorted(path.suffix for path in (terminal.folder / "out").iterdir()) == [".md", ".py"]
    keep(terminal, "request-and-follow-up")


def test_files(terminal):
    (terminal.folder / "visits.csv").write_text(CSV)
    terminal.run('hermes run --file visits.csv "Which day had the most visits? Plot a bar chart." -o out')
    terminal.run('hermes run --file visits.csv "Which day had the most visits? Plot a bar chart." -o out')
    terminal.run('hermes run --file nothing.csv "What is the average?"', code=1)
    keep(terminal, "files")


def test_several_wishes_and_one_that_nobody_can_fulfil(terminal):
    terminal.run(
        'hermes run "Write a Python function that checks whether a word is a palindrome, write a README, '
        'and email it to Bob"'
    )
    keep(terminal, "wishes")


def test_a_question_is_answered(terminal):
    terminal.begin('hermes run ask=1 --agent Asker')
    terminal.see("Your answer: ")
    terminal.type("")
    terminal.see("Your answer: ")
    terminal.type("the blue one")
    terminal.end()
    keep(terminal, "question")


def test_a_question_is_answered_from_another_terminal(terminal, server):
    with started("run", "ask=1", "--agent", "Asker", "--data", server.data) as process:
        task = until(process.stderr, "It is waiting for you.").split("answer ")[1].split()[0]
        terminal.run(f"hermes show {task[:8]}")
        terminal.begin(f"hermes answer {task[:8]}")
        terminal.see("Your answer: ")
        terminal.type("from over here")
        terminal.end()
        assert process.communicate()[0] == "answer 1: from over here"
    terminal.run(f"hermes answer {task[:8]} again", code=1)
    keep(terminal, "answer")


def test_a_plan_is_approved_and_another_is_not(terminal):
    terminal.begin('hermes run "Write a Python function to check for primes" --require-approval')
    terminal.see("[y/N] ")
    terminal.type("perhaps")
    terminal.see("[y/N] ")
    terminal.type("y")
    terminal.end()
    terminal.begin('hermes run "Write a Python function to check for primes" --require-approval')
    terminal.see("[y/N] ")
    terminal.type("")
    terminal.end(1)
    keep(terminal, "plan")


def test_ctrl_c_and_on(terminal):
    terminal.begin('hermes run ask=1 --agent Asker')
    terminal.see("Your answer: ")
    terminal.press("c")
    terminal.end(130)
    (task,) = set(re.findall(r"hermes watch (\w+)", terminal.written))
    terminal.begin(f"hermes watch {task[:8]}")
    terminal.see("Your answer: ")
    terminal.type("still here")
    terminal.end()
    terminal.begin('hermes run "for ever" --agent SlowInvoke')
    # The line that is drawn while a step runs.
    terminal.see("Step 1/1 SlowInvoke  1 s")
    terminal.press("c")
    terminal.see("Ctrl-C again within 5 s")
    terminal.press("c")
    terminal.end(130)
    keep(terminal, "ctrl-c")


def test_ctrl_c_and_on_without_a_server(folder, agents):
    terminal = Terminal(folder, folder / "data", HERMES_AGENTS=str(agents[1]))
    terminal.begin('hermes run ask=1 --agent Asker')
    terminal.see("Your answer: ")
    terminal.press("c")
    terminal.end(130)
    (task,) = set(re.findall(r"hermes watch (\w+)", terminal.written))
    terminal.run("hermes tasks")
    terminal.begin(f"hermes watch {task[:8]}")
    terminal.see("Your answer: ")
    terminal.type("from before")
    terminal.end()
    keep(terminal, "ctrl-c-without-a-server")


def test_what_the_agents_can_do(folder):
    terminal = Terminal(folder, folder / "data", HERMES_AGENTS=str(AGENTS))
    terminal.run("hermes agents")
    keep(terminal, "agents")
    assert max(len(line) for line in terminal.text.splitlines()) <= COLUMNS


def test_looking_around(terminal):
    terminal.run('hermes run "Analyse the data"', code=1)
    terminal.run("hermes run x --agent Nobody", code=1)
    terminal.run('hermes run "Write a Python function to calculate fibonacci numbers" --agents here', code=2)
    terminal.run("hermes run two words", code=2)
    terminal.run('hermes run "Write a Python function to calculate\nfibonacci numbers, and email it to Bob"')
    task = re.findall(r"Task +(\w{32})", terminal.written)[-1]
    terminal.run(f"hermes show {task[:8]}")
    terminal.run("hermes tasks --limit 2")
    terminal.run("hermes show 0000", code=2)
    terminal.run("hermes show 00000000", code=1)
    keep(terminal, "looking-around")


@pytest.mark.parametrize("name, changes", [
    ("dumb", {"TERM": "dumb"}), ("ascii", {"LC_ALL": "C"}), ("no-color", {"NO_COLOR": "1"}),
])
def test_plain_output(terminal, name, changes):
    terminal.environment.update(changes)
    terminal.run('hermes run "Write a Python function to calculate fibonacci numbers"')
    assert ("\x1b" in terminal.written) == (name == "ascii")
    if name != "no-color":
        assert terminal.written.isascii()
    keep(terminal, f"plain-{name}")


def test_help(terminal):
    terminal.run("hermes --help")
    terminal.run("hermes run --help")
    terminal.run("hermes answer --help")
    keep(terminal, "help")
