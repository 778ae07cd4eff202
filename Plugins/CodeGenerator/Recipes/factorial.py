# recipe: factorial
# title: Factorial of a number
# keywords: factorial, n!, product of integers
# tags: math
# main: factorial
# also: nonnegative
"""Factorial of a number."""

def factorial(n: int) -> int:
    """Return n!, the product of the integers from 1 to n.

    >>> factorial(5)
    120
    >>> factorial(0)
    1
    >>> factorial(-3)
    Traceback (most recent call last):
        ...
    ValueError: n must not be negative
    """
    if n < 0:
        raise ValueError("n must not be negative")
    result = 1
    for factor in range(2, n + 1):
        result *= factor
    return result
