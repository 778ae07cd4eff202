# recipe: point_distance
# title: Distance between points and areas of shapes
# keywords: euclidean distance, distance between two points, area of a circle, area of a triangle, polygon area, geometry
# tags: math, geometry
# main: distance
# also: coordinates, plane, 2d
"""Distance between points and areas of shapes."""

import math
from typing import Sequence, Tuple


def distance(a: Sequence[float], b: Sequence[float]) -> float:
    """Return the Euclidean distance of two points in any number of dimensions.

    >>> distance((0, 0), (3, 4))
    5.0
    >>> distance((1, 1, 1), (1, 1, 1))
    0.0
    >>> distance((1,), (1, 2))
    Traceback (most recent call last):
        ...
    ValueError: the points have different dimensions
    """
    if len(a) != len(b):
        raise ValueError("the points have different dimensions")
    return math.sqrt(sum((x - y) ** 2 for x, y in zip(a, b)))


def circle_area(radius: float) -> float:
    """Return the area of a circle.

    >>> round(circle_area(2), 4)
    12.5664
    """
    return math.pi * radius**2


def polygon_area(corners: Sequence[Tuple[float, float]]) -> float:
    """Return the area of a polygon given by its corners (shoelace formula).

    >>> polygon_area([(0, 0), (4, 0), (4, 3)])
    6.0
    """
    following = list(corners[1:]) + list(corners[:1])
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(corners, following))) / 2
