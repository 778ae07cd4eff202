"""What happens in agents.d happens in the server."""

import collections
import shutil
import threading

import pytest

from agents_folder import build, generation, names, put, replace, until
from client import Client
from hermes_process import serving

GENERATIONS = 200
CALLERS = 3


@pytest.fixture(scope="module")
def libraries(tmp_path_factory):
    return build(tmp_path_factory.mktemp("lanes"))


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("agents")
    with serving([folder]) as server:
        yield folder, Client(server.port, "live"), server


@pytest.fixture(autouse=True)
def empty(place):
    folder, user, _ = place
    yield
    for path in folder.iterdir():
        path.unlink()
    until(lambda: names(user), lambda found: not found)


def answer(user, text="hello"):
    return user.give("Generation", text, wait=20)


def test_a_new_file_serves_and_a_removed_one_is_gone(place, libraries):
    folder, user, _ = place
    put(libraries / "Generation.so", folder)
    until(lambda: names(user), lambda found: "Generation" in found)
    assert answer(user)["result"].startswith("generation-0000")
    (folder / "Generation.so").unlink()
    until(lambda: names(user), lambda found: "Generation" not in found)
    assert user.post("/agents/Generation/tasks", {"text": "x"}).json["code"] == "agent_not_found"


def test_half_a_copy_is_not_loaded_until_it_is_whole(place, libraries):
    folder, user, server = place
    content = (libraries / "Generation.so").read_bytes()
    with open(folder / "Generation.so", "wb") as file:
        (folder / "Generation.so").chmod(0o644)
        file.write(content[: len(content) // 2])
        file.flush()
        # Something else comes meanwhile and is loaded: the half is seen and left alone.
        put(libraries / "Fault.so", folder)
        until(lambda: names(user), lambda found: "Fault" in found)
        assert "Generation" not in names(user)
        file.write(content[len(content) // 2 :])
    until(lambda: names(user), lambda found: "Generation" in found)
    assert "Generation.so: it is cut short" not in server.errors


def test_a_cut_file_is_refused_and_a_good_one_in_its_place_is_loaded(place, libraries):
    folder, user, server = place
    content = (libraries / "Generation.so").read_bytes()
    replace(content[: len(content) // 2], folder / "Generation.so")
    until(lambda: server.errors, lambda log: "Generation.so: it is cut short" in log)
    replace(content, folder / "Generation.so")
    until(lambda: names(user), lambda found: "Generation" in found)


def test_a_running_call_ends_in_its_own_generation(place, libraries):
    folder, user, _ = place
    library = folder / "Generation.so"
    replace(generation(libraries / "Generation.so", 1), library)
    until(lambda: names(user), lambda found: "Generation" in found)
    first = names(user)["Generation"]["generation"]
    slow = user.give("Generation", "ms=1500")["task_id"]
    until(lambda: user.health("Generation")["running"], lambda running: running == 1)
    replace(generation(libraries / "Generation.so", 2), library)
    until(lambda: names(user)["Generation"]["generation"], lambda number: number > first)
    assert answer(user)["result"].startswith("generation-0002")
    assert user.task(slow)["status"] == "running"
    until(lambda: user.task(slow)["status"], lambda status: status == "completed")
    assert user.task(slow)["result"].startswith("generation-0001")


def test_what_a_link_leads_to_is_followed(place, libraries, tmp_path):
    """A library that is built where it is, and linked to; also when the folder of the build goes."""
    folder, user, _ = place
    folder.mkdir(exist_ok=True)
    library = tmp_path / "build/out/libgeneration.so.1"
    for number in (31, 32, 33):
        if number == 33:
            shutil.rmtree(tmp_path / "build")
        library.parent.mkdir(parents=True, exist_ok=True)
        replace(generation(libraries / "Generation.so", number), library)
        if number == 31:
            (tmp_path / "current.so").symlink_to("build/out/libgeneration.so.1")
            (folder / "Generation.so").symlink_to(tmp_path / "current.so")
            until(lambda: names(user), lambda found: "Generation" in found)
        until(lambda: answer(user).get("result") or "",
              lambda result: result.startswith(f"generation-00{number}"))


def test_a_bad_replacement_leaves_the_good_one_in_service(place, libraries):
    folder, user, server = place
    put(libraries / "Generation.so", folder)
    until(lambda: names(user), lambda found: "Generation" in found)
    replace(b"not a library", folder / "Generation.so")
    until(lambda: server.errors, lambda log: "Generation.so: it is not an ELF" in log)
    assert answer(user)["result"].startswith("generation-0000")


def test_a_name_that_is_taken_is_free_when_its_owner_goes(place, libraries):
    folder, user, server = place
    put(libraries / "Generation.so", folder)
    until(lambda: names(user), lambda found: "Generation" in found)
    before = names(user)["Generation"]["digest"]
    replace(generation(libraries / "Generation.so", 7), folder / "Other.so")
    until(lambda: server.errors, lambda log: "Other.so: an agent named Generation is loaded" in log)
    (folder / "Generation.so").unlink()
    until(
        lambda: names(user).get("Generation", {}).get("digest"),
        lambda digest: digest not in (None, before),
    )
    assert answer(user)["result"].startswith("generation-0007")


def resident_kib(pid):
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def test_200_generations_under_constant_calls_fail_none(place, libraries, capsys):
    folder, user, server = place
    base, library = libraries / "Generation.so", folder / "Generation.so"
    replace(generation(base, 1), library)
    until(lambda: names(user), lambda found: "Generation" in found)
    answers, failures, done = collections.Counter(), [], threading.Event()

    def call():
        caller = Client(server.port, "caller")
        while not done.is_set():
            task = answer(caller)
            if task["status"] == "completed":
                answers[task["result"].split()[0]] += 1
            else:
                failures.append(task)

    callers = [threading.Thread(target=call) for _ in range(CALLERS)]
    for caller in callers:
        caller.start()
    before = resident_kib(server.process.pid)
    first = names(user)["Generation"]["generation"]
    for number in range(2, GENERATIONS + 2):
        replace(generation(base, number), library)
        until(
            lambda: names(user)["Generation"]["generation"],
            lambda now: now == first + number - 1,
        )
    after = resident_kib(server.process.pid)
    done.set()
    for caller in callers:
        caller.join()
    known = {f"generation-{number:04}" for number in range(1, GENERATIONS + 2)}
    with capsys.disabled():
        print(
            f"\n{GENERATIONS} generations: {sum(answers.values())} calls, {len(failures)} failed, "
            f"answers from {len(answers)} of them; {(after - before) / GENERATIONS:.0f} KiB each"
        )
    assert not failures
    assert set(answers) <= known and len(answers) > 1
