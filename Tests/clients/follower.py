"""A program with one of the clients, that follows streams of a real server."""

import asyncio
import contextlib
import json
import pathlib
import sys

from cutting_proxy import CuttingProxy
from transcript import Transcript

HERE = pathlib.Path(__file__).resolve().parent
PROGRAMS = {
    "python": [sys.executable, HERE / "follow.py"],
    "javascript": ["node", HERE / "follow.mjs"],
}
LINE_BYTES = 1 << 24


class CountedProxy(CuttingProxy):
    """Says of every connection that a client makes: `await arrivals.get()`."""

    def __init__(self, target):
        super().__init__(target)
        self.arrivals = asyncio.Queue()

    async def _serve(self, reader, writer):
        self.arrivals.put_nowait(None)
        await super()._serve(reader, writer)


class Follower:
    """Only for use within `following`."""

    def __init__(self, process):
        self.process = process
        # By stream: all frames, and what `check_task` reads.
        self.frames, self.transcripts = {}, {}

    async def read(self):
        """The next frame and its stream's number; None at the end."""
        line = await self.process.stdout.readline()
        if not line:
            return None
        stream, frame = json.loads(line)
        self.frames.setdefault(stream, []).append(frame)
        self.transcripts.setdefault(stream, Transcript(f"stream {stream}")).add(frame)
        return stream, frame

    async def read_until(self, is_enough):
        """`is_enough` is asked of each frame."""
        while (got := await self.read()) is not None:
            if is_enough(got[1]):
                return
        raise AssertionError(f"the client ended: {await self.process.stderr.read()}")

    async def read_all(self):
        while await self.read() is not None:
            pass
        errors = await self.process.stderr.read()
        assert await self.process.wait() == 0, errors.decode()

    def connections(self, stream=0):
        return self.transcripts[stream].connections


@contextlib.asynccontextmanager
async def following(client, user, port=None, silence=30, token=None, **what):
    options = {"token": token or user.token, "refresh_token": user.refresh_token}
    options |= {"silence": silence, **what}
    process = await asyncio.create_subprocess_exec(
        *PROGRAMS[client], f"http://127.0.0.1:{port or user.port}", json.dumps(options),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, limit=LINE_BYTES,
    )  # fmt: skip
    try:
        yield Follower(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
