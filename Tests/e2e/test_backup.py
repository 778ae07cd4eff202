"""Backups of a server at work, their verification, and data directories that they become."""

import concurrent.futures
import contextlib
import json
import shutil
import sqlite3
import subprocess
import threading

import pytest

from access_commands import command, log_in, succeeded
from agents_folder import build, names
from client import Client
from command import environment, hermes
from hermes_process import BINARY, Server, serving

WAIT = 60
KILLS = 20


@pytest.fixture(scope="module")
def libraries(tmp_path_factory):
    folder = build(tmp_path_factory.mktemp("built"))
    build(folder, "plugins")
    agents = tmp_path_factory.mktemp("backup-agents")
    for name in ("Extensions", "echo"):
        shutil.copy(folder / f"{name}.so", agents)
    (agents / "Extensions.toml").write_text('[agents.Extensions]\ngrants = ["blob"]\n')
    return agents


@pytest.fixture(scope="module")
def shim(tmp_path_factory):
    return build(tmp_path_factory.mktemp("shim"), "crash") / "kill_at_call.so"


def ask(user, text):
    task = user.give("Extensions", f"blob {text}", wait=WAIT)
    assert task["status"] == "completed", task
    return task["task_id"]


@contextlib.contextmanager
def at_work(server, count=2):
    """Users whose tasks go on until the end; the users, after each has finished a task."""
    stop, users = threading.Event(), [Client(server.port, "busy") for _ in range(count)]

    def work(user, begun):
        number = 0
        while not stop.is_set():
            ask(user, f"number {number}")
            number += 1
            begun.set()

    with concurrent.futures.ThreadPoolExecutor(count) as pool:
        begun = [threading.Event() for _ in users]
        works = [pool.submit(work, *each) for each in zip(users, begun, strict=True)]
        try:
            assert all(each.wait(WAIT) for each in begun)
            yield users
        finally:
            stop.set()
            for each in works:
                each.result()


def content(user, task):
    """What a user can see of a task that has ended."""
    record = user.task(task)
    answers = [
        user.get(each["href"].removeprefix("/api/v1")) for each in record["artifacts"]
    ]
    assert all(each.status == 200 for each in answers), answers
    return record, user.events(task), [each.body for each in answers]


def backed_up(server, folder):
    return json.loads(succeeded(server, "backup", folder, "--json"))


@pytest.fixture(scope="module")
def sound(libraries, tmp_path_factory):
    """A backup of a server with a task that has a blob; never changed."""
    folder = tmp_path_factory.mktemp("sound") / "backup"
    with serving([libraries]) as server:
        ask(Client(server.port, "sound"), "one two")
        succeeded(server, "agent", "disable", "Echo")
        backed_up(server, folder)
    return folder


@pytest.fixture
def backup(sound, tmp_path):
    return shutil.copytree(sound, tmp_path / "backup")


def rows(data, query):
    with contextlib.closing(
        sqlite3.connect(f"file:{data}/hermes.sqlite?mode=ro", uri=True)
    ) as database:
        return database.execute(query).fetchall()


def test_a_server_at_work_is_restored_elsewhere(libraries, tmp_path):
    with serving([libraries]) as server:
        keeper = Client(server.port, "keeper")
        key = keeper.post("/auth/keys", {"name": "backup", "scope": "read"}).json["key"]
        succeeded(server, "agent", "disable", "Echo")
        task = ask(keeper, "kept whole")
        connected = keeper.follow(task)[0]["data"]
        with at_work(server) as users:
            manifest = backed_up(server, tmp_path / "backup")
            # Once more, over the one that is there.
            manifest = backed_up(server, tmp_path / "backup")
        assert manifest["missing"] == []
        assert hermes("backup", "verify", tmp_path / "backup").returncode == 0
        restored = hermes(
            "restore", tmp_path / "backup", "--data", tmp_path / "new", "--json"
        )
        assert json.loads(restored.stdout)["contents"] == manifest["contents"]
        other = Server(tmp_path / "new", [libraries])
        try:
            compared, done = (
                0,
                rows(
                    tmp_path / "backup",
                    "SELECT id FROM task WHERE status = 'completed'",
                ),
            )
            ended = {each for (each,) in done}
            for user in (keeper, *users):
                there = user.at(other.port)
                for each in user.get("/tasks?limit=100").json["tasks"]:
                    if each["task_id"] in ended:
                        assert content(there, each["task_id"]) == content(
                            user, each["task_id"]
                        )
                        compared += 1
                there.email = user.email
                assert log_in(there).status == 200
            assert compared == len(ended) >= 3
            # What clients keep: keys, and positions in a journal that is another one now.
            assert Client(other.port, token=key).get("/auth/me").status == 200
            with keeper.at(other.port).socket(
                f"/tasks/{task}", after=connected["last_seq"], epoch=connected["epoch"]
            ) as socket:
                socket.read_event("connected")
                assert socket.read_event("gap")["data"]["reason"] == "epoch_changed"
            agents = names(keeper.at(other.port))
            assert agents["Echo"]["state"] == "disabled"
            assert agents["Extensions"]["state"] != "disabled"
        finally:
            other.terminate()


def test_a_kill_leaves_the_older_backup(libraries, shim, tmp_path):
    folder, calls = tmp_path / "backup", tmp_path / "calls"
    with serving([libraries]) as server:
        user = Client(server.port, "killed")
        for number in range(3):
            ask(user, f"task {number}")
        older = backed_up(server, folder)
        ask(user, "after it")

        def attempt(**more):
            return command(
                server, "backup", folder, LD_PRELOAD=str(shim), CALLS=str(calls), **more
            ).returncode

        shutil.copytree(folder, tmp_path / "kept")
        assert attempt() == 0
        total = int(calls.read_text())
        assert total > KILLS
        shutil.rmtree(folder)
        (tmp_path / "kept").rename(folder)
        tasks = set()
        for number in range(KILLS):
            assert attempt(KILL_CALL=str(1 + number * (total - 1) // (KILLS - 1))) == -9
            checked = hermes("backup", "verify", folder, "--json")
            assert checked.returncode == 0, checked
            tasks.add(json.loads(checked.stdout)["contents"]["tasks"])
        assert tasks == {older["contents"]["tasks"]}
        # When the folders were exchanged: before the older one is removed.
        shutil.rmtree(folder.with_name("backup.new"))
        assert attempt(KILL_CALL=str(total - 1)) == -9
        checked = hermes("backup", "verify", folder, "--json")
        assert (
            json.loads(checked.stdout)["contents"]["tasks"]
            == older["contents"]["tasks"] + 1
        )
        assert folder.with_name("backup.new").exists()
        assert attempt() == 0 and not folder.with_name("backup.new").exists()


def damage_byte(file):
    file.chmod(0o600)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def blob(backup):
    return next((backup / "blobs").glob("*/*"))


def change_manifest(backup, change):
    path = backup / "manifest.json"
    manifest = json.loads(path.read_text())
    change(manifest)
    path.write_text(json.dumps(manifest))


def escape(manifest):
    manifest["files"][0]["path"] = "../escaped"


DAMAGES = {
    "a byte of the database": (lambda b: damage_byte(b / "hermes.sqlite"), "another content"),
    "a byte of a blob": (lambda b: damage_byte(blob(b)), "another content"),
    "a shorter blob": (lambda b: (blob(b).chmod(0o600), blob(b).write_bytes(b"x")), "has 1 bytes"),
    "no keys": (lambda b: (b / "signing-keys.json").unlink(), "signing-keys.json is missing"),
    "no blob": (lambda b: blob(b).unlink(), "is missing"),
    "no manifest": (lambda b: (b / "manifest.json").unlink(), "is not a backup"),
    "half a manifest": (
        lambda b: (b / "manifest.json").write_bytes((b / "manifest.json").read_bytes()[:100]),
        "is damaged",
    ),
    "a blob that the manifest forgot": (
        lambda b: change_manifest(b, lambda m: m.update(
            files=[each for each in m["files"] if not each["path"].startswith("blobs/")])),
        "is not in the manifest",
    ),
    "a path outside": (lambda b: change_manifest(b, escape), "files that no backup has"),
    "a later format": (lambda b: change_manifest(b, lambda m: m.update(format=2)), "format 2"),
    "an interrupted one": (lambda b: (b / "UNFINISHED").touch(), "interrupted"),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_backup_is_not_restored(backup, tmp_path, name):
    damage, words = DAMAGES[name]
    assert hermes("backup", "verify", backup).returncode == 0
    damage(backup)
    for done in (
        hermes("backup", "verify", backup),
        hermes("restore", backup, "--data", tmp_path / "new"),
    ):
        assert done.returncode == 1 and words in done.stderr, done
    assert [each.name for each in (tmp_path / "new").iterdir()] == ["lock"]


def test_a_backup_can_be_read_where_nothing_can_be_written(backup):
    command = ["unshare", "-m", "sh", "-c", f"mount --bind -o ro {backup} {backup} && exec {BINARY} backup verify {backup}"]  # fmt: skip
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, env=environment()
    )
    if "permission denied" in done.stderr.lower() or "unshare" in done.stderr:
        pytest.skip("only root can mount")
    assert done.returncode == 0, done
    assert {each.name for each in backup.iterdir()} == {
        "manifest.json", "hermes.sqlite", "signing-keys.json", "agents.json", "audit.log", "blobs",
    }  # fmt: skip


def test_an_interrupted_restoration_is_run_again(backup, shim, tmp_path):
    new = tmp_path / "new"
    preload = {"LD_PRELOAD": str(shim), "CALLS": str(tmp_path / "calls")}
    assert (
        hermes("restore", backup, "--data", tmp_path / "first", **preload).returncode
        == 0
    )
    total = int((tmp_path / "calls").read_text())
    shown = 0
    for number in range(1, total):
        done = hermes(
            "restore", backup, "--data", new, **preload, KILL_CALL=str(number)
        )
        assert done.returncode == -9, done
        if not (new / "RESTORE-UNFINISHED").exists():
            assert not (new / "hermes.sqlite").exists()
            continue
        refused = hermes("serve", "--data", new, "--port", "0")
        assert refused.returncode == 1 and "Run hermes restore again" in refused.stderr
        shown += 1
    assert shown > 3
    assert hermes("restore", backup, "--data", new).returncode == 0
    assert rows(new, "SELECT count(*) FROM task") == rows(
        backup, "SELECT count(*) FROM task"
    )


def test_a_missing_blob_is_gone(libraries, backup, tmp_path):
    assert hermes("restore", backup, "--data", tmp_path / "new").returncode == 0
    lost = blob(tmp_path / "new")
    lost.unlink()
    server = Server(tmp_path / "new", [libraries])
    try:
        owner = rows(backup, "SELECT email FROM user WHERE email LIKE 'sound%'")[0][0]
        user = Client(server.port, "finder")
        user.email = owner
        user.token = log_in(user).json["access_token"]
        task = lost.parent.name
        href = user.task(task)["artifacts"][0]["href"].removeprefix("/api/v1")
        answer = user.get(href)
        assert (answer.status, answer.code) == (410, "content_missing"), answer
        assert lost.name in server.errors and task in server.errors
        again = json.loads(succeeded(server, "backup", tmp_path / "again", "--json"))
        assert again["missing"] == [f"{task}/{lost.name}"]
        assert hermes("backup", "verify", tmp_path / "again").returncode == 0
    finally:
        server.terminate()


def test_what_is_in_the_way_stays(backup, tmp_path):
    server = Server(tmp_path / "data")
    try:
        full = tmp_path / "full"
        full.mkdir()
        (full / "mine").write_text("mine")
        cases = {
            full: "is not empty and not a backup",
            full / "mine": "is not empty and not a backup",
            server.data / "inside": "inside the data directory",
            tmp_path / "no/where": "can't be created",
        }
        for to, words in cases.items():
            done = command(server, "backup", to)
            assert done.returncode == 1 and words in done.stderr, done
        (tmp_path / "next.new").mkdir()
        (tmp_path / "next.new/mine").write_text("mine")
        done = command(server, "backup", tmp_path / "next")
        assert done.returncode == 1 and "not an interrupted backup" in done.stderr
        assert (
            (tmp_path / "next.new/mine").read_text()
            == (full / "mine").read_text()
            == "mine"
        )
        done = command(server, "restore", backup)
        assert done.returncode == 1 and "A server is using" in done.stderr
    finally:
        assert server.terminate() == 0
    done = hermes("restore", backup, "--data", server.data)
    assert done.returncode == 1 and "is not empty" in done.stderr
    nothing = hermes("backup", tmp_path / "b", "--data", tmp_path / "none")
    assert nothing.returncode == 1 and "no database" in nothing.stderr
    assert not (tmp_path / "none").exists()
    assert hermes("backup").returncode == hermes("restore").returncode == 2
