# recipe: random_walk
# title: Random walk
# keywords: random walk, random steps, brownian, seeded random
# tags: simulation, random
# main: random_walk
# also: direction, 2d
"""Random walk."""

import random
from typing import List, Tuple


def random_walk(steps: int, seed: int) -> List[Tuple[int, int]]:
    """Return the points of a walk on a grid; the same seed gives the same walk.

    >>> walk = random_walk(100, seed=7)
    >>> walk[0], len(walk)
    ((0, 0), 101)
    >>> walk == random_walk(100, seed=7)
    True
    >>> all(abs(a - c) + abs(b - d) == 1 for (a, b), (c, d) in zip(walk, walk[1:]))
    True
    """
    generator = random.Random(seed)
    points = [(0, 0)]
    for _ in range(steps):
        right, up = generator.choice([(1, 0), (-1, 0), (0, 1), (0, -1)])
        x, y = points[-1]
        points.append((x + right, y + up))
    return points
