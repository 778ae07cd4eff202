"""A task's stream to subscribers with and without compression: the same JSON, sent differently."""

import asyncio
import json

import pytest
from websockets.asyncio.client import connect
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory

from client import TERMINAL, Client
from deflate_socket import DeflateSocket
from raw_socket import CLOSE, TEXT, RawSocket

QUERY = "Write a Python function to calculate fibonacci numbers"
LARGE = 1024


@pytest.fixture(scope="module")
def user(port):
    return Client(port, "compressed")


def path(user, task, **query):
    text = "".join(f"&{key}={value}" for key, value in query.items())
    return f"/ws/tasks/{task}?token={user.token}{text}"


def events(socket):
    """The stored events up to the last one, as they came; control frames have no seq."""
    found = []
    while True:
        opcode, payload = socket.read()
        assert opcode == TEXT, (opcode, payload)
        event = json.loads(payload)
        if "seq" in event:
            found.append(payload)
        if event["type"] in TERMINAL:
            return found


def large(frames):
    return sum(len(frame) >= LARGE for frame in frames)


@pytest.fixture(scope="module")
def ended(user):
    """A task that has ended, and its events."""
    task = user.chat(QUERY, wait=60)["task_id"]
    with RawSocket(user.port, path(user, task)) as socket:
        return task, events(socket)


@pytest.mark.parametrize("bits", range(9, 16))
def test_history_is_the_same_at_each_window_size(user, ended, bits):
    task, plain = ended
    assert large(plain) > 0
    offer = f"permessage-deflate; server_max_window_bits={bits}"
    with DeflateSocket(user.port, path(user, task), offer) as socket:
        assert events(socket) == plain
        assert socket.compressed == large(plain)


def test_who_did_not_offer_gets_no_compressed_frame(user, ended):
    task, plain = ended
    with RawSocket(user.port, path(user, task)) as socket:
        assert events(socket) == plain  # RawSocket refuses every reserved bit


async def follow(user, task, bits):
    extensions = bits and [
        ClientPerMessageDeflateFactory(server_max_window_bits=bits, client_max_window_bits=True)
    ]
    url = f"ws://localhost:{user.port}/api/v1{path(user, task)}"
    async with connect(url, compression=None, extensions=extensions or None) as socket:
        agreed = socket.protocol.extensions
        assert bool(agreed) == bool(bits)
        await socket.send("ping")
        found = []
        async for text in socket:
            event = {} if text == "pong" else json.loads(text)
            if "seq" in event:
                found.append(text)
            if event.get("type") in TERMINAL:
                return found


@pytest.mark.parametrize("round", range(3))
def test_live_subscribers_of_every_kind_get_the_same_events(user, round):
    async def everybody():
        task = (await asyncio.to_thread(user.chat, QUERY))["task_id"]
        kinds = [*range(9, 16), 0] * 4
        return task, await asyncio.gather(*(follow(user, task, bits) for bits in kinds))

    task, streams = asyncio.run(everybody())
    with RawSocket(user.port, path(user, task)) as socket:
        plain = [frame.decode() for frame in events(socket)]
    assert plain and all(stream == plain for stream in streams)


def test_a_stream_that_resumes_is_compressed_from_there(user, ended):
    task, plain = ended
    for after in (1, len(plain) // 2, len(plain) - 1):
        with DeflateSocket(user.port, path(user, task, after=after)) as socket:
            assert events(socket) == plain[after:]
            assert socket.compressed == large(plain[after:])


def test_commands_may_come_compressed(user, ended):
    task, plain = ended
    with DeflateSocket(user.port, "/ws/user?token=" + user.token) as socket:
        assert json.loads(socket.read_text())["type"] == "connected"
        for _ in range(3):
            socket.send(socket.message(TEXT, b"ping"))
            assert socket.read_text() == "pong"
        socket.send(socket.message(TEXT, b'{"type":"' + bytes([0x78]) * (70 << 10) + b'"}'))
        assert socket.read_close() == 1009


def test_the_stream_still_ends_with_1000(user, ended):
    task, _ = ended
    with DeflateSocket(user.port, path(user, task)) as socket:
        events(socket)
        opcode, payload = socket.read()
        assert (opcode, payload[:2]) == (CLOSE, (1000).to_bytes(2, "big"))
