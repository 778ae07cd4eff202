"""scripts/local-model: the model itself only with HERMES_TEST_MODEL=1, as it loads 120 MiB from PyPI."""

import os
import re
import signal
import subprocess

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
