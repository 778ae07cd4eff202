"""The service of the package on a booted system: systemd, the hardened unit, tasks, restarts."""

import pathlib
import re
import subprocess

import pytest

from agents_folder import until
from demo import REQUEST, assert_whole
from machine import booted
from repacked import repacked

pytestmark = pytest.mark.parametrize("suite", ["bookworm", "trixie"], scope="module")
FIXTURES = pathlib.Path(__file__).resolve().parents[1] / "Fixtures"
# Fails unless the answer is 200.
READY = "python3 -c 'import urllib.request as u; u.urlopen(\"http://127.0.0.1:8000/ready\")'"
DATA = ["--data", "/var/lib/hermes"]
EXPOSURE = 2.5
INSTALL = "DEBIAN_FRONTEND=noninteractive apt-get install -y -qq"
# What ends the server in the middle of a task, and starts it again.
RESTARTS = {"restart": "systemctl restart hermes.service", "upgrade": f"{INSTALL} /root/newer.deb"}


@pytest.fixture(scope="module")
def machine(empty, deb, suite, tmp_path_factory):
    """A booted system on which the package is installed; the tests of this file use it one after the other."""
    folder = tmp_path_factory.mktemp("booted")
    root = empty(suite).copy(folder / suite)
    root.run("apt-get", "update", "-qq")
    root.sh(f"{INSTALL} --no-install-recommends systemd-sysv dbus")
    root.put(deb, "/root/hermes.deb")
    root.put(repacked(deb, version="99.0", folder=folder), "/root/newer.deb")
    # It has no network when it is booted.
    root.sh("apt-get install -y -qq --download-only /root/hermes.deb")
    with booted(root, notices=folder / "notices") as machine:
        machine.sh(f"{INSTALL} /root/hermes.deb")
        yield machine


def test_the_installation_starts_the_service(machine):
    assert machine.property("ActiveState") == "active" and machine.property("Type") == "notify"
    assert machine.property("User") == "hermes" and machine.property("UnitFileState") == "enabled"
    # Started means ready: nothing waits here.
    machine.sh(READY)


def test_the_hardened_unit_runs_a_whole_task(machine):
    assert_whole(machine.run("hermes", "run", REQUEST, *DATA, user="hermes").printed)


def test_little_is_exposed(machine, suite):
    shown = machine.run("systemd-analyze", "security", "--no-pager", "hermes.service").stdout
    exposure = float(re.search(r"Overall exposure level for hermes.service: ([\d.]+)", shown)[1])
    print(f"\n{suite}: exposure {exposure}")
    assert exposure <= EXPOSURE


@pytest.mark.parametrize("kind", RESTARTS)
def test_a_task_survives_a_restart_in_the_middle(machine, kind, tmp_path):
    subprocess.run([FIXTURES / "build", tmp_path, "durable"], check=True)
    gate = f"/var/lib/hermes/{kind}"
    machine.root.put(tmp_path / "Asker.so", "/etc/hermes/agents.d/.Asker.new")
    machine.sh("chmod 644 /etc/hermes/agents.d/.Asker.new && mv /etc/hermes/agents.d/.Asker.new /etc/hermes/agents.d/Asker.so")
    machine.run("hermes", "agent", "reload", *DATA, user="hermes")
    watching = machine.start("hermes", "run", f"asker-work gate={gate}", *DATA, user="hermes")
    seen = read_until(watching, "step_started")
    before = machine.property("MainPID")
    machine.sh(RESTARTS[kind])
    assert machine.property("MainPID") != before and machine.property("ActiveState") == "active"
    machine.run("touch", gate)
    seen += watching.communicate(timeout=120)[0]
    assert watching.returncode == 0, seen
    tasks = machine.run("hermes", "tasks", *DATA, user="hermes").stdout
    assert all("completed" in line for line in tasks.splitlines() if "asker-work" in line), tasks


def read_until(process, text):
    seen = ""
    while text not in seen:
        line = process.stdout.readline()
        assert line, seen
        seen += line
    return seen


def test_a_crash_is_followed_by_a_start(machine):
    before = machine.property("MainPID")
    machine.run("kill", "-KILL", before)
    until(lambda: machine.property("NRestarts"), lambda count: count == "1")
    until(lambda: machine.property("ActiveState"), lambda state: state == "active")
    assert machine.property("MainPID") != before
    machine.sh(READY)


def test_a_manifest_of_the_operator_takes_the_place_of_the_packages(machine):
    machine.sh("printf 'path = \"/usr/lib/hermes/agents.d/Guide.so\"\\n\\n[agents.Guide]\\nenabled = false\\n'"
               " >/etc/hermes/agents.d/Guide.toml")
    machine.run("hermes", "agent", "reload", *DATA, user="hermes")
    shown = machine.run("hermes", "agent", "show", "Guide", *DATA, user="hermes").stdout
    assert "/etc/hermes/agents.d/Guide.toml" in shown
    listed = machine.run("hermes", "agents", *DATA, user="hermes").stdout
    assert "loaded already" not in listed


def test_a_purge_of_a_running_service_leaves_nothing(machine):
    machine.run("apt-get", "purge", "-y", "-qq", "hermes-server")
    assert machine.run("systemctl", "is-active", "hermes.service", check=False).stdout.strip() != "active"
    assert not machine.root.path("/var/lib/hermes").exists()
    assert machine.run("getent", "passwd", "hermes", check=False).returncode != 0
