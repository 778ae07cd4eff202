# recipe: a_star
# title: A* path finding on a grid
# keywords: a star, astar, a*, pathfinding, path finding, maze solver, shortest way through a grid
# tags: graph, algorithm
# main: find_path
# also: walls, obstacles, cells, start, goal, end, map, labyrinth, route
"""A* path finding on a grid."""

import heapq
from typing import Dict, List, Optional, Sequence, Tuple

Cell = Tuple[int, int]


def find_path(grid: Sequence[str], start: Cell, goal: Cell) -> Optional[List[Cell]]:
    """Return a shortest path of (row, column) cells around the ``#`` walls, or None.

    >>> grid = [
    ...     "..#.",
    ...     ".##.",
    ...     "....",
    ... ]
    >>> find_path(grid, (0, 0), (0, 3))
    [(0, 0), (1, 0), (2, 0), (2, 1), (2, 2), (2, 3), (1, 3), (0, 3)]
    >>> find_path(["."], (0, 0), (0, 0))
    [(0, 0)]
    >>> find_path([".#."], (0, 0), (0, 2)) is None
    True
    """
    costs: Dict[Cell, int] = {start: 0}
    came_from: Dict[Cell, Cell] = {}
    waiting = [(_distance(start, goal), start)]
    while waiting:
        _, cell = heapq.heappop(waiting)
        if cell == goal:
            path = [cell]
            while cell in came_from:
                cell = came_from[cell]
                path.append(cell)
            return path[::-1]
        for neighbour in _neighbours(grid, cell):
            cost = costs[cell] + 1
            if cost < costs.get(neighbour, cost + 1):
                costs[neighbour] = cost
                came_from[neighbour] = cell
                heapq.heappush(waiting, (cost + _distance(neighbour, goal), neighbour))
    return None


def _distance(a: Cell, b: Cell) -> int:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _neighbours(grid: Sequence[str], cell: Cell) -> List[Cell]:
    row, column = cell
    around = [(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)]
    return [
        (r, c)
        for r, c in around
        if 0 <= r < len(grid) and 0 <= c < len(grid[r]) and grid[r][c] != "#"
    ]
