# recipe: shapes
# title: Shape classes with area and perimeter
# keywords: shape class, rectangle class, circle class, class for a rectangle, class hierarchy of shapes, shapes with inheritance
# tags: class, math
# main: Rectangle
# also: inherit, inherits, abstract, base
"""Shape classes with area and perimeter."""

from abc import ABC, abstractmethod
from math import pi


class Shape(ABC):
    """Something flat that has an area and a perimeter."""

    @abstractmethod
    def area(self) -> float:
        """Return the area."""

    @abstractmethod
    def perimeter(self) -> float:
        """Return the length of the border."""


class Rectangle(Shape):
    """A rectangle.

    >>> Rectangle(3, 4).area()
    12
    >>> Rectangle(3, 4).perimeter()
    14
    >>> Rectangle(0, 4)
    Traceback (most recent call last):
        ...
    ValueError: width and height must be greater than 0
    """

    def __init__(self, width: float, height: float) -> None:
        if width <= 0 or height <= 0:
            raise ValueError("width and height must be greater than 0")
        self.width = width
        self.height = height

    def area(self) -> float:
        """Return width times height."""
        return self.width * self.height

    def perimeter(self) -> float:
        """Return the length of the four sides."""
        return 2 * (self.width + self.height)


class Circle(Shape):
    """A circle.

    >>> round(Circle(1).area(), 2)
    3.14
    """

    def __init__(self, radius: float) -> None:
        if radius <= 0:
            raise ValueError("the radius must be greater than 0")
        self.radius = radius

    def area(self) -> float:
        """Return the area of the disc."""
        return pi * self.radius**2

    def perimeter(self) -> float:
        """Return the circumference."""
        return 2 * pi * self.radius
