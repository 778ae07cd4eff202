"""One run of agent_host: calls in, events and results out."""

import json
import os
import subprocess
from dataclasses import dataclass, field


@dataclass
class Call:
    """What an agent did in one call."""

    events: list = field(default_factory=list)
    status: int = None
    result: dict = None

    @property
    def kinds(self):
        return [kind for kind, _ in self.events]

    @property
    def code(self):
        return (self.result or {}).get("code")

    @property
    def message(self):
        return (self.result or {}).get("message", "")

    def artifact(self, media_type):
        """The text of the first artifact part of this type."""
        for artifact in self.result["artifacts"]:
            for part in artifact["parts"]:
                if part["mediaType"] == media_type:
                    return part["text"]
        raise AssertionError(f"no {media_type} in {self.result}")


class AgentRun:
    """Runs a library in the test host. After a run, `end`, `card` and `log` hold the rest."""

    def __init__(self, host, library):
        self.host, self.library = host, library
        self.end = self.card = self.log = None

    def __call__(self, *requests, config=None, environment=None, options=(), timeout=600, **popen):
        command = [str(self.host), str(self.library), *options]
        if config is not None:
            command += ["--config", json.dumps(config)]
        lines = "".join(json.dumps(request) + "\n" for request in requests)
        done = subprocess.run(
            command, input=lines, text=True, capture_output=True, timeout=timeout,
            env={**os.environ, **(environment or {})}, **popen,
        )
        self.log = done.stderr
        assert done.returncode == 0, f"the host ended with {done.returncode}: {done.stderr}"
        calls = [Call() for _ in requests]
        for line in map(json.loads, done.stdout.splitlines()):
            if "end" in line:
                self.end = line
            elif "card" in line:
                self.card = line["json"]
            elif "kind" in line:
                calls[line["call"] - 1].events.append((line["kind"], line["json"]))
            else:
                call = calls[line["call"] - 1]
                assert call.status is None, "finished twice"
                call.status, call.result = line["status"], line["json"]
        assert self.end == {"end": True, "misuse": 0, "busy": self.end["busy"]}
        return calls


def ask(text):
    """A request of plain text."""
    return {"message": {"role": "ROLE_USER", "parts": [{"text": text}]}, "task_id": "t"}


def review(source, filename="module.py"):
    """A request with Python from an earlier step."""
    part = {"text": source, "mediaType": "text/x-python", "filename": filename}
    return {**ask("Review it"), "artifacts": [{"artifactId": "module", "parts": [part]}]}
