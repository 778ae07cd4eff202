"""What agents say moves no cursor, turns no text around and begins no line, in a terminal or the log."""

import json

import pytest

from agents_folder import build, put
from client import Client
from command import hermes
from hermes_process import serving

WAIT = 60
HARMFUL = ["\x1b", "\x08", "\u202e"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("agents")
    put(build(tmp_path_factory.mktemp("lanes")) / "Escapes.so", folder)
    return folder


@pytest.mark.parametrize("text", ["fail", "think"])
def test_a_message_is_one_visible_line_of_the_command(folder, tmp_path, text):
    done = hermes("run", text, "--agent", "Escapes", "--data", tmp_path / "data", "--agents", folder)
    assert done.returncode == (1 if text == "fail" else 0), done
    shown = done.stdout + done.stderr
    assert "moved " in shown, done
    assert not [mark for mark in [*HARMFUL, "\r"] if mark in shown], done


@pytest.mark.parametrize("lane", ["in-process", "process"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_line_of_the_log_is_one_line(folder, lane, form, tmp_path):
    put(folder / "Escapes.so", tmp_path)
    (tmp_path / "Escapes.toml").write_text(f'lane = "{lane}"\n')
    with serving([tmp_path], HERMES_LOG_FORMAT=form) as server:
        user = Client(server.port, "escapes")
        assert user.give("Escapes", "log", wait=WAIT)["status"] == "completed"
        lines = server.errors.split("\n")
    [said] = [line for line in lines if "forged" in line]
    if form == "json":
        said = json.loads(said)["message"]
    assert "said" in said and not [mark for mark in [*HARMFUL, "\r"] if mark in said], said
