# recipe: arithmetic
# title: Arithmetic with two numbers
# keywords: add two numbers, sum of two numbers, subtract two numbers, multiply two numbers, product of two numbers, divide two numbers
# tags: math
# main: add
# also: adds, plus, minus, times, subtracts, both
"""Arithmetic with two numbers."""


def add(a: float, b: float) -> float:
    """Return the sum of two numbers.

    >>> add(2, 3)
    5
    >>> add(-1, 0.5)
    -0.5
    """
    return a + b


def subtract(a: float, b: float) -> float:
    """Return the difference of two numbers.

    >>> subtract(2, 3)
    -1
    """
    return a - b


def multiply(a: float, b: float) -> float:
    """Return the product of two numbers.

    >>> multiply(2, 3)
    6
    """
    return a * b


def divide(a: float, b: float) -> float:
    """Return the quotient of two numbers.

    >>> divide(3, 2)
    1.5
    >>> divide(1, 0)
    Traceback (most recent call last):
        ...
    ValueError: 1 can't be divided by 0
    """
    if b == 0:
        raise ValueError(f"{a} can't be divided by 0")
    return a / b
