"""Debian in a folder: commands in it, and a whole system with systemd, in containers of systemd-nspawn."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess

# Of the host's systemd nothing is used: there may be none.
NSPAWN = ["systemd-nspawn", "--quiet", "--register=no", "--keep-unit", f"--machine=hermes-test-{os.getpid()}"]
BOOT_SECONDS = 120
COMMAND_SECONDS = 300


class Root:
    """The file system of a Debian in a folder."""

    def __init__(self, folder):
        self.folder = folder

    def make(self, suite):
        """Fills the folder with the smallest Debian that has apt."""
        new = self.folder.with_suffix(".new")
        subprocess.run(
            ["mmdebstrap", "--quiet", "--variant=minbase", "--format=directory", "--include=ca-certificates", suite, new],
            check=True)
        new.rename(self.folder)

    def copy(self, folder):
        """The same file system once more, elsewhere."""
        subprocess.run(["cp", "-a", self.folder, folder], check=True)
        return Root(folder)

    def path(self, inside):
        return self.folder / inside.lstrip("/")

    def put(self, file, inside):
        shutil.copy(file, self.path(inside))
        return inside

    def run(self, *command, user="root", check=True):
        """Runs a command inside to its end."""
        return finished([*NSPAWN, "--pipe", "--as-pid2", "-D", self.folder, *as_user(user), *command], check=check)

    def sh(self, script, **options):
        return self.run("sh", "-c", script, **options)


class Machine:
    """The same, booted: systemd is process 1 in it."""

    def __init__(self, root, *, leader):
        self.root, self.leader = root, leader

    def run(self, *command, user="root", check=True):
        return finished(["nsenter", "-t", str(self.leader), "-a", *as_user(user), *command], check=check)

    def sh(self, script, **options):
        return self.run("sh", "-c", script, **options)

    def start(self, *command, user="root"):
        """Runs a command inside while the test goes on."""
        return subprocess.Popen(
            ["nsenter", "-t", str(self.leader), "-a", *as_user(user), *command],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def property(self, name):
        return self.run("systemctl", "show", "--value", "-p", name, "hermes.service").stdout.strip()


def as_user(user):
    # Signals and terminals are not its business, so not su.
    return [] if user == "root" else ["runuser", "-u", user, "--"]


def finished(command, *, check):
    done = subprocess.run(
        [str(part) for part in command], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=COMMAND_SECONDS,
        env={**os.environ, "LC_ALL": "C.UTF-8"})
    assert not check or done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    done.printed = done.stdout + done.stderr
    return done


@contextlib.contextmanager
def booted(root, *, notices):
    """Boots the file system and yields it when systemd says that it is up. `notices`: a path for a socket."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as receiver:
        receiver.bind(str(notices))
        receiver.settimeout(BOOT_SECONDS)
        process = subprocess.Popen(
            # With a loopback device of its own: ports are free, whatever runs on the host.
            [*NSPAWN, "--boot", "--private-network", "--notify-ready=yes", "--console=pipe", "-D", root.folder],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            # Control groups of the second generation, as on machines of today, whatever the host has.
            env={**os.environ, "NOTIFY_SOCKET": str(notices), "SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1"})
        leader = None
        try:
            text = ""
            while "READY=1" not in text:
                text += receiver.recv(4096).decode() + "\n"
                if found := re.search(r"X_NSPAWN_LEADER_PID=(\d+)", text):
                    leader = int(found[1])
            # systemd goes on sending notices, and would wait for a socket whose queue is full.
            receiver.close()
            yield Machine(root, leader=leader)
        finally:
            # With process 1 the kernel ends all others in it. A signal to systemd-nspawn may leave them, and
            # they would share the control groups of the next machine.
            if leader:
                os.kill(leader, signal.SIGKILL)
            process.kill()
            process.wait()
