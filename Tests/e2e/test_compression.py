"""permessage-deflate (RFC 7692) on the server's own WebSocket code, against Python's zlib."""

import random
import zlib

import pytest

from deflate_socket import DeflateSocket, negotiate
from echo_process import LIMIT, echoing
from raw_socket import BINARY, CONTINUATION, PING, PONG, TEXT, frame

SIZES = range(9, 16)
DEFLATE = "permessage-deflate"
ALWAYS = f"{DEFLATE}; server_no_context_takeover"


@pytest.fixture(scope="module")
def echo_port():
    with echoing() as port:
        yield port


@pytest.fixture
def socket(echo_port):
    with DeflateSocket(echo_port, "/") as socket:
        yield socket


AGREED = {
    "plain": (DEFLATE, ALWAYS),
    "other case": ("Permessage-Deflate", ALWAYS),
    "context": (f"{DEFLATE}; server_no_context_takeover", ALWAYS),
    "client context": (
        f"{DEFLATE}; client_no_context_takeover",
        f"{ALWAYS}; client_no_context_takeover",
    ),
    "client window open": (f"{DEFLATE};client_max_window_bits", f"{ALWAYS}; client_max_window_bits=12"),
    "client window 15": (f"{DEFLATE}; client_max_window_bits=15", f"{ALWAYS}; client_max_window_bits=12"),
    "client window 8": (f"{DEFLATE}; client_max_window_bits=8", f"{ALWAYS}; client_max_window_bits=8"),
    "quoted": (f'{DEFLATE}; server_max_window_bits="10"', f"{ALWAYS}; server_max_window_bits=10"),
    "second offer": (
        f"{DEFLATE}; server_max_window_bits=8, {DEFLATE}; server_max_window_bits=9",
        f"{ALWAYS}; server_max_window_bits=9",
    ),
    "behind another": (f"x-webkit-deflate-frame, {DEFLATE}", ALWAYS),
    "in a second header": (("x-other; a=b", DEFLATE), ALWAYS),
    "empty elements": (f", ,{DEFLATE},", ALWAYS),
}
AGREED |= {
    f"server window {bits}": (
        f"{DEFLATE}; server_max_window_bits={bits}",
        f"{ALWAYS}; server_max_window_bits={bits}",
    )
    for bits in SIZES
}


@pytest.mark.parametrize("offer, answer", AGREED.values(), ids=AGREED.keys())
def test_an_offer_is_taken(echo_port, offer, answer):
    assert negotiate(echo_port, offer) == (101, answer)


DECLINED = {
    "another extension": "x-webkit-deflate-frame",
    "unknown parameter": f"{DEFLATE}; level=9",
    "a window that zlib can't write for": f"{DEFLATE}; server_max_window_bits=8",
    "no window": f"{DEFLATE}; server_max_window_bits",
    "too small": f"{DEFLATE}; client_max_window_bits=7",
    "too large": f"{DEFLATE}; server_max_window_bits=16",
    "leading zero": f"{DEFLATE}; client_max_window_bits=09",
    "no number": f"{DEFLATE}; server_max_window_bits=ten",
    "a value where none is": f"{DEFLATE}; server_no_context_takeover=1",
    "twice": f"{DEFLATE}; client_max_window_bits; client_max_window_bits=10",
    "twice the same": f"{DEFLATE}; server_no_context_takeover; server_no_context_takeover",
    "parameters in capitals": f"{DEFLATE}; SERVER_NO_CONTEXT_TAKEOVER",
}


@pytest.mark.parametrize("offer", DECLINED.values(), ids=DECLINED.keys())
def test_an_offer_is_declined_and_the_socket_opens_without_it(echo_port, offer):
    assert negotiate(echo_port, offer) == (101, None)


@pytest.mark.parametrize("header", [f"{DEFLATE};", f"{DEFLATE}; a=", f"{DEFLATE} b", '"a"', f'{DEFLATE}; a="b'])
def test_a_header_that_can_not_be_read_fails_the_handshake(echo_port, header):
    assert negotiate(echo_port, header)[0] in range(400, 500)


def text(size, seed=7):
    """Repetitive, with repetitions at every distance, so that windows matter."""
    words = random.Random(seed).choices([f"word{n}-é" for n in range(900)], k=size // 6)
    return " ".join(words)[:size].encode()


@pytest.mark.parametrize("bits", SIZES)
def test_messages_come_back_at_each_window_size(echo_port, bits):
    offer = f"{DEFLATE}; server_max_window_bits={bits}; client_max_window_bits={bits}"
    with DeflateSocket(echo_port, "/", offer) as socket:
        for size in (0, 1, 500, 5000, 70_000, 200_000):
            data = text(size).decode(errors="ignore").encode()
            socket.send(socket.message(TEXT, data))
            assert socket.read() == (TEXT, data)
        assert socket.compressed == 3, "from about 1 KB"


def test_messages_that_do_not_compress_come_back(socket):
    for size in (1024, LIMIT):
        data = random.Random(size).randbytes(size)
        socket.send(socket.message(BINARY, data))
        assert socket.read() == (BINARY, data)
    assert socket.compressed == 0


def test_a_message_refers_to_the_ones_before(socket):
    data = random.Random(1).randbytes(8000)
    first, second = socket.packed(data), socket.packed(data)
    assert len(second) < len(first) / 10
    socket.send(frame(BINARY, first, rsv=4) + frame(BINARY, second, rsv=4))
    assert [socket.read(), socket.read()] == [(BINARY, data)] * 2


def test_without_context_a_message_stands_alone(echo_port):
    with DeflateSocket(echo_port, "/", f"{DEFLATE}; client_no_context_takeover") as socket:
        data = text(3000)
        for _ in range(3):
            socket.send(socket.message(BINARY, data, keeps_context=False))
            assert socket.read() == (BINARY, data)
        first = socket.packed(data, keeps_context=False)
        second = socket.packed(data)
        socket.send(frame(BINARY, first, rsv=4) + frame(BINARY, second, rsv=4))
        assert socket.read() == (BINARY, data)
        assert socket.read_close() == 1007, "the window is gone"


def test_plain_messages_between_compressed_ones(socket):
    data = text(2000)
    for number in range(6):
        socket.send(frame(BINARY, data) if number % 2 else socket.message(BINARY, data))
        assert socket.read() == (BINARY, data)


@pytest.mark.parametrize("size", [1, 7, 500])
def test_a_compressed_message_in_fragments_with_pings_between(socket, size):
    data = text(4000)
    packed = socket.packed(data)
    pieces = [packed[at : at + size] for at in range(0, len(packed), size)]
    for number, piece in enumerate(pieces):
        last = number == len(pieces) - 1
        head = {"rsv": 4} if number == 0 else {}
        socket.send(frame(CONTINUATION if number else BINARY, piece, fin=last, **head))
        if not last and number % 50 == 0:
            socket.send(frame(PING, b"still there"))
            assert socket.read() == (PONG, b"still there")
    assert socket.read() == (BINARY, data)


def test_a_last_block_in_the_middle_of_a_connection(socket):
    """RFC 7692, section 7.2.3.4: a block with BFINAL set, and a byte of padding."""
    for _ in range(3):
        socket.send(frame(TEXT, bytes.fromhex("f348cdc9c9070000"), rsv=4))
        assert socket.read() == (TEXT, b"Hello")
    # The window outlives it (section 7.2.3.2).
    socket.send(frame(TEXT, bytes.fromhex("f200110000"), rsv=4))
    assert socket.read() == (TEXT, b"Hello")


def bomb(size):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = b"".join(packer.compress(bytes(1 << 20)) for _ in range(size >> 20))
    return (data + packer.flush(zlib.Z_SYNC_FLUSH)).removesuffix(b"\x00\x00\xff\xff")


FAULTS = {
    "a bomb": (frame(BINARY, bomb(64 << 20), rsv=4), 1009),
    "a bomb in fragments": (
        frame(BINARY, bomb(8 << 20)[:50], rsv=4, fin=False) + frame(CONTINUATION, bomb(8 << 20)[50:]),
        1009,
    ),
    "one byte too much": (
        frame(BINARY, zlib.compress(bytes(LIMIT + 1), wbits=-15)[:-1] + b"\x00\x00", rsv=4),
        1009,
    ),
    "no deflate": (frame(BINARY, b"\xff" * 20, rsv=4), 1007),
    "an end inside a block": (frame(BINARY, zlib.compress(text(500), wbits=-15)[:40], rsv=4), 1007),
    "nothing": (frame(BINARY, b"", rsv=4), 1007),
    "bad UTF-8": (frame(TEXT, zlib.compress(b"\xff\xfe", wbits=-15) + b"\x00", rsv=4), 1007),
    "reserved bit on a continuation": (
        frame(TEXT, b"", fin=False) + frame(CONTINUATION, b"", rsv=4),
        1002,
    ),
    "reserved bit on a ping": (frame(PING, b"", rsv=4), 1002),
    "second reserved bit": (frame(TEXT, b"a", rsv=2), 1002),
    "both reserved bits": (frame(TEXT, b"a", rsv=6), 1002),
}


@pytest.mark.parametrize("data, code", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_closes_with_its_code(socket, data, code):
    socket.send(data)
    assert socket.read_close() == code
