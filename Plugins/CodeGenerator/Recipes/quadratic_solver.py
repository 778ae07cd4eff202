# recipe: quadratic_solver
# title: Quadratic equation solver
# keywords: quadratic, quadratic equation, roots of a quadratic, quadratic formula
# tags: math
# main: solve_quadratic
# also: coefficients, roots, solutions
"""Quadratic equation solver."""

import cmath
import math
from typing import Tuple, Union

Root = Union[float, complex]


def solve_quadratic(a: float, b: float, c: float) -> Tuple[Root, ...]:
    """Return the solutions of a*x*x + b*x + c == 0; a double one is given once.

    >>> solve_quadratic(1, -3, 2)
    (1.0, 2.0)
    >>> solve_quadratic(1, 2, 1)
    (-1.0,)
    >>> solve_quadratic(1, 0, 4)
    (-2j, 2j)
    >>> solve_quadratic(0, 1, 2)
    Traceback (most recent call last):
        ...
    ValueError: a must not be zero
    """
    if a == 0:
        raise ValueError("a must not be zero")
    discriminant = b * b - 4 * a * c
    if discriminant == 0:
        return (-b / (2 * a),)
    root: Root = math.sqrt(discriminant) if discriminant > 0 else cmath.sqrt(discriminant)
    solutions = ((-b - root) / (2 * a), (-b + root) / (2 * a))
    return solutions if discriminant < 0 else tuple(sorted(solutions, key=lambda x: x.real))
