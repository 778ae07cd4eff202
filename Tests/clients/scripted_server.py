"""A server of events that does what a script says, one connection after the other."""

import contextlib
import json
from urllib.parse import parse_qs, urlsplit

from websockets.asyncio.server import serve


def event(seq, kind="agent_event"):
    return {"type": kind, "task_id": "t", "seq": seq, "cursor": f"c{seq}", "message": "", "data": {}}


def connected(epoch="e1"):
    return {"type": "connected", "message": "✅ Connected to task t...", "data": {"epoch": epoch}}


class ScriptedServer:
    """Each step is (frames, close code); without a code the connection is cut."""

    def __init__(self, *steps):
        self.steps, self.asked, self.tokens = list(steps), [], []

    async def _serve(self, socket):
        self.asked.append(parse_qs(urlsplit(socket.request.path).query))
        self.tokens.append(socket.request.headers["Sec-WebSocket-Protocol"].split(", ")[1])
        frames, code = self.steps.pop(0)
        for frame in frames:
            await socket.send(frame if isinstance(frame, str) else json.dumps(frame))
        if code is None:
            socket.transport.abort()
        else:
            await socket.close(code)

    @contextlib.asynccontextmanager
    async def running(self):
        async with serve(self._serve, "127.0.0.1", 0, subprotocols=["bearer"]) as server:
            yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
