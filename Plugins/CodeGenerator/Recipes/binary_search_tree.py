# recipe: binary_search_tree
# title: Binary search tree
# keywords: bst, binary search tree, insert into tree, sorted tree
# tags: data structure, tree
# main: BinarySearchTree
# also: search, contains, smallest, largest, nodes, add
"""Binary search tree."""

from typing import Any, Iterable, Iterator, Optional


class _Node:
    """A value with smaller ones to the left and larger ones to the right."""

    def __init__(self, value: Any) -> None:
        self.value = value
        self.left: Optional[_Node] = None
        self.right: Optional[_Node] = None


class BinarySearchTree:
    """An ordered set of values.

    >>> tree = BinarySearchTree([50, 30, 70, 20, 40, 30])
    >>> list(tree)
    [20, 30, 40, 50, 70]
    >>> 40 in tree, 45 in tree
    (True, False)
    >>> tree.minimum(), tree.maximum()
    (20, 70)
    >>> BinarySearchTree().minimum()
    Traceback (most recent call last):
        ...
    ValueError: the tree is empty
    """

    def __init__(self, values: Iterable = ()) -> None:
        self._root: Optional[_Node] = None
        for value in values:
            self.insert(value)

    def insert(self, value: Any) -> None:
        """Add value; a value that is there already changes nothing."""
        if self._root is None:
            self._root = _Node(value)
            return
        node = self._root
        while value != node.value:
            side = "left" if value < node.value else "right"
            child = getattr(node, side)
            if child is None:
                setattr(node, side, _Node(value))
                return
            node = child

    def __contains__(self, value: Any) -> bool:
        node = self._root
        while node is not None and node.value != value:
            node = node.left if value < node.value else node.right
        return node is not None

    def __iter__(self) -> Iterator:
        waiting, node = [], self._root
        while waiting or node is not None:
            while node is not None:
                waiting.append(node)
                node = node.left
            node = waiting.pop()
            yield node.value
            node = node.right

    def minimum(self) -> Any:
        """Return the smallest value."""
        for value in self:
            return value
        raise ValueError("the tree is empty")

    def maximum(self) -> Any:
        """Return the largest value."""
        if self._root is None:
            raise ValueError("the tree is empty")
        node = self._root
        while node.right is not None:
            node = node.right
        return node.value
