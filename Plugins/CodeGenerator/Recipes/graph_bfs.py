# recipe: graph_bfs
# title: Breadth-first search in a graph
# keywords: bfs, breadth first search, shortest path unweighted graph, graph traversal
# tags: graph, algorithm
# main: bfs_path
# also: nodes, edges, neighbours, adjacency
"""Breadth-first search in a graph."""

from collections import deque
from typing import Dict, Hashable, List, Optional, Sequence


def bfs_path(
    graph: Dict[Hashable, Sequence], start: Hashable, goal: Hashable
) -> Optional[List[Hashable]]:
    """Return a path with the fewest edges from start to goal, or None.

    >>> graph = {"A": ["B", "C"], "B": ["D"], "C": ["D"], "D": ["E"], "E": []}
    >>> bfs_path(graph, "A", "E")
    ['A', 'B', 'D', 'E']
    >>> bfs_path(graph, "A", "A")
    ['A']
    >>> bfs_path(graph, "E", "A") is None
    True
    """
    came_from: Dict[Hashable, Optional[Hashable]] = {start: None}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        if node == goal:
            path = []
            step: Optional[Hashable] = node
            while step is not None:
                path.append(step)
                step = came_from[step]
            return path[::-1]
        for neighbour in graph.get(node, ()):
            if neighbour not in came_from:
                came_from[neighbour] = node
                waiting.append(neighbour)
    return None
