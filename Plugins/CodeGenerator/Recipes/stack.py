# recipe: stack
# title: Stack
# keywords: stack, lifo, push, pop, last in first out
# tags: data structure
# main: Stack
# also: size, empty, top, add, remove
"""Stack."""

from typing import Any, List


class Stack:
    """A last-in, first-out stack.

    >>> stack = Stack()
    >>> stack.push(1)
    >>> stack.push(2)
    >>> stack.peek(), len(stack)
    (2, 2)
    >>> stack.pop(), stack.pop(), stack.is_empty()
    (2, 1, True)
    >>> stack.pop()
    Traceback (most recent call last):
        ...
    IndexError: the stack is empty
    """

    def __init__(self) -> None:
        self._items: List[Any] = []

    def __len__(self) -> int:
        return len(self._items)

    def is_empty(self) -> bool:
        """Tell whether nothing is on the stack."""
        return not self._items

    def push(self, item: Any) -> None:
        """Put item on top."""
        self._items.append(item)

    def peek(self) -> Any:
        """Return the top item and leave it there."""
        if not self._items:
            raise IndexError("the stack is empty")
        return self._items[-1]

    def pop(self) -> Any:
        """Take the top item away and return it."""
        item = self.peek()
        self._items.pop()
        return item
