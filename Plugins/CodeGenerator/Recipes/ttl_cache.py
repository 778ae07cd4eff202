# recipe: ttl_cache
# title: Cache with expiry time
# keywords: ttl cache, expiring cache, cache timeout, time to live, caching with expiration
# tags: cache
# main: TTLCache
# also: expires, timeout, after, entries
"""Cache with expiry time."""

import time
from typing import Any, Callable, Dict, Hashable, Tuple


class TTLCache:
    """A mapping whose entries expire after a number of seconds.

    >>> now = [0.0]
    >>> cache = TTLCache(seconds=10, clock=lambda: now[0])
    >>> cache.put("token", "abc")
    >>> cache.get("token")
    'abc'
    >>> now[0] = 10.0
    >>> cache.get("token", "expired")
    'expired'
    >>> len(cache)
    0
    """

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._entries: Dict[Hashable, Tuple[float, Any]] = {}

    def __len__(self) -> int:
        now = self._clock()
        return sum(1 for expires, _ in self._entries.values() if expires > now)

    def put(self, key: Hashable, value: Any) -> None:
        """Store value; it counts from now."""
        self._entries[key] = (self._clock() + self._seconds, value)

    def get(self, key: Hashable, default: Any = None) -> Any:
        """Return the value of key, or default if it is unknown or expired."""
        if key not in self._entries:
            return default
        expires, value = self._entries[key]
        if expires <= self._clock():
            del self._entries[key]
            return default
        return value
