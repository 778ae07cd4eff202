"""The image under podman: a whole task as its user, with the engine's defaults and with everything taken away."""

import json
import pathlib
import subprocess
import tarfile

import pytest

from demo import REQUEST, assert_whole
from hermes_process import free_port

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROFILE = ROOT / "packaging/hermes-seccomp.json"
# What works wherever these tests run: no overlay, no networks, no limits above the machine's own.
ENGINE = ["podman", "--storage-driver", "vfs", "--cgroup-manager", "cgroupfs", "--runtime", "runc"]
RUN = ["run", "--rm", "--network", "host", "--ulimit", "nofile=1024:4096", "--ulimit", "nproc=4096:8192"]
SECONDS = 300


@pytest.fixture(scope="module")
def podman(image, tmp_path_factory):
    """Runs podman with a storage of its own, in which the image is."""
    folder = tmp_path_factory.mktemp("podman")
    place = ["--root", folder / "storage", "--runroot", folder / "run", "--tmpdir", folder / "tmp"]

    def command(*arguments):
        return [str(part) for part in (*ENGINE, *place, *arguments)]

    def podman(*arguments, check=True):
        done = subprocess.run(
            command(*arguments), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=SECONDS)
        assert not check or done.returncode == 0, f"{arguments} ended with {done.returncode}:\n{done.stdout}"
        return done.stdout

    podman.command = command
    loaded = podman("load", "-i", image)
    podman.name = loaded.strip().splitlines()[-1].split(": ", 1)[1]
    yield podman
    podman("rm", "--all", "--force", "--volumes")
    podman("rmi", "--all", "--force")


OPTIONS = {
    "defaults": [],
    "read-only": ["--read-only"],
    "no capabilities": ["--cap-drop", "ALL"],
    "everything taken away": ["--read-only", "--cap-drop", "ALL", "--security-opt", "no-new-privileges"],
    "own seccomp profile": ["--read-only", "--cap-drop", "ALL", "--security-opt", f"seccomp={PROFILE}"],
}


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS.keys())
def test_a_whole_task(podman, options):
    assert_whole(podman(*RUN, *options, podman.name, "run", REQUEST))


LIMITS = """
import ctypes
print(open("/proc/self/status").read())
print("trace:", ctypes.CDLL(None).ptrace(0, 0, 0, 0))
"""


def test_what_is_taken_away_is_gone(podman):
    """Otherwise the tasks above would show nothing."""
    def status(options):
        printed = podman(*RUN, *options, "--entrypoint", "python3", podman.name, "-c", LIMITS)
        return dict(line.split(":", 1) for line in printed.splitlines() if ":" in line)

    without, profile = status(OPTIONS["everything taken away"]), status(OPTIONS["own seccomp profile"])
    for shown in (without, profile):
        assert int(shown["CapBnd"], 16) == 0 and shown["Seccomp"].strip() == "2"
    assert without["NoNewPrivs"].strip() == "1"
    # podman's own profile lets a process be traced, ours doesn't.
    assert without["trace"].strip() == "0" and profile["trace"].strip() == "-1"
    assert "Read-only file system" in podman(
        *RUN, "--read-only", "--user", "root", "--entrypoint", "sh", podman.name, "-c", "touch /usr/probe", check=False)


def test_it_is_not_root_and_owns_its_data(podman):
    printed = podman(*RUN, "--entrypoint", "sh", podman.name, "-c", "id -un; stat -c %U:%a . agents.d; touch probe")
    assert printed.split() == ["hermes", "hermes:700", "hermes:700"]


def test_what_the_image_says_of_itself(image):
    with tarfile.open(image) as archive:
        read = lambda name: json.load(archive.extractfile(name))  # noqa: E731
        blob = lambda part: read(f"blobs/sha256/{part['digest'].removeprefix('sha256:')}")  # noqa: E731
        config = blob(blob(read("index.json")["manifests"][0])["config"])["config"]
    assert config["User"] == "hermes" and config["StopSignal"] == "SIGTERM"
    assert config["Volumes"] == {"/var/lib/hermes": {}} and config["ExposedPorts"] == {"8000/tcp": {}}
    assert "HERMES_HOST=0.0.0.0" in config["Env"] and config["Healthcheck"]["Test"] == ["CMD", "hermes", "health"]


def test_it_serves_and_stops_in_order(podman):
    name = "hermes-served"
    server = subprocess.Popen(
        podman.command(*RUN, "--name", name, "--env", f"HERMES_PORT={free_port()}", podman.name),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert any("is ready" in line for line in server.stdout)
    podman("exec", name, "hermes", "health")
    podman("stop", "--time", "30", name)
    printed = server.stdout.read()
    # Of its own accord: not ended by a signal.
    assert server.wait(SECONDS) == 0, printed


def test_the_sandbox_profile_names_the_calls_of_the_unit():
    allowed = json.loads(PROFILE.read_text())["syscalls"][0]["names"]
    unit = (ROOT / "packaging/hermes.service").read_text()
    groups = next(line for line in unit.splitlines() if line.startswith("SystemCallFilter=")).split("=")[1].split()
    assert set(allowed) == set().union(*(calls(group) for group in groups))


def calls(group):
    printed = subprocess.run(
        ["systemd-analyze", "syscall-filter", group], capture_output=True, text=True, check=True).stdout
    names = [line.strip() for line in printed.splitlines()[1:] if line.strip() and not line.strip().startswith("#")]
    return set().union(*(calls(name) if name.startswith("@") else {name} for name in names))
