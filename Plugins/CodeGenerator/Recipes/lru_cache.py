# recipe: lru_cache
# title: LRU cache
# keywords: lru, lru cache, least recently used, cache with capacity, caching, eviction
# tags: data structure, cache
# main: LRUCache
# also: evict, evicts, least, recently, limited, maximum, full
"""LRU cache."""

from collections import OrderedDict
from typing import Any, Hashable


class LRUCache:
    """A mapping of limited size that forgets what was used longest ago.

    >>> cache = LRUCache(2)
    >>> cache.put("a", 1)
    >>> cache.put("b", 2)
    >>> cache.get("a")
    1
    >>> cache.put("c", 3)
    >>> cache.get("b", "gone")
    'gone'
    >>> len(cache)
    2
    >>> LRUCache(0)
    Traceback (most recent call last):
        ...
    ValueError: capacity must be at least 1
    """

    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self._capacity = capacity
        self._items: "OrderedDict[Hashable, Any]" = OrderedDict()

    def __len__(self) -> int:
        return len(self._items)

    def get(self, key: Hashable, default: Any = None) -> Any:
        """Return the value of key and mark it as just used."""
        if key not in self._items:
            return default
        self._items.move_to_end(key)
        return self._items[key]

    def put(self, key: Hashable, value: Any) -> None:
        """Store value under key; drops the oldest entry if the cache is full."""
        self._items[key] = value
        self._items.move_to_end(key)
        if len(self._items) > self._capacity:
            self._items.popitem(last=False)
