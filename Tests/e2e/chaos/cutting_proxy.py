"""A TCP proxy whose connections can be cut."""

import asyncio
import contextlib

PIECE = 64 << 10


class CuttingProxy:
    """Listens on a port of its own and connects to `target`. Only for use within `running`."""

    def __init__(self, target):
        self.target, self.port, self.cuts = target, None, 0
        self._open = set()

    @contextlib.asynccontextmanager
    async def running(self):
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            for writer in list(self._open):
                writer.transport.abort()

    def cut(self, chance, share):
        """Resets some of the connections, at whatever byte they are."""
        for writer in list(self._open):
            if chance.random() < share:
                self.cuts += 1
                writer.transport.abort()

    async def _serve(self, reader, writer):
        try:
            other_reader, other_writer = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.transport.abort()
            return
        ends = {writer, other_writer}
        self._open |= ends
        await asyncio.gather(self._pump(reader, other_writer), self._pump(other_reader, writer))
        for end in ends:
            end.transport.abort()
        self._open -= ends

    async def _pump(self, reader, writer):
        try:
            while piece := await reader.read(PIECE):
                writer.write(piece)
                await writer.drain()
        except OSError:
            pass
        # Whatever ended one way ends the other.
        writer.transport.abort()
