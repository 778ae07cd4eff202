# recipe: union_find
# title: Union-find (disjoint sets)
# keywords: union find, disjoint set, connected components
# tags: data structure, graph
# main: UnionFind
# also: merge, connected
"""Union-find (disjoint sets)."""

from typing import Dict, Hashable


class UnionFind:
    """Sets that can be merged, with a fast question whether two items are together.

    >>> sets = UnionFind()
    >>> sets.union("a", "b")
    True
    >>> sets.union("b", "c")
    True
    >>> sets.union("a", "c")
    False
    >>> sets.connected("a", "c"), sets.connected("a", "z")
    (True, False)
    """

    def __init__(self) -> None:
        self._parent: Dict[Hashable, Hashable] = {}
        self._size: Dict[Hashable, int] = {}

    def find(self, item: Hashable) -> Hashable:
        """Return the representative of item's set."""
        self._parent.setdefault(item, item)
        self._size.setdefault(item, 1)
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def union(self, first: Hashable, second: Hashable) -> bool:
        """Merge two sets; tell whether they were apart before."""
        a, b = self.find(first), self.find(second)
        if a == b:
            return False
        if self._size[a] < self._size[b]:
            a, b = b, a
        self._parent[b] = a
        self._size[a] += self._size[b]
        return True

    def connected(self, first: Hashable, second: Hashable) -> bool:
        """Tell whether both items are in the same set."""
        return self.find(first) == self.find(second)
