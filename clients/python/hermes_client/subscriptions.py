"""Chosen tasks on one socket, each from its own position."""

import contextlib
from dataclasses import dataclass
from typing import Optional

from .reconnecting import Reconnecting


@dataclass
class Position:
    after: int
    epoch: Optional[str]
    # Events before the server's answer belong to an earlier subscription to the same task.
    is_open: bool = False


class Subscriptions:
    """Iterate over it for the events. The iteration does not end and keeps the socket open."""

    def __init__(self, client):
        self._positions = {}
        self._link = Reconnecting(client, lambda: "/ws/user?follow=none")

    async def subscribe(self, task_id, after=0, epoch=None):
        """Follow a task after its event number `after`. Does nothing if the task is already
        followed."""
        if task_id not in self._positions:
            self._positions[task_id] = Position(after, epoch)
            await self._ask(task_id)

    async def unsubscribe(self, task_id):
        """No event of the task is yielded after this."""
        if self._positions.pop(task_id, None):
            await self._link.send({"type": "unsubscribe", "task_id": task_id})

    async def __aiter__(self):
        async with contextlib.aclosing(self._link.frames()) as frames:
            async for frame in frames:
                if frame["type"] == "connected":
                    for task_id, position in list(self._positions.items()):
                        position.is_open = False
                        await self._ask(task_id)
                if self._is_new(frame):
                    yield frame

    async def _ask(self, task_id):
        position = self._positions[task_id]
        frame = {"type": "subscribe", "task_id": task_id, "after": position.after}
        if position.epoch is not None:
            frame["epoch"] = position.epoch
        await self._link.send(frame)

    def _is_new(self, frame):
        task_id, kind, data = frame.get("task_id"), frame["type"], frame["data"]
        if task_id is None:
            return True
        position = self._positions.get(task_id)
        if kind == "error":
            return self._is_refusal(task_id, data["code"])
        if position is None:
            return kind == "unsubscribed"
        if kind == "subscribed":
            position.is_open, position.epoch = True, data["epoch"]
        elif not position.is_open:
            return False
        elif kind == "unsubscribed":
            del self._positions[task_id]
        elif kind == "gap":
            position.after = data["to"]
        elif "seq" in frame:
            if frame["seq"] <= position.after:
                return False
            position.after = frame["seq"]
        return True

    def _is_refusal(self, task_id, code):
        position = self._positions.get(task_id)
        if code == "not_subscribed":
            return False  # the task had ended in the meantime
        if position and not position.is_open:
            del self._positions[task_id]
        return True
