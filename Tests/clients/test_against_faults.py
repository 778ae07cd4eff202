"""Both clients, while a real server is killed, paused, restarted, and its tokens expire."""

import asyncio
import functools
import json
import signal
import subprocess

import pytest
from client import TERMINAL, Client
from follower import CountedProxy, following
from hermes_process import AGENTS, ROOT, Server
from transcript import check_task, check_user

WAIT = 120
STREAM = "count=300 size=200 rate=200"
# Longer than a server that is told to end waits for it (FAST).
LONG = "count=800 size=200 rate=200"
ENDLESS = "count=1000000 size=200 rate=50"


@pytest.fixture(params=["python", "javascript"])
def client(request):
    return request.param


@pytest.fixture(scope="module")
def agents():
    subprocess.run([ROOT / "Benchmarks/build"], check=True, capture_output=True)
    return [AGENTS, ROOT / "Benchmarks/bin/agents"]


class Place:
    """A server that can be replaced by another one with the same port and data."""

    def __init__(self, folder, agents):
        self.start = functools.partial(Server, folder / "data", agents)
        self.server = None

    def begin(self, **settings):
        self.server = self.start(self.server and self.server.port, settings=settings)
        return self.server

    def killed(self):
        self.server.kill()
        self.begin()

    def restarted(self):
        assert self.server.terminate() == 0
        self.begin()


@pytest.fixture
def place(tmp_path, agents):
    place = Place(tmp_path, agents)
    yield place
    place.server.process.send_signal(signal.SIGCONT)
    place.server.terminate()


def run(test):
    asyncio.run(asyncio.wait_for(test, WAIT))


def stored(user, task):
    events = []
    while page := json.loads(user.page(task, len(events)).body)["events"]:
        events += page
    return events


def seq_reached(number):
    return lambda frame: frame.get("seq", 0) >= number


@pytest.mark.parametrize("replaced", [Place.killed, Place.restarted])
def test_a_stream_goes_on_with_the_next_server(client, place, replaced):
    user = Client(place.begin().port)
    task = user.give("Firehose", LONG)["task_id"]

    async def follow():
        async with following(client, user, watch=[task]) as follower:
            await follower.read_until(seq_reached(30))
            await asyncio.to_thread(replaced, place)
            await follower.read_all()
            assert follower.connections() > 1
            check_task(follower.transcripts[0], stored(user, task))

    run(follow())


def test_a_server_that_does_not_answer_is_left(client, place):
    server = place.begin()
    user = Client(server.port)
    task = user.give("Firehose", STREAM)["task_id"]

    async def follow():
        async with CountedProxy(server.port).running() as proxy:
            async with following(client, user, proxy.port, silence=2, watch=[task]) as follower:
                await follower.read_until(seq_reached(30))
                await proxy.arrivals.get()
                server.process.send_signal(signal.SIGSTOP)
                # It comes again although nobody has closed the connection.
                await proxy.arrivals.get()
                server.process.send_signal(signal.SIGCONT)
                await follower.read_all()
                assert follower.connections() > 1
                check_task(follower.transcripts[0], stored(user, task))

    run(follow())


def test_a_quiet_stream_stays(client, place):
    """Nothing happens for many times `silence`, but the server answers."""
    server = place.begin()
    user = Client(server.port)
    task = user.give("Firehose", "count=10 size=10 rate=0 delay=4")["task_id"]

    async def follow():
        async with following(client, user, silence=1, watch=[task]) as follower:
            await follower.read_all()
            assert follower.connections() == 1
            check_task(follower.transcripts[0], stored(user, task))

    run(follow())


def is_expired(user):
    answer = user.get("/auth/me")
    return answer.status == 401 and answer.json["code"] == "expired_token"


def signed_in_again(user):
    body = {"email": user.email, "password": "test123"}
    return Client(user.port, token=user.post("/auth/login", body).json["access_token"])


def test_open_streams_outlive_their_token(client, place):
    """Three streams with one refresh token: two refreshes at a time would end the session."""
    user = Client(place.begin(HERMES_ACCESS_TOKEN_SECONDS="4").port)
    task = user.give("Firehose", ENDLESS)["task_id"]

    async def follow():
        async with following(client, user, watch=[task] * 3) as follower:
            while not is_expired(user):
                await follower.read()
            # What is sent from now on is sent with another token.
            beyond = signed_in_again(user).task(task)["last_seq"] + 1
            reached = set()
            while len(reached) < 3:
                stream, frame = await follower.read()
                if frame.get("seq", 0) >= beyond:
                    reached.add(stream)
            signed_in_again(user).post(f"/tasks/{task}/cancel", {})
            await follower.read_all()
            journal = stored(signed_in_again(user), task)
            for stream, transcript in follower.transcripts.items():
                assert transcript.connections == 1
                check_task(transcript, journal)

    run(follow())


def test_a_token_that_expired_before_is_renewed_first(client, place):
    server = place.begin(HERMES_ACCESS_TOKEN_SECONDS="1")
    user = Client(server.port)
    task = user.give("Firehose", "count=50 size=10 rate=0", wait=60)["task_id"]
    place.restarted()
    while not is_expired(user):
        continue
    assert_given(client, user, task)


def test_a_token_that_is_refused_is_renewed_once(client, place):
    user = Client(place.begin().port)
    task = user.give("Firehose", "count=50 size=10 rate=0", wait=60)["task_id"]
    assert_given(client, user, task, token="not.a.token")


def assert_given(client, user, task, **more):
    async def follow():
        async with following(client, user, watch=[task] * 3, **more) as follower:
            await follower.read_all()
            journal = stored(signed_in_again(user), task)
            for transcript in follower.transcripts.values():
                check_task(transcript, journal)
            assert len(follower.transcripts) == 3

    run(follow())


def test_each_subscribed_task_goes_on_at_its_own_position(client, place):
    user = Client(place.begin().port)
    ended = user.give("Firehose", "count=50 size=10 rate=0", wait=60)["task_id"]
    live = [user.give("Firehose", STREAM)["task_id"] for _ in range(2)]
    after = {ended: 20, live[0]: 0, live[1]: 3}

    async def follow():
        async with following(client, user, subscribe=list(after.items())) as follower:
            seen = set()
            while not seen >= set(live):
                _, frame = await follower.read()
                if frame.get("seq", 0) >= 30:
                    seen.add(frame["task_id"])
            await asyncio.to_thread(place.killed)
            left = set(live)
            while left:
                _, frame = await follower.read()
                if frame["type"] == "unsubscribed":
                    left.discard(frame["task_id"])
            assert follower.connections() > 1
            for task, first in after.items():
                given = [each for each in follower.frames[0] if each.get("task_id") == task]
                events = [each for each in given if "seq" in each]
                wanted = stored(user, task)[first:]
                # Lossless as Firehose is, nothing may have been merged.
                assert events == wanted
                ends = [each["data"] for each in given if each["type"] == "unsubscribed"]
                assert [end["reason"] for end in ends] == ["task_ended"]

    run(follow())


def test_a_task_can_be_left_and_taken_up_again_at_once(client, place):
    """What was on its way for the first subscription is not taken for the second's."""
    user = Client(place.begin().port)
    task = user.give("Firehose", "count=3000 size=20 rate=0", wait=60)["task_id"]

    async def follow():
        options = {"subscribe": [[task, 0]], "again": [40, 5]}
        async with following(client, user, **options) as follower:
            await follower.read_until(lambda frame: frame["type"] in TERMINAL)
            seqs = [frame["seq"] for frame in follower.frames[0] if "seq" in frame]
            assert seqs == [*range(1, 41), *range(6, user.task(task)["last_seq"] + 1)]

    run(follow())


def test_a_user_s_stream_that_breaks_before_its_first_event_misses_nothing(client, place):
    user = Client(place.begin().port)

    async def follow():
        async with following(client, user, all_tasks=True) as follower:
            await follower.read_until(lambda frame: frame["type"] == "connected")
            place.killed()
            task = user.give("Firehose", "count=50 size=10 rate=0", wait=60)["task_id"]
            await follower.read_until(lambda frame: frame["type"] in TERMINAL)
            journal = stored(user, task)
            check_user(follower.transcripts[0], journal)
            assert follower.transcripts[0].events[0].first == 1

    run(follow())
