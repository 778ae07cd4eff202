# recipe: sum_of_squares
# title: Sum of squares
# keywords: sum of squares, squares of numbers, square each number, sum of the squares of the first n numbers
# tags: math
# main: sum_of_squares
# also: squared, first
"""Sum of squares."""

from typing import Iterable, List


def squares(numbers: Iterable[float]) -> List[float]:
    """Return the square of each number.

    >>> squares([1, -2, 3])
    [1, 4, 9]
    """
    return [number * number for number in numbers]


def sum_of_squares(numbers: Iterable[float]) -> float:
    """Return the sum of the squares of numbers.

    >>> sum_of_squares([1, 2, 3])
    14
    """
    return sum(squares(numbers))


def sum_of_first_squares(n: int) -> int:
    """Return the sum of the squares of the first n numbers, 1 to n.

    >>> sum_of_first_squares(10)
    385
    """
    return n * (n + 1) * (2 * n + 1) // 6
