"""A step that fails twice at any place of its stream, and a client whose connection is cut at any byte:
what it puts together from the deltas is the artifact, and never a mixture of attempts."""

import json
import random

import pytest

import raw_http
from client import TERMINAL, Client
from raw_socket import TEXT

SEED, SEEDS = 4, 12
OF_A_STEP = ("step_started", "agent_thinking", "step_progress", "artifact_delta", "agent_event",
             "step_completed", "step_failed", "step_superseded")


class Artifacts:
    """docs/events.md, "Putting an artifact together"."""

    def __init__(self):
        self.texts, self.attempts, self.seq = {}, {}, 0

    def add(self, event):
        data = event["data"]
        assert data.get("first_seq", event["seq"]) == self.seq + 1
        self.seq = event["seq"]
        step = data.get("step_number")
        if event["type"] == "artifact_delta":
            key = step, data["agent_name"], data["artifact_id"]
            before = self.texts.get(key, "") if data["append"] else ""
            self.texts[key], self.attempts[key] = before + data["text"], data["attempt"]
        elif event["type"] == "step_superseded":
            for key in [key for key in self.texts if key[0] == step]:
                if self.attempts[key] <= data["attempt"]:
                    del self.texts[key]


@pytest.fixture(scope="module")
def user(faulty):
    return Client(faulty.port, "retries")


def frames(data):
    """The whole text frames at the beginning of what came."""
    while len(data) >= 2:
        size, head = data[1] & 127, 2
        if size == 126:
            size, head = int.from_bytes(data[2:4], "big"), 4
        elif size == 127:
            size, head = int.from_bytes(data[2:10], "big"), 10
        if len(data) < head + size:
            return
        if data[0] & 15 == TEXT:
            yield json.loads(data[head : head + size])
        data = data[head + size :]


def cut(user, task, folded, epoch, count):
    """Reads so many bytes of the rest of a stream, adds what is whole, and hangs up."""
    with user.socket(f"/tasks/{task}", after=folded.seq, epoch=epoch) as socket:
        data = socket.data
        while len(data) < count and (more := raw_http.receive(socket.connection)):
            data += more
    came = list(frames(data[:count]))
    for event in came[1:]:
        folded.add(event)
    return came


@pytest.mark.parametrize("seed", range(SEEDS))
def test_any_cut_and_resume_gives_the_artifact(user, seed):
    generator, folded, epoch, last = random.Random(SEED * 1000 + seed), Artifacts(), None, None
    task = user.give("RetryStream", f"seed={seed}")["task_id"]
    cuts = 0
    while last not in TERMINAL:
        came = cut(user, task, folded, epoch, generator.randrange(200, 6000))
        cuts += 1
        if came:
            epoch, last = came[0]["data"]["epoch"], came[-1]["type"]
        # Of one attempt only, wherever the connection was cut.
        for key, text in folded.texts.items():
            assert {word.split(".")[0] for word in text.split()} <= {str(folded.attempts[key])}
    assert cuts > 3
    made = {each["artifact_id"]: user.get(each["href"].removeprefix("/api/v1")).body.decode()
            for each in user.task(task)["artifacts"]}
    assert {key[2]: text for key, text in folded.texts.items()} == made and set(made) == {"a", "b"}


def test_every_event_of_a_step_tells_its_attempt(user):
    task = user.give("RetryStream", "seed=3", wait=60)["task_id"]
    attempt, seen = 0, set()
    for event in user.events(task):
        if event["type"] not in OF_A_STEP:
            continue
        seen.add(event["type"])
        if event["type"] == "step_started":
            attempt += 1
        assert event["data"]["attempt"] == attempt, event
    assert attempt == 3 and seen == set(OF_A_STEP)
