"""WebSocket without a library: any bytes as frames, and what comes back."""

import json
import struct

import raw_http

TEXT, BINARY, CLOSE, PING, PONG, CONTINUATION = 1, 2, 8, 9, 10, 0
MASK = b"\x01\x02\x03\x04"


def frame(opcode, payload=b"", *, fin=True, rsv=0, masked=True, length=None):
    """`length`: what the frame says of itself, if that isn't the truth."""
    size = len(payload) if length is None else length
    first = (0x80 if fin else 0) | rsv << 4 | opcode
    bit = 0x80 if masked else 0
    if size < 126:
        head = struct.pack("!BB", first, bit | size)
    elif size < 1 << 16:
        head = struct.pack("!BBH", first, bit | 126, size)
    else:
        head = struct.pack("!BBQ", first, bit | 127, size)
    if not masked:
        return head + payload
    return head + MASK + bytes(byte ^ MASK[i % 4] for i, byte in enumerate(payload))


def close(code, reason=b""):
    return frame(CLOSE, struct.pack("!H", code) + reason)


class RawSocket:
    def __init__(self, port, path, headers=(), buffer=None):
        self.connection = raw_http.connect(port, buffer)
        lines = [
            f"GET /api/v1{path} HTTP/1.1",
            f"Host: localhost:{port}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13",
            *(f"{name}: {value}" for name, value in dict(headers).items()),
        ]
        self.connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self.answer = raw_http.read_answer(self.connection)
        self.data = self.answer.rest

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.connection.close()

    def send(self, data):
        return raw_http.send(self.connection, data)

    def text(self, text):
        return self.send(frame(TEXT, text.encode()))

    def _take(self, count):
        while len(self.data) < count:
            more = raw_http.receive(self.connection)
            if not more:
                return None
            self.data += more
        taken, self.data = self.data[:count], self.data[count:]
        return taken

    def read(self):
        """(opcode, payload) of the next frame that is no ping; None at the end of the connection."""
        while True:
            head = self._take(2)
            if head is None:
                return None
            assert head[1] & 0x80 == 0, "a server's frames are not masked"
            size = head[1] & 127
            if size == 126:
                size = struct.unpack("!H", self._take(2))[0]
            elif size == 127:
                size = struct.unpack("!Q", self._take(8))[0]
            payload = self.decoded(head[0], self._take(size))
            if head[0] & 15 != PING:
                return head[0] & 15, payload

    def decoded(self, first, payload):
        """The content of a frame by its first byte."""
        assert first & 0x70 == 0, "no extension was agreed"
        return payload

    def read_text(self):
        opcode, payload = self.read()
        assert opcode == TEXT, (opcode, payload)
        return payload.decode()

    def read_event(self, *types):
        """The next event of one of the types; others are passed over."""
        while True:
            event = json.loads(self.read_text())
            if event["type"] in types:
                return event

    def read_close(self):
        """The code that the server closes with; None if the connection ends without one."""
        while (got := self.read()) is not None:
            if got[0] == CLOSE:
                return struct.unpack("!H", got[1][:2])[0] if len(got[1]) >= 2 else 1005
        return None
