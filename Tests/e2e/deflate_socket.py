"""A raw socket that has agreed on permessage-deflate; Python's zlib does the work, not ours."""

import re
import zlib

import raw_http
from raw_socket import RawSocket, frame

TAIL = b"\x00\x00\xff\xff"


class DeflateSocket(RawSocket):
    def __init__(self, port, path, offer="permessage-deflate", headers=()):
        super().__init__(port, path, {"Sec-WebSocket-Extensions": offer, **dict(headers)})
        self.agreed = self.answer.headers.get("sec-websocket-extensions", "")
        self.sent_bits = self._bits("client_max_window_bits")
        self.received_bits = self._bits("server_max_window_bits")
        self.compressed = 0  # messages that came compressed
        self._deflate = None

    def _bits(self, name):
        found = re.search(rf"{name}=(\d+)", self.agreed)
        return int(found[1]) if found else 15

    def decoded(self, first, payload):
        assert first & 0x30 == 0
        if not first & 0x40:
            return payload
        assert "permessage-deflate" in self.agreed
        self.compressed += 1
        # A new one for each message: the server said that it keeps no context.
        return zlib.decompressobj(-self.received_bits).decompress(payload + TAIL)

    def packed(self, data, *, keeps_context=True):
        """A message's payload; it refers to the ones before it unless told otherwise."""
        if self._deflate is None or not keeps_context:
            self._deflate = zlib.compressobj(9, zlib.DEFLATED, -max(9, self.sent_bits))
        data = self._deflate.compress(data) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
        return data.removesuffix(TAIL)

    def message(self, opcode, data, **options):
        return frame(opcode, self.packed(data, **options), rsv=4)


def negotiate(port, offer):
    """What the server answers to one or several headers of extensions; None if it agrees on nothing."""
    lines = [offer] if isinstance(offer, str) else offer
    head = [
        "GET /api/v1/ws/user HTTP/1.1",
        f"Host: localhost:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
        *(f"Sec-WebSocket-Extensions: {line}" for line in lines),
    ]
    answer = raw_http.exchange(port, ("\r\n".join(head) + "\r\n\r\n").encode())
    return answer.status, answer.headers.get("sec-websocket-extensions")
