"""text/event-stream without a library: the blocks as they came."""

import json

import raw_http


class EventSource:
    """`query` goes into the URL, as with a browser's EventSource; `headers` where one has them."""

    def __init__(self, user, task, headers=(), query="", authorized=True, buffer=None):
        self.connection = raw_http.connect(user.port, buffer)
        lines = [
            f"GET /api/v1/tasks/{task}/events{query} HTTP/1.1",
            f"Host: localhost:{user.port}",
            "Accept: text/event-stream",
        ]
        more = {**(user.headers if authorized else {}), **dict(headers)}
        lines += [f"{name}: {value}" for name, value in more.items()]
        self.connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self.data, self.text, self.has_ended = b"", b"", False
        while b"\r\n\r\n" not in self.data:
            self.data += raw_http.receive_more(self.connection)
        head, self.data = self.data.split(b"\r\n\r\n", 1)
        names = [line.partition(b":") for line in head.split(b"\r\n")[1:]]
        self.headers = {name.decode().lower(): value.strip().decode() for name, _, value in names}
        self.status = int(head.split()[1])

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.connection.close()

    def _chunk(self):
        """Appends one chunk to the text; False at the end of the answer."""
        while b"\r\n" not in self.data:
            self.data += raw_http.receive_more(self.connection)
        size, self.data = self.data.split(b"\r\n", 1)
        length = int(size, 16)
        while len(self.data) < length + 2:
            self.data += raw_http.receive_more(self.connection)
        self.text += self.data[:length]
        self.data = self.data[length + 2 :]
        self.has_ended = length == 0
        return not self.has_ended

    def read(self):
        """(id, data) of the next message; None at the end. Comments and `retry` are passed over."""
        while True:
            while b"\n\n" not in self.text:
                if self.has_ended or not self._chunk():
                    return None
            block, self.text = self.text.split(b"\n\n", 1)
            fields = [line.split(b": ", 1) for line in block.split(b"\n")]
            found = {name: value for name, *value in fields if name}
            if b"data" in found:
                assert set(found) <= {b"id", b"data"} and len(fields) == len(found)
                return found.get(b"id", [b""])[0].decode(), found[b"data"][0]

    def read_event(self, *types):
        while (got := self.read()) is not None:
            event = json.loads(got[1])
            if event["type"] in types:
                return event
        return None

    def read_all(self):
        """The control frames, and the events as bytes, to the end; every id is its event's seq."""
        control, events = [], []
        while (got := self.read()) is not None:
            event = json.loads(got[1])
            if "seq" in event:
                assert got[0] == str(event["seq"])
                events.append(got[1])
            else:
                assert got[0] == ""
                control.append(event)
        return control, events
