# recipe: fast_power
# title: Exponentiation by squaring
# keywords: binary exponentiation, fast power, exponentiation by squaring, modular exponentiation, power function, pow
# tags: math, algorithm
# main: power
# also: exponent, base, modulo, quickly, raised
"""Exponentiation by squaring."""

from typing import Optional


def power(base: int, exponent: int, modulus: Optional[int] = None) -> int:
    """Return base to the power of exponent, modulo modulus if one is given.

    >>> power(2, 10)
    1024
    >>> power(3, 200, 13)
    9
    >>> power(5, 0)
    1
    >>> power(2, -1)
    Traceback (most recent call last):
        ...
    ValueError: exponent must not be negative
    """
    if exponent < 0:
        raise ValueError("exponent must not be negative")
    result = 1
    while exponent:
        if exponent & 1:
            result *= base
            if modulus is not None:
                result %= modulus
        base *= base
        if modulus is not None:
            base %= modulus
        exponent >>= 1
    return result if modulus is None else result % modulus
