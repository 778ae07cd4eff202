# recipe: priority_queue
# title: Priority queue (binary heap)
# keywords: priority queue, heap, min heap, binary heap, heapq
# tags: data structure
# main: PriorityQueue
# also: smallest, lowest, urgent
"""Priority queue (binary heap)."""

import heapq
from itertools import count
from typing import Any, List, Tuple


class PriorityQueue:
    """A queue that gives out the item with the smallest priority first.

    Items of equal priority come out in the order in which they went in.

    >>> tasks = PriorityQueue()
    >>> for priority, name in [(3, "sleep"), (1, "wake"), (2, "work"), (1, "eat")]:
    ...     tasks.push(name, priority)
    >>> tasks.peek()
    'wake'
    >>> [tasks.pop() for _ in range(len(tasks))]
    ['wake', 'eat', 'work', 'sleep']
    >>> tasks.pop()
    Traceback (most recent call last):
        ...
    IndexError: the priority queue is empty
    """

    def __init__(self) -> None:
        self._heap: List[Tuple[float, int, Any]] = []
        self._order = count()

    def __len__(self) -> int:
        return len(self._heap)

    def push(self, item: Any, priority: float) -> None:
        """Add item with this priority."""
        heapq.heappush(self._heap, (priority, next(self._order), item))

    def peek(self) -> Any:
        """Return the next item and leave it there."""
        if not self._heap:
            raise IndexError("the priority queue is empty")
        return self._heap[0][2]

    def pop(self) -> Any:
        """Take the next item away and return it."""
        item = self.peek()
        heapq.heappop(self._heap)
        return item
