# recipe: linked_list
# title: Singly linked list
# keywords: linked list, singly linked, node, next pointer, reverse linked list
# tags: data structure
# main: LinkedList
# also: add, delete, head, nodes, end, front
"""Singly linked list."""

from typing import Any, Iterable, Iterator, Optional


class _Node:
    """One value and the node behind it."""

    def __init__(self, value: Any, following: "Optional[_Node]" = None) -> None:
        self.value = value
        self.following = following


class LinkedList:
    """A singly linked list.

    >>> numbers = LinkedList([1, 2, 3])
    >>> numbers.prepend(0)
    >>> numbers.append(4)
    >>> list(numbers)
    [0, 1, 2, 3, 4]
    >>> numbers.remove(2)
    True
    >>> numbers.remove(99)
    False
    >>> numbers.reverse()
    >>> list(numbers), len(numbers)
    ([4, 3, 1, 0], 4)
    """

    def __init__(self, values: Iterable = ()) -> None:
        self._head: Optional[_Node] = None
        self._length = 0
        for value in values:
            self.append(value)

    def __iter__(self) -> Iterator:
        node = self._head
        while node is not None:
            yield node.value
            node = node.following

    def __len__(self) -> int:
        return self._length

    def prepend(self, value: Any) -> None:
        """Put value at the front."""
        self._head = _Node(value, self._head)
        self._length += 1

    def append(self, value: Any) -> None:
        """Put value at the end."""
        if self._head is None:
            self.prepend(value)
            return
        node = self._head
        while node.following is not None:
            node = node.following
        node.following = _Node(value)
        self._length += 1

    def remove(self, value: Any) -> bool:
        """Take out the first node with this value; tell whether there was one."""
        before, node = None, self._head
        while node is not None:
            if node.value == value:
                if before is None:
                    self._head = node.following
                else:
                    before.following = node.following
                self._length -= 1
                return True
            before, node = node, node.following
        return False

    def reverse(self) -> None:
        """Turn the list around in place."""
        before, node = None, self._head
        while node is not None:
            node.following, before, node = before, node, node.following
        self._head = before
