"""One stream of events over as many connections as it takes."""

import asyncio
import json
import random
from urllib.parse import urlencode

import websockets

from .errors import HermesError, StreamClosed

TERMINAL = ("task_completed", "task_failed")
# Protocol faults, foreign or unknown tasks: the next connection would end in the same way.
FINAL_CODES = (1002, 1003, 1007, 1009, 4404)
DONE = 1000
UNAUTHORIZED = 4401
TOO_MANY = 4429
FIRST_WAIT, LONGEST_WAIT = 0.25, 15.0
MOST_FAILURES = 12  # in a row; about a minute and a half


class Stream:
    """Knows how far it has read; `position` names the field of an event that says so."""

    def __init__(self, client, path, after, epoch, position):
        self._client, self._path, self._position = client, path, position
        self._after, self._epoch = after, epoch
        self._failures = 0
        self._ended = False

    async def events(self):
        """Every event once, in order, across reconnects."""
        refreshed = False
        while not self._ended:
            closed = (None, "")
            try:
                async with websockets.connect(
                    self._url(), subprotocols=["bearer", self._client.token], max_size=None
                ) as socket:
                    async for text in socket:
                        event = self._take(text)
                        if event is not None:
                            refreshed = False
                            yield event
                            if self._ended:
                                return
                    closed = (socket.close_code, socket.close_reason)
            except websockets.ConnectionClosed as error:
                closed = (error.rcvd.code, error.rcvd.reason) if error.rcvd else closed
            except websockets.InvalidStatus as error:
                if 400 <= error.response.status_code < 500:
                    raise StreamClosed(error.response.status_code, "the upgrade was refused") from error
            except (OSError, websockets.InvalidHandshake, asyncio.TimeoutError) as error:
                # Nobody there, or not yet: the same as a connection that broke.
                if self._failures >= MOST_FAILURES:
                    raise ConnectionError(f"No connection to {self._client.url}: {error}") from error
            if closed[0] == DONE and self._position == "seq":
                return  # the task had ended before what was asked for
            if closed[0] in FINAL_CODES:
                raise StreamClosed(*closed)
            if closed[0] == UNAUTHORIZED:
                if refreshed or not self._client.refresh_token:
                    raise StreamClosed(*closed)
                refreshed = True
                await self._refresh(closed)
            await asyncio.sleep(self._next_wait(closed[0]))

    async def _refresh(self, closed):
        try:
            await self._client.refresh()
        except HermesError as error:
            raise StreamClosed(*closed) from error

    def _url(self):
        known = {"after": self._after, "epoch": self._epoch}
        query = urlencode({key: value for key, value in known.items() if value is not None})
        return f"ws{self._client.url[4:]}/api/v1{self._path}?{query}"

    def _take(self, text):
        """The event in a frame, or None for what was given out before."""
        if text == "pong":
            return None
        event = json.loads(text)
        kind, data = event.get("type"), event.get("data") or {}
        if kind == "connected":
            self._epoch = data.get("epoch", self._epoch)
            # Not to 0: a server that accepts and then fails is not asked at full speed.
            self._failures = min(self._failures, 3)
            return event
        elif kind == "gap":
            self._after = data.get("to", self._after)
        elif kind == "error" and "seq" not in event:
            return event  # the close that follows says what to do
        elif self._position in event:
            place = event[self._position]
            if self._position == "seq" and place <= (self._after or 0):
                return None
            self._after = place
        self._failures = 0
        self._ended = self._position == "seq" and kind in TERMINAL
        return event

    def _next_wait(self, code):
        # Random, so that the clients of a server that restarts don't come back in one moment.
        longest = min(LONGEST_WAIT, FIRST_WAIT * 2**self._failures)
        self._failures += 1
        return LONGEST_WAIT if code == TOO_MANY else random.uniform(longest / 2, longest)
