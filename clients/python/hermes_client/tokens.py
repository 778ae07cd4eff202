"""The tokens of one account, renewed once for all users of the client."""

import asyncio
import base64
import json
import time
from typing import NamedTuple

# Seconds before its expiry at which a token is renewed; half its lifetime if that is less.
MARGIN = 60.0


class AccessToken(NamedTuple):
    text: str
    # When to renew it, in seconds of `time.monotonic()`.
    due: float

    @classmethod
    def of(cls, text, expires_in=None):
        """`expires_in` is better than the token's own claims, which use the server's clock."""
        left = life = expires_in
        if left is None:
            claims = _claims(text)
            left = claims.get("exp", float("inf")) - time.time()
            life = claims.get("exp", float("inf")) - claims.get("iat", 0)
        return cls(text, time.monotonic() + left - min(MARGIN, life / 2))


def _claims(text):
    """The claims of a JWT, unverified; none for any other token."""
    try:
        body = text.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    except (IndexError, ValueError):
        return {}
    return claims if isinstance(claims, dict) else {}


class Tokens:
    def __init__(self, access, refresh, exchange):
        """`exchange` sends a refresh token to the server and returns the answer."""
        self.access = AccessToken.of(access) if access else None
        self.refresh_token, self._exchange = refresh, exchange
        self._running = None

    def accept(self, answer):
        self.access = AccessToken.of(answer["access_token"], answer.get("expires_in"))
        self.refresh_token = answer["refresh_token"]
        return answer

    async def refresh(self):
        """Exchanges the refresh token for a new pair. Concurrent callers get the same answer."""
        if self._running is None:
            self._running = asyncio.create_task(self._change())
            self._running.add_done_callback(self._changed)
        # A refresh token can be used once: a cancelled caller must not abort a request that was
        # sent.
        return await asyncio.shield(self._running)

    async def _change(self):
        return self.accept(await self._exchange(self.refresh_token))

    def _changed(self, task):
        self._running = None
        # Retrieve the exception, so that asyncio does not log it if all waiting callers have left.
        task.cancelled() or task.exception()

    async def instead_of(self, token):
        """A newer token than `token`."""
        if self.access is token:
            await self.refresh()
        return self.access

    async def current(self):
        """A token to start with: not one that is about to expire."""
        if self.access and self.refresh_token and self.access.due <= time.monotonic():
            await self.refresh()
        return self.access
