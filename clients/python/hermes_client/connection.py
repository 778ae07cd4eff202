"""One WebSocket that detects a silent connection and renews its token before it expires."""

import asyncio
import contextlib
import json
import time

import websockets

from .errors import HermesError

# Seconds before a failed renewal is retried.
RETRY = 1.0
# Seconds that a server may take to answer a close.
CLOSE_SECONDS = 1.0


@contextlib.asynccontextmanager
async def connected(url, tokens, silence):
    """A `Connection`. `silence`: seconds without received data after which it counts as dead."""
    token = await tokens.current()
    async with websockets.connect(
        url,
        subprotocols=["bearer", token.text] if token else None,
        max_size=None,
        open_timeout=silence,
        close_timeout=CLOSE_SECONDS,
        # The library's ping would wait in line after unread events and cut off a slow reader.
        ping_interval=None,
    ) as socket:
        renewing = asyncio.create_task(_keep_signed_in(socket, tokens, token))
        try:
            yield Connection(socket, token, silence)
        finally:
            renewing.cancel()


class Connection:
    def __init__(self, socket, token, silence):
        self.token = token
        self._socket, self._silence = socket, silence

    async def send(self, frame):
        # The sender can't do anything about a broken connection; the reader can.
        with contextlib.suppress(websockets.ConnectionClosed):
            await self._socket.send(json.dumps(frame))

    async def frames(self):
        """The received frames; ends with `ConnectionClosed` or `TimeoutError`."""
        while True:
            text = await self._receive()
            if text != "pong":
                yield json.loads(text)

    async def _receive(self):
        try:
            async with asyncio.timeout(self._silence / 2):
                return await self._socket.recv()
        except TimeoutError:
            pass
        try:
            async with asyncio.timeout(self._silence / 2):
                await self._socket.send("ping")
                return await self._socket.recv()
        except TimeoutError:
            # Not closed: the server would not answer.
            self._socket.transport.abort()
            raise


async def _keep_signed_in(socket, tokens, token):
    """Sends a newer token before each one expires."""
    while token and tokens.refresh_token:
        await asyncio.sleep(max(0, token.due - time.monotonic()))
        try:
            token = await tokens.instead_of(token)
            await socket.send(json.dumps({"type": "auth", "token": token.text}))
        except websockets.ConnectionClosed:
            return
        except HermesError as error:
            if error.is_final:
                return  # when the token expires, the server closes the stream and gives the reason
            await asyncio.sleep(RETRY)
        except ConnectionError:
            await asyncio.sleep(RETRY)
