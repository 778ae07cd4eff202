# recipe: graph_dfs
# title: Depth-first search in a graph
# keywords: dfs, depth first search, graph traversal, reachable nodes, detect cycle in graph
# tags: graph, algorithm
# main: dfs_order
# also: edges, visit, visits, adjacency, start
"""Depth-first search in a graph."""

from typing import Dict, Hashable, List, Sequence


def dfs_order(graph: Dict[Hashable, Sequence], start: Hashable) -> List[Hashable]:
    """Return the nodes reachable from start in the order in which DFS visits them.

    >>> graph = {"A": ["B", "C"], "B": ["D"], "C": ["D"], "D": ["A"]}
    >>> dfs_order(graph, "A")
    ['A', 'B', 'D', 'C']
    >>> dfs_order(graph, "D")
    ['D', 'A', 'B', 'C']
    >>> dfs_order({}, "X")
    ['X']
    """
    visited = {}
    waiting = [start]
    while waiting:
        node = waiting.pop()
        if node in visited:
            continue
        visited[node] = True
        waiting.extend(reversed(list(graph.get(node, ()))))
    return list(visited)
