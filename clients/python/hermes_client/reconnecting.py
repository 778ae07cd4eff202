"""The frames of a socket, over as many connections as it takes."""

import asyncio
import random

import websockets

from .connection import connected
from .errors import HermesError, StreamClosed

# The next connection would end in the same way: protocol errors, another user's or unknown tasks.
FINAL_CODES = (1002, 1003, 1007, 1008, 1009, 4404)
UNAUTHORIZED = 4401
TOO_MANY = 4429
FIRST_WAIT, LONGEST_WAIT = 0.25, 15.0
MOST_FAILURES = 12  # in a row; about a minute and a half


class Reconnecting:
    """`path` is called before each connection, so that it can include the position that was
    reached."""

    def __init__(self, client, path, final_codes=()):
        self._client, self._path = client, path
        self._final_codes = FINAL_CODES + final_codes
        self._connection, self._failures, self._refused = None, 0, False

    async def send(self, frame):
        """Send on the current connection, if there is one."""
        if self._connection:
            await self._connection.send(frame)

    async def frames(self):
        """Every frame; each connection begins with a frame of type `connected`."""
        tokens = self._client.tokens
        while True:
            code, reason, token = None, "", tokens.access
            try:
                url = f"ws{self._client.url[4:]}/api/v1{self._path()}"
                async with connected(url, tokens, self._client.silence) as connection:
                    self._connection, token = connection, connection.token
                    async for frame in connection.frames():
                        self._note(frame)
                        yield frame
            except websockets.ConnectionClosed as error:
                if error.rcvd:
                    code, reason = error.rcvd.code, error.rcvd.reason
            except websockets.InvalidStatus as error:
                code, reason = error.response.status_code, "the upgrade was refused"
                if 400 <= code < 500:
                    raise StreamClosed(code, reason) from error
            except HermesError as error:
                # From a refresh before the connection.
                if error.is_final:
                    raise StreamClosed(UNAUTHORIZED, error.detail) from error
                reason = error.detail
            except (OSError, websockets.InvalidHandshake) as error:
                # The server is not reachable, or no longer. TimeoutError is an OSError.
                reason = str(error) or "no answer"
            finally:
                self._connection = None
            if code in self._final_codes:
                raise StreamClosed(code, reason)
            if code == UNAUTHORIZED:
                await self._sign_in_again(token, reason)
            await asyncio.sleep(self._next_wait(code, reason))

    def _note(self, frame):
        kind = frame["type"]
        if kind == "connected":
            # Not to 0: a server that accepts and then fails must not be retried at full speed.
            self._failures = min(self._failures, 3)
        if kind not in ("connected", "error"):
            self._failures, self._refused = 0, False

    async def _sign_in_again(self, token, reason):
        """Once: if the new token is refused as well, the account is at fault."""
        tokens = self._client.tokens
        if self._refused or not tokens.refresh_token:
            raise StreamClosed(UNAUTHORIZED, reason)
        try:
            await tokens.instead_of(token)
            self._refused = True
        except HermesError as error:
            if error.is_final:
                raise StreamClosed(UNAUTHORIZED, error.detail) from error
        except ConnectionError:
            pass  # the server is unreachable and is retried when it is back

    def _next_wait(self, code, reason):
        if self._failures >= MOST_FAILURES:
            raise ConnectionError(f"No connection to {self._client.url}: {reason}")
        # Random, so that the clients of a restarting server don't all return at the same moment.
        longest = min(LONGEST_WAIT, FIRST_WAIT * 2**self._failures)
        self._failures += 1
        return LONGEST_WAIT if code == TOO_MANY else random.uniform(longest / 2, longest)
