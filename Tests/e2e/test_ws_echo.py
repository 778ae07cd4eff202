"""`hermes ws-echo`: the server's WebSocket rules on a port of their own."""

import pytest

from echo_process import LIMIT, echoing
from raw_socket import BINARY as BINARY_FRAME
from raw_socket import CLOSE, CONTINUATION, PING, PONG, TEXT, RawSocket, close, frame


@pytest.fixture(scope="module")
def echo_port():
    with echoing() as port:
        yield port


@pytest.fixture
def socket(echo_port):
    with RawSocket(echo_port, "/anything") as socket:
        assert socket.answer.status == 101
        yield socket


MESSAGES = {
    "nothing": b"",
    "a word": b"hello",
    "125 bytes": b"x" * 125,
    "126 bytes": b"x" * 126,
    "64 KiB": b"x" * 65536,
    "all that is allowed": b"x" * LIMIT,
    "emoji": "📝 ▶️ 🎉".encode(),
}


@pytest.mark.parametrize("opcode", [TEXT, BINARY_FRAME])
@pytest.mark.parametrize("data", MESSAGES.values(), ids=MESSAGES.keys())
def test_a_message_comes_back(socket, opcode, data):
    socket.send(frame(opcode, data))
    assert socket.read() == (opcode, data)


def test_binary_need_not_be_utf8(socket):
    socket.send(frame(BINARY_FRAME, bytes(range(256))))
    assert socket.read() == (BINARY_FRAME, bytes(range(256)))


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_a_message_in_fragments_comes_back_whole(socket, size):
    data = ("ä📝" * 500).encode()
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    for number, piece in enumerate(pieces):
        opcode = TEXT if number == 0 else CONTINUATION
        socket.send(frame(opcode, piece, fin=number == len(pieces) - 1))
    assert socket.read() == (TEXT, data)


def test_many_messages_come_back_in_order(socket):
    for number in range(500):
        socket.send(frame(TEXT, str(number).encode()))
    assert [socket.read() for _ in range(500)] == [(TEXT, str(n).encode()) for n in range(500)]


def test_a_ping_is_answered_also_between_fragments(socket):
    socket.send(frame(TEXT, b"a", fin=False) + frame(PING, b"now") + frame(CONTINUATION, b"b"))
    assert [socket.read(), socket.read()] == [(PONG, b"now"), (TEXT, b"ab")]


def test_an_unasked_pong_is_ignored(socket):
    socket.send(frame(PONG, b"x") + frame(TEXT, b"a"))
    assert socket.read() == (TEXT, b"a")


@pytest.mark.parametrize("code", [1000, 1001, 1003, 1011, 3000, 4999])
def test_a_close_is_answered_with_its_code(socket, code):
    socket.send(close(code, b"bye"))
    assert socket.read_close() == code


def test_a_close_without_a_code_is_answered(socket):
    socket.send(frame(CLOSE))
    assert socket.read_close() in (1000, 1005)


FAULTS = {
    "too large": (frame(TEXT, b"x" * (LIMIT + 1)), 1009),
    "too large in fragments": (
        frame(BINARY_FRAME, b"x" * LIMIT, fin=False) + frame(CONTINUATION, b"x"),
        1009,
    ),
    "bad UTF-8": (frame(TEXT, b"\xff"), 1007),
    "unmasked": (frame(TEXT, b"a", masked=False), 1002),
    "reserved bit": (frame(TEXT, b"a", rsv=2), 1002),
    "reserved opcode": (frame(5, b"a"), 1002),
    "continuation of nothing": (frame(CONTINUATION, b"a"), 1002),
    "close code 1006": (close(1006), 1002),
}


@pytest.mark.parametrize("data, code", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_closes_with_its_code(socket, data, code):
    socket.send(data)
    assert socket.read_close() == code

