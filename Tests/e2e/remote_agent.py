"""What the tests of agents elsewhere share: the SDK's agent in a process, and manifests."""

import contextlib
import json
import pathlib
import queue
import subprocess
import sys
import threading

from agents_folder import names, until

HERE = pathlib.Path(__file__).parent
PATIENCE = 30


class Explainer:
    """The SDK's agent in a process of its own. `said` are its lines."""

    def __init__(self, port, *options):
        self.port, self.said = port, queue.Queue()
        self.process = subprocess.Popen(
            [sys.executable, HERE / "a2a_agent.py", str(port), *options],
            stdout=subprocess.PIPE, text=True)
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            self.said.put(json.loads(line))

    def next(self, key):
        while key not in (said := self.said.get(timeout=PATIENCE)):
            pass
        return said

    def end(self):
        self.process.kill()
        self.process.wait()
        self.reader.join()
        self.process.stdout.close()


@contextlib.contextmanager
def explaining(port, *options):
    agent = Explainer(port, *options)
    try:
        agent.next("listening")
        yield agent
    finally:
        agent.end()


def manifest(folder, url, name="Explainer", more=""):
    folder.mkdir(exist_ok=True)
    text = f'url = "{url}"\nrefresh = "200ms"\n{more}'
    new = folder / f".{name}.new"
    new.write_text(text)
    new.chmod(0o644)
    new.rename(folder / f"{name}.toml")
    return folder


def ready(user, name):
    return until(lambda: names(user).get(name, {}), lambda agent: agent.get("state") == "ready")
