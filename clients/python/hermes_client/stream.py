"""The events of one task, or of all tasks of an account."""

import contextlib
from urllib.parse import urlencode

from .errors import StreamClosed
from .reconnecting import Reconnecting

TERMINAL = ("task_completed", "task_failed")
DONE = 1000


class Stream:
    """Tracks its position; `position` names the field of an event that holds it."""

    def __init__(self, client, path, after, epoch, position):
        self._path, self._position = path, position
        self._after, self._epoch = after, epoch
        self._is_task = position == "seq"
        # A task that ended before the requested position closes its stream; a user's stream has no
        # end.
        final = (DONE,) if self._is_task else ()
        self._link = Reconnecting(client, self._next_path, final)

    async def events(self):
        """Every event once, in order, across reconnects."""
        async with contextlib.aclosing(self._link.frames()) as frames:
            try:
                async for frame in frames:
                    if not self._is_new(frame):
                        continue
                    yield frame
                    if self._is_task and frame["type"] in TERMINAL:
                        return
            except StreamClosed as closed:
                if closed.code != DONE:
                    raise

    def _next_path(self):
        known = {"after": self._after, "epoch": self._epoch}
        query = urlencode({key: value for key, value in known.items() if value is not None})
        return f"{self._path}?{query}"

    def _is_new(self, frame):
        """False for frames that were already yielded."""
        kind, data = frame["type"], frame.get("data") or {}
        if kind == "connected":
            self._epoch = data.get("epoch", self._epoch)
            # Where a stream of new events begins, in case it breaks before the first event.
            if not self._is_task and self._after is None:
                self._after = data.get("last_cursor")
        elif kind == "gap":
            self._after = data.get("to", self._after)
        elif self._position in frame:
            if self._is_task and frame["seq"] <= (self._after or 0):
                return False
            self._after = frame[self._position]
        return True
