# recipe: topological_sort
# title: Topological sort
# keywords: topological sort, dependency order, dag, order of tasks with dependencies, kahn
# tags: graph, algorithm
# main: topological_sort
# also: cycle, before, order
"""Topological sort."""

from collections import deque
from typing import Dict, Hashable, Iterable, List


def topological_sort(dependencies: Dict[Hashable, Iterable[Hashable]]) -> List[Hashable]:
    """Order the keys so that each comes after everything it depends on.

    >>> topological_sort({"shoes": ["socks"], "socks": [], "coat": ["shirt"], "shirt": []})
    ['socks', 'shirt', 'shoes', 'coat']
    >>> topological_sort({})
    []
    >>> topological_sort({"a": ["b"], "b": ["a"]})
    Traceback (most recent call last):
        ...
    ValueError: the dependencies contain a cycle
    """
    missing: Dict[Hashable, int] = {}
    dependants: Dict[Hashable, List[Hashable]] = {}
    for node, needed in dependencies.items():
        missing.setdefault(node, 0)
        for dependency in needed:
            missing.setdefault(dependency, 0)
            missing[node] += 1
            dependants.setdefault(dependency, []).append(node)
    ready = deque(node for node, count in missing.items() if count == 0)
    order = []
    while ready:
        node = ready.popleft()
        order.append(node)
        for dependant in dependants.get(node, ()):
            missing[dependant] -= 1
            if missing[dependant] == 0:
                ready.append(dependant)
    if len(order) != len(missing):
        raise ValueError("the dependencies contain a cycle")
    return order
