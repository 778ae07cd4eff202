# recipe: matrix
# title: Matrix operations
# keywords: matrix, matrices, matrix multiplication, multiply matrices, transpose, determinant, identity matrix, scalar multiplication
# tags: math, linear algebra
# main: matrix_multiply
# also: multiplication, columns, multiplies, two
"""Matrix operations."""

from typing import List

Matrix = List[List[float]]


def matrix_multiply(a: Matrix, b: Matrix) -> Matrix:
    """Return the product of two matrices given as lists of rows.

    >>> matrix_multiply([[1, 2], [3, 4]], [[5, 6], [7, 8]])
    [[19, 22], [43, 50]]
    >>> matrix_multiply([[1, 2]], [[1, 2]])
    Traceback (most recent call last):
        ...
    ValueError: the columns of a must match the rows of b
    """
    if not a or len(a[0]) != len(b):
        raise ValueError("the columns of a must match the rows of b")
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]


def scale_matrix(matrix: Matrix, number: float) -> Matrix:
    """Multiply a matrix with a number (scalar multiplication).

    >>> scale_matrix([[1, 2], [3, 4]], 3)
    [[3, 6], [9, 12]]
    """
    return [[entry * number for entry in row] for row in matrix]


def transpose(matrix: Matrix) -> Matrix:
    """Return the matrix with rows and columns exchanged.

    >>> transpose([[1, 2, 3], [4, 5, 6]])
    [[1, 4], [2, 5], [3, 6]]
    """
    return [list(column) for column in zip(*matrix)]


def determinant(matrix: Matrix) -> float:
    """Return the determinant of a square matrix, by expansion along the first row.

    >>> determinant([[3, 8], [4, 6]])
    -14
    >>> determinant([[6, 1, 1], [4, -2, 5], [2, 8, 7]])
    -306
    """
    if any(len(row) != len(matrix) for row in matrix):
        raise ValueError("only a square matrix has a determinant")
    if not matrix:
        return 1
    total: float = 0
    for column, value in enumerate(matrix[0]):
        minor = [row[:column] + row[column + 1 :] for row in matrix[1:]]
        total += (-1) ** column * value * determinant(minor)
    return total
