# recipe: vector
# title: Vector class
# keywords: vector class, vectors, add vectors, dot product, length of a vector, cross product
# tags: class, math
# main: Vector
# also: 2d, plane, subtract, add
"""Vector class."""

from math import hypot


class Vector:
    """A vector in the plane.

    >>> Vector(1, 2) + Vector(3, 4)
    Vector(4, 6)
    >>> Vector(3, 4) - Vector(1, 1)
    Vector(2, 3)
    >>> Vector(1, 2) * 3
    Vector(3, 6)
    >>> Vector(1, 2).dot(Vector(3, 4))
    11
    >>> Vector(1, 2).cross(Vector(3, 4))
    -2
    >>> Vector(3, 4).length()
    5.0
    """

    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y

    def __add__(self, other: "Vector") -> "Vector":
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other: "Vector") -> "Vector":
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, factor: float) -> "Vector":
        return Vector(self.x * factor, self.y * factor)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Vector) and (self.x, self.y) == (other.x, other.y)

    def __hash__(self) -> int:
        return hash((self.x, self.y))

    def dot(self, other: "Vector") -> float:
        """Return the dot product."""
        return self.x * other.x + self.y * other.y

    def cross(self, other: "Vector") -> float:
        """Return the cross product: the area between both, negative if other is clockwise."""
        return self.x * other.y - self.y * other.x

    def length(self) -> float:
        """Return the length."""
        return hypot(self.x, self.y)

    def __repr__(self) -> str:
        return f"Vector({self.x}, {self.y})"
