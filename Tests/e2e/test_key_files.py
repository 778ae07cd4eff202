"""The key of an agent or model elsewhere is read from a file that nobody else can change, or not at all."""

import os

import pytest

import control_socket
import remote_server
from agents_folder import build, names, until
from client import Client
from hermes_process import serving
from model_server import scripted
from refused_rights import STRANGER, group_writes, list_writes
from remote_agent import manifest, ready
from remote_server import KEY
from test_models import folder_of, told

WAIT = 60
SECRET = "mk-secret-51ab03"


def everybody_writes(file):
    file.chmod(0o666)


def folder_open(file):
    file.parent.chmod(0o777)


def strangers(file):
    os.chown(file, STRANGER, -1)


BENT = {
    "everybody writes": (everybody_writes, "others can't write"),
    "its folder is open": (folder_open, "can be written by other users"),
    "an access control list": (list_writes, "can be written by uid 47110 (access control list)"),
    "another's": (strangers, "belongs to uid 47110"),
    "a group writes": (group_writes, "can be written by the group"),
}
OWN = {"another's", "a group writes"}
CASES = [
    pytest.param(
        *BENT[name], id=name,
        marks=pytest.mark.skipif(name in OWN and os.geteuid() != 0, reason="only root gives files away"),
    )
    for name in BENT
]  # fmt: skip


def key_file(folder, key):
    """A new file in a folder of its own."""
    folder.mkdir()
    file = folder / "a.key"
    file.write_text(f"{key}\n")
    file.chmod(0o600)
    return file


def said(server, agent):
    """What the operator sees."""
    return control_socket.request(server.data, "GET", f"/api/v1/agents/{agent}").get("reason") or ""


@pytest.mark.parametrize("bend, fault", CASES)
def test_an_agent_elsewhere_gets_no_key_that_others_can_change(tmp_path, bend, fault):
    bent, good = key_file(tmp_path / "bent", KEY), key_file(tmp_path / "good", KEY)
    bend(bent)
    with remote_server.scripted() as remote:
        folder = manifest(tmp_path / "agents", remote.url, "Keyed", f'key_file = "{bent}"\n')
        with serving([folder]) as server:
            user = Client(server.port, "keys")
            assert names(user)["Keyed"]["state"] == "unavailable"
            reason = said(server, "Keyed")
            assert str(bent) in reason and fault in reason and KEY not in reason, reason
            assert not remote.cards and not remote.seen
            manifest(folder, remote.url, "Keyed", f'key_file = "{good}"\n')
            ready(user, "Keyed")
            assert user.give("Keyed", "message now", wait=WAIT)["status"] == "completed"
            assert remote.seen[-1][2]["Authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("bend, fault", CASES)
def test_a_model_elsewhere_gets_no_key_that_others_can_change(tmp_path, tmp_path_factory, bend, fault):
    file = key_file(tmp_path / "bent", SECRET)
    libraries = build(tmp_path_factory.mktemp("lanes"))
    with scripted() as model:
        place = f'[agents.Model.model]\nurl = "{model.url}"\nkey_file = "{file}"\n'
        folder = folder_of(libraries, tmp_path / "agents", more=place)
        with serving([folder]) as server:
            user = Client(server.port, "keys")
            told(user, "wait hello")
            assert model.seen[-1][2] == f"Bearer {SECRET}"
            asked = len(model.seen)
            # It is read for each request, and so it is looked at for each.
            bend(file)
            error = until(lambda: told(user, "wait hello")[2], bool)
            assert error["code"] == "model_not_configured", error
            assert str(file) in error["message"] and fault in error["message"], error
            assert SECRET not in error["message"] and len(model.seen) == asked
