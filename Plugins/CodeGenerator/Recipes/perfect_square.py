# recipe: perfect_square
# title: Perfect square and power of two check
# keywords: perfect square, is a perfect square, check if a number is a perfect square, power of two, is a power of two
# tags: math
# main: is_perfect_square
# also: root
"""Perfect square and power of two check."""

from math import isqrt


def is_perfect_square(n: int) -> bool:
    """Tell whether n is the square of a whole number.

    >>> [n for n in range(20) if is_perfect_square(n)]
    [0, 1, 4, 9, 16]
    >>> is_perfect_square(-4)
    False
    """
    return n >= 0 and isqrt(n) ** 2 == n


def is_power_of_two(n: int) -> bool:
    """Tell whether n is a power of two.

    >>> [n for n in range(20) if is_power_of_two(n)]
    [1, 2, 4, 8, 16]
    """
    return n > 0 and n & (n - 1) == 0
