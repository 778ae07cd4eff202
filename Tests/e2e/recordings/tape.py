"""Exchanges with a server as text, without what differs from run to run."""

import gzip
import json
import re

# What is given anew in each run, in the order in which it is looked for. The same value gets the same number.
CHANGING = [
    ("token", re.compile(r"ey[\w-]+\.[\w-]+\.[\w-]+")),
    ("email", re.compile(r"[\w-]+@hermes\.ai")),
    ("epoch", re.compile(r'(?<="epoch":")[\w-]+|(?<="request_id":")[\w-]+')),
    ("id", re.compile(r"\b[0-9a-f]{32}\b|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")),
    ("cursor", re.compile(r'(?<="cursor":")[\w-]+|(?<="last_cursor":")[\w-]+')),
    ("hash", re.compile(r"\b[0-9a-f]{64}\b")),
]
# What may be the same twice, or not.
DURATION = [
    (re.compile(r"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z"), "<time>"),
    (re.compile(r"\btask [0-9a-f]{8}\b"), "task <id>"),
    (re.compile(r"\b\d+(\.\d+)?s\b"), "<seconds>"),
    (re.compile(r'("(?:duration_seconds|duration|elapsed_ms|milliseconds|retry_after|queued_ms|cpu_ms)":)[\d.]+'), r"\1<number>"),
]
# Objects of agents that keep no order.
UNORDERED = re.compile(r'(?<="payload":)\{[^{}]*\}|(?<="metadata":)\{[^{}]*\}')
# Headers that clients act upon.
HEADERS = ["content-type", "content-disposition", "etag", "location", "retry-after", "www-authenticate",
           "allow", "link", "idempotent-replayed", "cache-control", "x-accel-buffering"]


class Tape:
    """The exchanges of one scenario: ids that occur in several of them keep their numbers."""

    def __init__(self, scenario):
        self.scenario, self.exchanges, self.seen = scenario, [], {}

    def number(self, kind, value):
        known = self.seen.setdefault(kind, {})
        return f"<{kind} {known.setdefault(value, len(known) + 1)}>"

    def plain(self, text):
        for kind, pattern in CHANGING:
            text = pattern.sub(lambda match, kind=kind: self.number(kind, match[0]), text)
        for pattern, instead in DURATION:
            text = pattern.sub(instead, text)
        return UNORDERED.sub(lambda match: in_order(match[0]), text)

    def put(self, name, *said):
        """`said`: bytes or text, a line each."""
        lines = [each.decode("utf-8", "backslashreplace") if isinstance(each, bytes) else each for each in said]
        self.exchanges.append({"name": self.plain(f"{self.scenario}: {name}"), "said": self.plain("\n".join(lines))})

    def answer(self, name, answer):
        """An answer over HTTP."""
        heads = [f"{key}: {answer.headers[key]}" for key in HEADERS if key in answer.headers]
        self.put(name, str(answer.status), *heads, answer.body)

    def frames(self, name, opened, frames, code):
        """A socket: the handshake's status, all frames, and the code that it was closed with."""
        self.put(name, str(opened), *frames, f"closed {code}")


def in_order(text):
    try:
        return json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False)
    except ValueError:
        return text


def read(path):
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).decode().splitlines()]


def write(path, exchanges):
    text = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in exchanges)
    path.write_bytes(gzip.compress(text.encode(), mtime=0))
