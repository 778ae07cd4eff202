# recipe: pascal_triangle
# title: Pascal's triangle
# keywords: pascal triangle, pascal's triangle
# tags: math, sequence
# main: pascal_triangle
# also: row, first
"""Pascal's triangle."""

from typing import List


def pascal_triangle(rows: int) -> List[List[int]]:
    """Return the first rows of Pascal's triangle.

    >>> pascal_triangle(5)
    [[1], [1, 1], [1, 2, 1], [1, 3, 3, 1], [1, 4, 6, 4, 1]]
    >>> pascal_triangle(0)
    []
    >>> sum(pascal_triangle(11)[10])
    1024
    """
    triangle: List[List[int]] = []
    for number in range(rows):
        row = [1] * (number + 1)
        for column in range(1, number):
            row[column] = triangle[-1][column - 1] + triangle[-1][column]
        triangle.append(row)
    return triangle


def pascal_row(n: int) -> List[int]:
    """Return row n of Pascal's triangle; the first is row 0.

    >>> pascal_row(4)
    [1, 4, 6, 4, 1]
    >>> pascal_row(0)
    [1]
    """
    return pascal_triangle(n + 1)[n]
