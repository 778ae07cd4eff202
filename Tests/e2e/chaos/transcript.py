"""Whether what a client was given is the journal, without holes or repetitions."""


class Transcript:
    """The events of one client, in the order in which it got them, across all its connections."""

    def __init__(self, name):
        self.name, self.events = name, []

    def add(self, event):
        self.events.append(event)

    @property
    def gaps(self):
        return [event for event in self.events if event["type"] == "gap"]


def same(given, stored):
    """Whether an event is the one of the journal, or several of it merged into one frame."""
    count = given["data"].get("coalesced")
    if count is None:
        return given == stored
    return given["type"] == stored["type"] and given["data"]["first_seq"] == given["seq"] - count + 1


def check_task(transcript, stored, from_seq=1):
    """One pass over both: every stored event once, in order, up to the terminal one."""
    wanted = from_seq
    for event in transcript.events:
        if event["type"] == "gap":
            wanted = event["data"]["to"] + 1
        elif "seq" in event:
            first = event["data"].get("first_seq", event["seq"])
            assert first == wanted, f"{transcript.name}: {first} after {wanted - 1}"
            assert same(event, stored[event["seq"] - 1]), f"{transcript.name}: {event} is not the journal's"
            wanted = event["seq"] + 1
    assert wanted == len(stored) + 1, f"{transcript.name}: ends before {wanted} of {len(stored)}"


def check_user(transcript, stored):
    """The same over all tasks of a user: a stretch of `stored`, which is in the order of its cursors."""
    place = {event["cursor"]: index for index, event in enumerate(stored)}
    given = [event for event in transcript.events if "cursor" in event and "seq" in event]
    if not given:
        return
    wanted = place[given[0]["cursor"]] - given[0]["data"].get("coalesced", 1) + 1
    for event in given:
        index = place.get(event["cursor"])
        assert index is not None, f"{transcript.name}: {event} is not in the journal"
        first = index - event["data"].get("coalesced", 1) + 1
        assert first == wanted, f"{transcript.name}: {wanted - first} events too far at {event}"
        assert same(event, stored[index]), f"{transcript.name}: {event} is not the journal's"
        wanted = index + 1
