"""tasks, show, answer, cancel, and what hermes run brings along and leaves behind."""

import http.server
import json
import re
import shlex
import shutil
import signal
import subprocess
import threading

import pytest

from agents_folder import build
from client import PASSWORD, SEED_QUERY, Client
from command import WAIT, hermes, started, until
from hermes_process import AGENTS, BINARY, ROOT, serving

TASK = re.compile(r"Task +([0-9a-f]{32})")
CSV = "name,age\nann,31\nbob,29\n"


@pytest.fixture(scope="module")
def server(fixture_folder, tmp_path_factory):
    with serving([AGENTS, fixture_folder, build(tmp_path_factory.mktemp("durable"), "durable")]) as server:
        yield server


def run(server, *arguments, code=0, **more):
    done = hermes("run", *arguments, "--data", server.data, **more)
    assert done.returncode == code, done
    return done


def task_of(done):
    return TASK.search(done.stderr)[1]


def shown(server, task):
    return json.loads(hermes("show", task, "--json", "--data", server.data).stdout)


def test_run_says_how_to_answer(server):
    with started("run", "ask=1", "--agent", "Asker", "--data", server.data) as process:
        assert "Question 1 of 1?" in until(process.stderr, "[input_required]")
        # The command as it is printed.
        hint = until(process.stderr, "It is waiting for you.").split("Answer: hermes ")[1]
        words = shlex.split(hint.replace('"TEXT"', '"from the shell"'))
        assert hermes(*words).returncode == 0
        said = process.stdout.read()
        assert process.wait(WAIT) == 0
    assert "answer 1: from the shell" in said


def test_ctrl_c_leaves_the_task_to_the_server(server):
    with started("run", "ms=1000000", "--agent", "SlowInvoke", "--data", server.data) as process:
        until(process.stderr, "[agent_thinking]")
        process.send_signal(signal.SIGTERM)
        said = process.stderr.read()
        assert process.wait(WAIT) == 130
    assert "The task continues on the server." in said
    (command,) = re.findall("cancel it: +hermes (.*)", said)
    task = command.split()[1]
    assert shown(server, task)["status"] == "running"
    done = hermes(*shlex.split(command))
    assert done.returncode == 0 and done.stdout.startswith(f"Task {task} is cancelled.")
    assert hermes("cancel", task, "--data", server.data).returncode == 1


def test_a_second_ctrl_c_cancels_the_task(server):
    with started("run", "ms=1000000", "--agent", "SlowInvoke", "--data", server.data) as process:
        until(process.stderr, "[agent_thinking]")
        process.send_signal(signal.SIGINT)
        task = until(process.stderr, "follow it").split("watch ")[1].split()[0]
        process.send_signal(signal.SIGINT)
        assert "The task is cancelled." in process.stderr.read()
        assert process.wait(WAIT) == 130
    assert shown(server, task)["status"] == "cancelled"


def test_every_artifact_is_named_and_kept_and_nothing_is_overwritten(server, tmp_path):
    folder, outside = tmp_path / "out", tmp_path / "outside"
    done = run(server, SEED_QUERY, "-o", folder)
    kept = sorted(path.name for path in folder.iterdir())
    assert len(kept) == 2 and "review.md" in kept and all(name in done.stderr for name in kept)
    (module,) = [path for path in folder.iterdir() if path.suffix == ".py"]
    assert module.read_text() == done.stdout and module.stat().st_mode & 0o777 == 0o644
    again = hermes("show", task_of(done)[:8], "-o", folder, "--data", server.data)
    assert again.stderr.count("already has this content") == 2
    events = run(server, SEED_QUERY, "--json", "-o", tmp_path / "more").stdout.splitlines()
    assert json.loads(events[-1])["type"] == "task_completed" and len(list((tmp_path / "more").iterdir())) == 2
    module.unlink()
    module.symlink_to(outside)
    (folder / "review.md").write_text("mine")
    again = hermes("show", task_of(done), "-o", folder, "--data", server.data)
    assert not outside.exists() and (folder / "review.md").read_text() == "mine"
    assert (folder / f"{module.stem}-2.py").read_text() == done.stdout
    assert f"{folder}/review.md already exists and is kept." in again.stderr


def test_data_gets_its_text_as_the_answer_and_no_json_behind_it(server):
    done = run(server, "Plot this as a bar chart\n" + CSV)
    assert done.stdout.startswith("#") or "Analysis" in done.stdout
    assert '"rows"' not in done.stdout and "plot.svg" in done.stderr and "analysis.json" in done.stderr


def test_files_and_standard_input_are_material(server, tmp_path):
    table = tmp_path / "people.csv"
    table.write_text(CSV)
    question = "What is the average age?"
    for done in (
        run(server, question, "--file", table), run(server, question, "-", given=CSV),
        run(server, "-", given=f"{question}\n{CSV}"), run(server, "--file", "-", question, given=CSV),
    ):  # fmt: skip
        assert "30" in done.stdout, done
    message = shown(server, task_of(run(server, "--file", table)))
    assert message["status"] == "completed"


@pytest.mark.parametrize("content, words", [
    (b"name\n\xfc\n", "not UTF-8 text"), (b"", "is empty"), (None, "No such file"),
])
def test_what_is_no_text_file_is_refused(server, tmp_path, content, words):
    path = tmp_path / "table.csv"
    if content is not None:
        path.write_bytes(content)
    done = run(server, "Analyse this", "--file", path, code=1)
    assert str(path) in done.stderr and words in done.stderr


@pytest.mark.parametrize("arguments", [
    ["two", "words"], ["--file", "-", "x", "-"], ["x", "--agent", "A", "--continue"],
    ["x", "--continue", "--conversation", "c"], [], ["  "],
], ids=" ".join)
def test_wrong_usage_of_run(arguments):
    done = hermes("run", *arguments)
    assert done.returncode == 2 and "Usage: hermes run" in done.stderr


def test_a_conversation_goes_on(server):
    first = run(server, SEED_QUERY)
    conversation = shown(server, task_of(first))["conversation_id"]
    assert f"Conversation  {conversation}" in first.stderr
    next = run(server, "--continue", "now add error handling")
    assert shown(server, task_of(next))["conversation_id"] == conversation and "raise" in next.stdout
    run(server, "hello there", "--agent", "Echo")
    named = run(server, "--conversation", conversation, "add logging")
    assert shown(server, task_of(named))["conversation_id"] == conversation
    done = run(server, "x", "--conversation", "0" * 32, code=1)
    assert "There is no such conversation." in done.stderr and "/api/" not in done.stderr


def test_without_a_conversation_nothing_goes_on(tmp_path):
    done = hermes("run", "--continue", "x", "--data", tmp_path / "data", "--agents", AGENTS)
    assert done.returncode == 1 and "no conversation to continue yet" in done.stderr


def test_agents_of_a_running_server_are_its_own(server, tmp_path):
    for flags in (["--agents", tmp_path], ["--model-url", "http://localhost:1/v1"]):
        done = run(server, "x", *flags, code=2)
        assert flags[0] in done.stderr and "--data" in done.stderr


def test_tasks_are_listed_filtered_and_paged(server):
    ids = [task_of(run(server, f"number {n}\nof them", "--agent", "Echo")) for n in range(3)][::-1]
    lines = hermes("tasks", "--limit", "2", "--data", server.data)
    header, *rows = lines.stdout.splitlines()
    assert header.split() == ["TASK", "STATE", "SINCE", "(UTC)", "REQUEST"]
    assert [row.split()[0] for row in rows] == [task[:12] for task in ids[:2]]
    assert rows[0].endswith("number 2 of them")
    more = shlex.split(lines.stderr.split("More: hermes ")[1])
    assert hermes(*more).stdout.splitlines()[1].split()[0] == ids[2][:12]
    failed = task_of(run(server, "x", "--agent", "DoneWithoutFinish", code=1))
    listed = json.loads(hermes("tasks", "--state", "failed", "--json", "--data", server.data).stdout)
    assert listed["tasks"][0]["task_id"] == failed
    assert {task["status"] for task in listed["tasks"]} == {"failed"}
    assert hermes("tasks", "--state", "nonsense").returncode == 2


def test_show_tells_the_whole_story(server):
    task = task_of(run(server, f"{SEED_QUERY} and email it to Bob"))
    done = hermes("show", task[:6], "--data", server.data)
    for words in (task, "completed in", "1. CodeGenerator: completed", "review.md", "- email it to Bob:", "def "):
        assert words in done.stdout, done.stdout
    failed = hermes("show", task_of(run(server, "x", "--agent", "DoneWithoutFinish", code=1)), "--data", server.data)
    assert failed.returncode == 0 and "State         failed" in failed.stdout


def test_somebody_else_s_task_is_like_none(server, tmp_path):
    other = Client(server.port, "other")
    environment = {"HERMES_URL": f"http://localhost:{server.port}", "HERMES_TOKEN": other.token}
    task = task_of(run(server, "mine", "--agent", "Echo"))
    for command in (["show"], ["cancel"], ["answer", "--input", "x"]):
        answers = {hermes(*command, each, **environment).stderr for each in (task, "0" * 32)}
        assert answers == {"hermes: There is no such task. hermes tasks lists yours.\n"}
    assert hermes("show", task[:8], **environment).returncode == 1
    own = other.give("Echo", "theirs", WAIT)["task_id"]
    assert own[:12] in hermes("tasks", **environment).stdout
    assert hermes("show", own[:8], **environment).returncode == 0


def test_a_log_in_beside_the_data_directory_finds_its_tasks(server, tmp_path):
    url = f"http://localhost:{server.port}"
    home = {"XDG_CONFIG_HOME": str(tmp_path), "HERMES_PASSWORD": PASSWORD}
    assert hermes("login", f"{tmp_path.name}@b.example", "--register", "--url", url, **home).returncode == 0
    done = hermes("run", "over there", "--agent", "Echo", "--url", url, **home)
    assert done.returncode == 0 and "over there" in done.stdout and f"--url {url}" in done.stderr
    assert hermes("watch", task_of(done)[:8], "--url", url, **home).returncode == 0
    # The token of http://localhost:8000, where nobody may answer, is only looked at for what is not here.
    (tmp_path / "hermes/tokens.json").write_text(json.dumps({"http://localhost:8000": "x"}))
    beside = {**home, "HERMES_DATA": str(server.data)}
    assert hermes("show", task_of(run(server, "here", "--agent", "Echo"))[:8], **beside).returncode == 0
    gone = hermes("show", "0" * 32, **beside)
    assert gone.returncode == 1 and "There is no such task." in gone.stderr


class TwoAlike(http.server.BaseHTTPRequestHandler):
    """Two tasks whose ids begin alike, and artifacts with names that lead out of a folder."""

    ids = ["abcdef" + "0" * 26, "abcdef" + "1" * 26]
    names = ["../../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "evil.txt", "\x1b[2J"]

    def do_GET(self):
        path = self.path.split("?")[0]
        if path.endswith("/tasks"):
            body = json.dumps({"tasks": [{"task_id": task} for task in self.ids], "next_cursor": None})
        elif "/artifacts/" in path:
            body = path
        else:
            task = path.rsplit("/", 1)[1]
            artifacts = [
                {"name": name, "media_type": "text/plain", "bytes": 1, "step_number": 1,
                 "href": f"/api/v1/tasks/{task}/artifacts/{n}"}
                for n, name in enumerate(self.names)
            ]  # fmt: skip
            body = json.dumps({"task_id": task, "status": "completed", "artifacts": artifacts})
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def alike():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), TwoAlike) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield {"HERMES_URL": f"http://127.0.0.1:{server.server_port}", "HERMES_TOKEN": "t"}
        server.shutdown()


def test_an_id_that_is_not_whole_must_be_one_s(alike):
    done = hermes("show", "abcdef", **alike)
    assert done.returncode == 1 and all(task in done.stderr for task in TwoAlike.ids)
    assert hermes("show", "abcdef0", **alike).returncode == 0
    assert "No task begins with bbbbbb" in hermes("show", "bbbbbb", **alike).stderr
    assert hermes("show", "abc", **alike).returncode == 2


def test_no_name_of_an_artifact_leaves_the_folder(alike, tmp_path):
    folder = tmp_path / "deep/out"
    done = hermes("show", TwoAlike.ids[0], "-o", folder, **alike)
    assert done.returncode == 0, done
    written = [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) == len(TwoAlike.names) and all(str(path).startswith("deep/out/") for path in written)
    assert "\x1b" not in done.stderr + done.stdout


def test_answers_that_are_none(server):
    with started("run", "ask=1", "--agent", "Asker", "--data", server.data) as process:
        hint = until(process.stderr, "It is waiting for you.")
        task = hint.split("answer ")[1].split()[0]
        assert hermes("answer", task, "", "--data", server.data).returncode == 2
        asked = hermes("answer", task, "--data", server.data)
        assert asked.returncode == 2 and "There is no terminal to ask at" in asked.stderr
        assert hermes("answer", task, "x", "--input", "other", "--data", server.data).returncode == 1
        assert hermes("answer", task[:6], "blue", "--data", server.data).returncode == 0
        assert process.wait(WAIT) == 0
    assert "not waiting" in hermes("answer", task, "x", "--data", server.data).stderr


def test_a_plan_is_approved_or_rejected_with_hermes_answer(server):
    for word, code in (("yes", 0), ("no", 1)):
        with started("run", SEED_QUERY, "--require-approval", "--data", server.data) as process:
            assert "1. CodeGenerator: " in until(process.stderr, "1. ")
            task = until(process.stderr, "yes|no").split("answer ")[1].split()[0]
            assert hermes("answer", task, "perhaps", "--data", server.data).returncode == 2
            assert hermes("answer", task, word, "--data", server.data).returncode == 0
            process.communicate()
            assert process.returncode == code


def test_without_a_server_what_is_stored_is_shown(tmp_path):
    where = ["--data", tmp_path / "data", "--agents", AGENTS]
    done = hermes("run", SEED_QUERY, *where)
    task = task_of(done)
    assert task[:12] in hermes("tasks", *where).stdout
    kept = hermes("show", task[:8], *where, "-o", tmp_path / "out")
    assert kept.returncode == 0 and "completed in" in kept.stdout
    assert done.stdout in [path.read_text() for path in (tmp_path / "out").iterdir()]
    assert hermes("cancel", task, *where).returncode == 1
    assert "There is no such task." in hermes("show", "0" * 32, *where).stderr


def test_without_a_server_a_task_is_stored_and_the_next_start_takes_it_up(tmp_path):
    folder = build(tmp_path / "agents", "durable")
    where = ["--data", tmp_path / "data", "--agents", folder]
    with started("run", "ask=1", "--agent", "Asker", *where) as process:
        task = until(process.stderr, "It is waiting for you.").split("answer ")[1].split()[0]
        process.send_signal(signal.SIGTERM)
        assert "The next start resumes it:" in process.stderr.read()
        assert process.wait(WAIT) == 130
    assert f"hermes answer {task}" in hermes("show", task, *where).stdout
    done = hermes("answer", task, "from before", *where)
    assert done.returncode == 0 and "answer 1: from before" in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_the_commands(shell):
    done = hermes("completion", shell)
    assert done.returncode == 0 and "answer" in done.stdout and "require-approval" in done.stdout
    assert "input_required" in done.stdout  # a state of --state
    if shutil.which(shell):
        checked = subprocess.run([shell, "-n"], input=done.stdout, text=True, capture_output=True)
        assert checked.returncode == 0, checked


def test_the_man_page_has_every_command_and_option(tmp_path):
    done = subprocess.run([ROOT / "scripts/man", BINARY], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    help = subprocess.run([BINARY, "help", "run"], capture_output=True, text=True).stdout
    for option in set(re.findall(r"--[a-z][a-z-]+", help.split("OPTIONS:")[1])) - {"--help", "--version"}:
        assert option.replace("-", r"\-") in done.stdout, option
    for command in ("run", "tasks", "show", "answer", "cancel", "agent show", "user add", "completion"):
        assert f".SS hermes {command}\n" in done.stdout
    if shutil.which("groff"):
        checked = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-z"], input=done.stdout, text=True, capture_output=True)
        assert checked.stderr == "" and checked.returncode == 0
