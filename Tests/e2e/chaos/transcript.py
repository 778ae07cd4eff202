"""Whether what a client was given is the journal, without holes or repetitions."""

import json
from typing import NamedTuple


def digest(event):
    return hash(json.dumps(event, sort_keys=True))


class Given(NamedTuple):
    """What is kept of an event: five minutes of a hundred clients are millions."""

    kind: str
    cursor: str
    # The first and the last seq: more than one event where lossy ones were merged.
    first: int
    last: int
    digest: int


class Transcript:
    """The events of one client, in the order in which it got them, across all its connections."""

    def __init__(self, name):
        self.name, self.events, self.gaps, self.connections = name, [], 0, 0

    def add(self, event):
        data = event["data"]
        if event["type"] == "connected":
            self.connections += 1
        elif event["type"] == "gap":
            self.gaps += 1
            self.events.append(Given("gap", "", data["from"], data["to"], 0))
        elif "seq" in event:
            first = event["seq"] - data.get("coalesced", 1) + 1
            assert data.get("first_seq", first) == first, event
            self.events.append(Given(event["type"], event["cursor"], first, event["seq"], digest(event)))

    def same(self, given, stored):
        """The event of the journal, or several merged into one frame."""
        is_merged = given.last > given.first
        same = given.kind == stored["type"] if is_merged else given.digest == digest(stored)
        assert same, f"{self.name}: {given} is not {stored}"


def check_task(transcript, stored):
    """One pass over both: every stored event once, in order, up to the terminal one."""
    wanted = 1
    for given in transcript.events:
        if given.kind != "gap":
            assert given.first == wanted, f"{transcript.name}: {given} after {wanted - 1}"
            transcript.same(given, stored[given.last - 1])
        wanted = given.last + 1
    assert wanted == len(stored) + 1, f"{transcript.name}: ends before {wanted} of {len(stored)}"


def check_user(transcript, stored):
    """The same over all tasks of a user: a stretch of `stored`, which is in the order of its cursors."""
    place = {event["cursor"]: index for index, event in enumerate(stored)}
    wanted = None
    for given in transcript.events:
        assert given.cursor in place, f"{transcript.name}: {given} is not in the journal"
        index = place[given.cursor]
        first = index - (given.last - given.first)
        assert wanted in (None, first), f"{transcript.name}: {first - wanted} events too far at {given}"
        transcript.same(given, stored[index])
        wanted = index + 1
