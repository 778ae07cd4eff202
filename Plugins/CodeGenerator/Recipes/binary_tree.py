# recipe: binary_tree
# title: Binary tree traversal
# keywords: binary tree, tree traversal, inorder, preorder, postorder, level order, tree depth, tree height
# tags: data structure, tree
# main: TreeNode
# also: nodes, left, right, root, visit, visits
"""Binary tree traversal."""

from collections import deque
from typing import Any, Iterator, List, Optional


class TreeNode:
    """A node of a binary tree.

    >>> tree = TreeNode(1, TreeNode(2, TreeNode(4), TreeNode(5)), TreeNode(3))
    >>> list(tree.inorder())
    [4, 2, 5, 1, 3]
    >>> list(tree.preorder())
    [1, 2, 4, 5, 3]
    >>> list(tree.postorder())
    [4, 5, 2, 3, 1]
    >>> tree.levels()
    [[1], [2, 3], [4, 5]]
    >>> tree.height()
    3
    """

    def __init__(
        self, value: Any, left: "Optional[TreeNode]" = None, right: "Optional[TreeNode]" = None
    ) -> None:
        self.value = value
        self.left = left
        self.right = right

    def inorder(self) -> Iterator:
        """Left subtree, node, right subtree."""
        if self.left:
            yield from self.left.inorder()
        yield self.value
        if self.right:
            yield from self.right.inorder()

    def preorder(self) -> Iterator:
        """Node, left subtree, right subtree."""
        yield self.value
        if self.left:
            yield from self.left.preorder()
        if self.right:
            yield from self.right.preorder()

    def postorder(self) -> Iterator:
        """Left subtree, right subtree, node."""
        if self.left:
            yield from self.left.postorder()
        if self.right:
            yield from self.right.postorder()
        yield self.value

    def levels(self) -> List[List]:
        """Return the values level by level, from the root down."""
        result: List[List] = []
        waiting = deque([(self, 0)])
        while waiting:
            node, depth = waiting.popleft()
            if depth == len(result):
                result.append([])
            result[depth].append(node.value)
            for child in (node.left, node.right):
                if child:
                    waiting.append((child, depth + 1))
        return result

    def height(self) -> int:
        """Return the number of levels."""
        return len(self.levels())
