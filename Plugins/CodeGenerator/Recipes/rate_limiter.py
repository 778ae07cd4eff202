# recipe: rate_limiter
# title: Rate limiter (token bucket)
# keywords: rate limiter, rate limiting, token bucket, throttle, requests per second
# tags: concurrency
# main: TokenBucket
# also: calls, requests, allowed
"""Rate limiter (token bucket)."""

import time
from typing import Callable


class TokenBucket:
    """Allows ``rate`` actions a second on average, and at most ``burst`` at once.

    >>> now = [0.0]
    >>> bucket = TokenBucket(rate=2, burst=3, clock=lambda: now[0])
    >>> [bucket.allow() for _ in range(4)]
    [True, True, True, False]
    >>> now[0] = 0.5
    >>> bucket.allow(), bucket.allow()
    (True, False)
    >>> TokenBucket(rate=0, burst=1)
    Traceback (most recent call last):
        ...
    ValueError: rate and burst must be positive
    """

    def __init__(
        self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        if rate <= 0 or burst <= 0:
            raise ValueError("rate and burst must be positive")
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._tokens = float(burst)
        self._updated = clock()

    def allow(self, cost: float = 1) -> bool:
        """Take cost tokens if there are so many; tell whether there were."""
        now = self._clock()
        self._tokens = min(self._burst, self._tokens + (now - self._updated) * self._rate)
        self._updated = now
        if self._tokens < cost:
            return False
        self._tokens -= cost
        return True
