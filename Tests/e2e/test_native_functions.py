"""Functions of C libraries as agents of a running server."""

import base64
import json
import math
import os
import re
import subprocess
import threading
import zlib

import pytest

from agents_folder import names, until
from client import Client
from hermes_process import serving
from native_manifests import fill, put, sample, shipped

WAIT = 60
IN_PROCESS = 'lane = "in-process"\n'


@pytest.fixture(scope="module", params=["process", "in-process"])
def calculating(request, tmp_path_factory):
    """A user of a server with zlib and libm, in either lane."""
    folder = tmp_path_factory.mktemp("native")
    fill(folder, IN_PROCESS if request.param == "in-process" else "")
    with serving([folder]) as server:
        user = Client(server.port, "native")
        assert {agent["lane"] for agent in names(user).values()} == {request.param}
        yield user


@pytest.fixture
def place(tmp_path):
    """A folder with one sample, and a user of the server that watches it."""
    put(sample(), tmp_path, "sample")
    with serving([tmp_path]) as server:
        yield tmp_path, Client(server.port, "native"), server


def give(user, agent, function, **arguments):
    """The task of a call, after its end."""
    part = {"data": {"function": function, "arguments": arguments}}
    answer = user.post(
        f"/agents/{agent}/tasks", {"message": {"parts": [part]}}, {"Prefer": f"wait={WAIT}"}
    )
    assert answer.status == 200, answer
    return answer.json


def call(user, agent, function, **arguments):
    task = give(user, agent, function, **arguments)
    assert task["status"] == "completed", task
    return json.loads(task["result"])


def error(task):
    assert task["status"] == "failed", task
    return task["steps"][-1]["error"]


def b64(data):
    return {"base64": base64.b64encode(data).decode()}


# MARK: results


@pytest.mark.parametrize("data", [b"", b"123456789", bytes(range(256)) * 400], ids=len)
def test_zlib_gives_what_zlib_gives(calculating, data):
    assert call(calculating, "Zlib", "crc32", data=b64(data)) == {"crc32": zlib.crc32(data)}
    assert call(calculating, "Zlib", "crc32", data=b64(data), crc=7) == {"crc32": zlib.crc32(data, 7)}
    packed = base64.b64decode(call(calculating, "Zlib", "compress", data=b64(data))["compressed"]["base64"])
    assert zlib.decompress(packed) == data
    assert len(packed) < max(100, len(data))


def test_zlib_says_its_version(calculating):
    assert call(calculating, "Zlib", "version") == {"version": zlib.ZLIB_RUNTIME_VERSION}


@pytest.mark.parametrize("number", [0, 0.5, -2.25, 1e6])
def test_libm_gives_what_math_gives(calculating, number):
    assert call(calculating, "Mathematics", "cos", angle=number) == {"cosine": math.cos(number)}
    power = call(calculating, "Mathematics", "pow", base=1.001, exponent=number / 1000)
    assert power == {"power": math.pow(1.001, number / 1000)}


def test_what_json_has_not_is_an_error(calculating):
    failure = error(give(calculating, "Mathematics", "pow", base=1.5, exponent=1e6))
    assert failure["code"] == "native_result" and "power is inf" in failure["message"]


def test_text_is_a_request_too(calculating):
    text = json.dumps({"function": "frexp", "arguments": {"number": 12}})
    answer = calculating.give("Mathematics", text, wait=WAIT)
    assert json.loads(answer["result"]) == {"mantissa": 0.75, "exponent": 4}


def test_calls_at_once_are_as_many_as_the_manifest_says(calculating):
    agents = names(calculating)
    assert agents["Mathematics"]["settings"]["max_concurrency"]["value"] == 8
    assert agents["Zlib"]["settings"]["max_concurrency"]["value"] == 1
    tasks = [calculating.give("Mathematics", json.dumps({"function": "cos", "arguments": {"angle": n}}))
             for n in range(30)]  # fmt: skip
    for number, task in enumerate(tasks):
        task = until(lambda: calculating.task(task["task_id"]), lambda task: task["status"] == "completed")
        assert json.loads(task["result"]) == {"cosine": math.cos(number)}


# MARK: errors

MISMATCHES = {
    "crc32": [
        ({}, "native_arguments", "crc32: data is missing"),
        ({"data": 5}, "native_arguments", "crc32: data must be a string or {\"base64\": \"...\"}, and not 5"),
        ({"data": "", "crc": 1 << 32}, "native_arguments", "crc32: crc must be at most 4294967295"),
        ({"data": "", "more": 1}, "native_arguments", "more"),
    ],
    "none": [({}, "native_function", "Zlib has no function \"none\"")],
    "uncompress": [({"compressed": "no"}, "native_failed", "it returned -3 (the data is not zlib's")],
}  # fmt: skip


@pytest.mark.parametrize("function", MISMATCHES)
def test_what_does_not_fit_is_said_and_nothing_else_happens(calculating, function):
    for arguments, code, message in MISMATCHES[function]:
        task = give(calculating, "Zlib", function, **arguments)
        failure = error(task)
        assert failure["code"] == code and message in failure["message"], failure
        assert len(task["steps"]) == 1
    assert call(calculating, "Zlib", "crc32", data="123456789") == {"crc32": 3421780262}


def test_words_are_answered_with_what_to_send(calculating):
    failure = error(calculating.give("Zlib", "What is the checksum of 5?", wait=WAIT))
    assert failure["code"] == "native_request"
    assert "Zlib accepts only JSON" in failure["message"]
    assert re.search(r'Send JSON such as \{"function":"crc32"', failure["message"])


# MARK: loading


@pytest.mark.parametrize("lane", ["process", "in-process"])
def test_what_is_missing_is_refused_in_one_line(tmp_path, lane):
    head = f'lane = "{lane}"'
    put(sample(agent="A", library="libnone.so.9", head=head), tmp_path, "a")
    put(sample(agent="B", symbol="no_such_function", head=head), tmp_path, "b")
    put(sample(agent="C", head=head), tmp_path, "c")
    (tmp_path / "c.so").write_bytes(b"")
    put(sample(head=head), tmp_path, "d")
    with serving([tmp_path]) as server:
        user = Client(server.port, "native")
        lines = refusals(server)
        assert list(names(user)) == ["Sample"]
        assert call(user, "Sample", "absolute", number=-3) == {"absolute": 3}
    assert len(lines) == 3, lines
    assert "a.toml: libnone.so.9: it can't be opened (libnone.so.9: cannot open shared object file" in lines[0]
    assert "b.toml: libc.so.6: it has no symbol no_such_function (function length); compare with: nm" in lines[1]
    assert "c.toml: " in lines[2] and "c.so is next to it" in lines[2]


def refusals(server):
    return sorted(line for line in server.errors.splitlines() if "library refused" in line)


def test_a_library_that_crashes_when_it_is_opened_is_refused(tmp_path):
    (tmp_path / "crash.c").write_text(
        "#include <stdlib.h>\n__attribute__((constructor)) static void begin(void) { abort(); }\n"
        "long labs(long n) { return n; }\n"
    )
    library = tmp_path / "libcrash.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-o", library, tmp_path / "crash.c"], check=True)
    folder = tmp_path / "agents"
    folder.mkdir()
    put(sample(agent="Crash", library=library, head=IN_PROCESS), folder, "crash")
    put(sample(), folder, "sample")
    with serving([folder]) as server:
        user = Client(server.port, "native")
        (line,) = refusals(server)
        assert call(user, "Sample", "absolute", number=-3) == {"absolute": 3}
    assert "crash.toml: it ended the child that inspected it (SIGABRT" in line
    assert f"compare [native] with {library}" in line


def test_a_disabled_agent_is_listed_and_its_library_is_not_opened(place):
    folder, user, server = place
    text = sample(agent="Off", library="libnone.so.9").replace("deadline = 20", "enabled = false")
    put(text, folder, "off")
    agent = until(lambda: names(user).get("Off"), lambda found: found)
    assert (agent["state"], agent["lane"]) == ("disabled", "process")
    assert [skill["id"] for skill in agent["skills"]] == ["length", "absolute", "sleep"]
    assert refusals(server) == []
    assert user.post("/agents/Off/tasks", {"text": "{}"}).json["code"] == "agent_not_found"


def test_a_changed_manifest_is_the_next_generation(place):
    folder, user, _ = place
    before = names(user)["Sample"]
    put(sample(version="2").replace('"labs"', '"llabs"'), folder, "sample")
    after = until(lambda: names(user)["Sample"], lambda agent: agent["generation"] == 2)
    assert (before["version"], after["version"]) == ("1", "2")
    assert after["digest"] != before["digest"]
    assert call(user, "Sample", "absolute", number=-3) == {"absolute": 3}
    # One that can't be read leaves it in service.
    put("[native]\n", folder, "sample")
    until(lambda: user.get("/agents").json, lambda answer: refusals(place[2]))
    assert names(user)["Sample"]["generation"] == 2
    (folder / "sample.toml").unlink()
    until(lambda: names(user), lambda found: "Sample" not in found)


def test_signatures_cover_no_native_library(tmp_path):
    key, public = tmp_path / "key.pem", tmp_path / "key.pub"
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", key], check=True)
    subprocess.run(["openssl", "pkey", "-in", key, "-pubout", "-out", public], check=True)
    folder = tmp_path / "agents"
    folder.mkdir()
    put(sample(), folder, "sample")
    put(shipped("zlib", enabled=False), folder, "zlib")
    settings = tmp_path / "hermes.yaml"
    settings.write_text(f"require_signatures: true\ntrusted_keys: [{public}]\n")
    with serving([folder], HERMES_CONFIG=str(settings)) as server:
        user = Client(server.port, "native")
        (line,) = refusals(server)
        assert {name: agent["state"] for name, agent in names(user).items()} == {"Zlib": "disabled"}
    assert "sample.toml: signatures are required, and none can cover the C library" in line


# MARK: crashes


def test_a_misdescribed_function_fails_its_own_call_only(place):
    folder, user, server = place
    fill(folder)
    until(lambda: names(user), lambda found: {"Zlib", "Mathematics"} <= set(found))
    stop = threading.Event()
    others = []

    def calculate():
        while not stop.is_set():
            others.append(call(user, "Mathematics", "cos", angle=1))

    thread = threading.Thread(target=calculate)
    thread.start()
    try:
        failure = error(give(user, "Sample", "length", address=1))
    finally:
        stop.set()
        thread.join()
    assert failure["code"] == "agent_crashed" and "SIGSEGV" in failure["message"], failure
    assert others and all(answer == {"cosine": math.cos(1)} for answer in others)
    # Back again, in a new process.
    assert call(user, "Sample", "absolute", number=-3) == {"absolute": 3}
    assert server.process.poll() is None


def test_a_call_past_its_deadline_is_ended_with_its_process(place):
    folder, user, _ = place
    put(sample(version="2").replace("deadline = 20", "deadline = 1"), folder, "sample")
    until(lambda: names(user)["Sample"], lambda agent: agent["version"] == "2")
    assert error(give(user, "Sample", "sleep", seconds=1000))["code"] == "deadline_exceeded"
    assert call(user, "Sample", "absolute", number=-3) == {"absolute": 3}


def test_the_record_names_the_function_s_library(tmp_path):
    put(sample(head=IN_PROCESS), tmp_path, "sample")
    from hermes_process import Server

    data = tmp_path / "data"
    server = Server(data, [tmp_path])
    task = Client(server.port, "native").give(
        "Sample", json.dumps({"function": "length", "arguments": {"address": 1}})
    )
    assert server.process.wait(WAIT) != 0
    server.process.stdout.close()
    put(sample(), tmp_path, "sample")
    again = Server(data, [tmp_path])
    report = re.search(r"^last run: (.*)$", again.errors, re.M)
    again.terminate()
    assert report and "SIGSEGV in Sample" in report[1] and task["task_id"] in report[1], report


# MARK: accounting


def test_processor_time_is_counted(calculating):
    data = os.urandom(700_000)
    task = give(calculating, "Zlib", "compress", data=b64(data))
    assert task["status"] == "completed"
    assert names(calculating)["Zlib"]["usage"]["cpu_ms"] > 1
