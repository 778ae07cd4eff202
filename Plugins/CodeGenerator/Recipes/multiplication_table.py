# recipe: multiplication_table
# title: Multiplication table
# keywords: multiplication table, times table, times tables, print the multiplication table
# tags: math
# main: multiplication_table
# also: times, up, grid
"""Multiplication table."""

from typing import List


def multiplication_table(number: int, up_to: int = 10) -> List[str]:
    """Return the lines of the times table of a number, from 1 up to a factor.

    >>> multiplication_table(7, up_to=3)
    ['7 x 1 = 7', '7 x 2 = 14', '7 x 3 = 21']
    """
    return [f"{number} x {factor} = {number * factor}" for factor in range(1, up_to + 1)]


def multiplication_grid(size: int) -> List[List[int]]:
    """Return the products of the numbers from 1 to a size, row by row.

    >>> multiplication_grid(3)
    [[1, 2, 3], [2, 4, 6], [3, 6, 9]]
    >>> multiplication_grid(0)
    []
    """
    numbers = range(1, size + 1)
    return [[row * column for column in numbers] for row in numbers]
