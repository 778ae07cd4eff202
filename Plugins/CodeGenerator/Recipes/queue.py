# recipe: queue
# title: Queue
# keywords: queue, fifo, enqueue, dequeue, first in first out
# tags: data structure
# main: Queue
# also: front, back, end, empty, size, add, remove, waiting
"""Queue."""

from collections import deque
from typing import Any, Deque, Optional


class Queue:
    """A first-in, first-out queue with an optional capacity.

    >>> line = Queue(capacity=2)
    >>> line.enqueue("a")
    >>> line.enqueue("b")
    >>> line.enqueue("c")
    Traceback (most recent call last):
        ...
    OverflowError: the queue is full
    >>> line.dequeue(), len(line)
    ('a', 1)
    >>> Queue().dequeue()
    Traceback (most recent call last):
        ...
    IndexError: the queue is empty
    """

    def __init__(self, capacity: Optional[int] = None) -> None:
        self._items: Deque[Any] = deque()
        self._capacity = capacity

    def __len__(self) -> int:
        return len(self._items)

    def enqueue(self, item: Any) -> None:
        """Put item at the end."""
        if self._capacity is not None and len(self._items) >= self._capacity:
            raise OverflowError("the queue is full")
        self._items.append(item)

    def dequeue(self) -> Any:
        """Take the first item away and return it."""
        if not self._items:
            raise IndexError("the queue is empty")
        return self._items.popleft()
