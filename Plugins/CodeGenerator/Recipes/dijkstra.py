# recipe: dijkstra
# title: Dijkstra's shortest paths
# keywords: dijkstra, shortest path, weighted graph, cheapest route
# tags: graph, algorithm
# main: shortest_distances
# also: nodes, edges, distances, route, cost, between
"""Dijkstra's shortest paths."""

import heapq
from typing import Dict, Hashable, List, Optional


def shortest_distances(
    graph: Dict[Hashable, Dict[Hashable, float]], start: Hashable
) -> Dict[Hashable, float]:
    """Return the length of the shortest path from start to every reachable node.

    >>> graph = {"A": {"B": 1, "C": 4}, "B": {"C": 2, "D": 6}, "C": {"D": 3}, "D": {}}
    >>> shortest_distances(graph, "A")
    {'A': 0, 'B': 1, 'C': 3, 'D': 6}
    >>> shortest_distances(graph, "D")
    {'D': 0}
    >>> shortest_distances({"A": {"B": -1}}, "A")
    Traceback (most recent call last):
        ...
    ValueError: edge weights must not be negative
    """
    distances: Dict[Hashable, float] = {}
    # The counter keeps the heap from comparing nodes, which need not be comparable.
    counter = 0
    waiting = [(0, counter, start)]
    while waiting:
        distance, _, node = heapq.heappop(waiting)
        if node in distances:
            continue
        distances[node] = distance
        for neighbour, weight in graph.get(node, {}).items():
            if weight < 0:
                raise ValueError("edge weights must not be negative")
            if neighbour not in distances:
                counter += 1
                heapq.heappush(waiting, (distance + weight, counter, neighbour))
    return distances


def shortest_path(
    graph: Dict[Hashable, Dict[Hashable, float]], start: Hashable, goal: Hashable
) -> Optional[List[Hashable]]:
    """Return the nodes of a shortest path from start to goal, both included; None if there is none.

    >>> graph = {"A": {"B": 1, "C": 4}, "B": {"C": 2, "D": 6}, "C": {"D": 3}, "D": {}}
    >>> shortest_path(graph, "A", "D")
    ['A', 'B', 'C', 'D']
    >>> shortest_path(graph, "D", "A") is None
    True
    """
    distances = shortest_distances(graph, start)
    if goal not in distances:
        return None
    before = {}
    # Edges without weight could lead in circles: a node is left as it was first reached.
    for node in distances:
        for neighbour, weight in graph.get(node, {}).items():
            if neighbour not in before and distances[node] + weight == distances[neighbour]:
                before[neighbour] = node
    path = [goal]
    while path[-1] != start:
        path.append(before[path[-1]])
    return path[::-1]
