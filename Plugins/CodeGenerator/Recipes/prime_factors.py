# recipe: prime_factors
# title: Prime factorization
# keywords: prime factors, factorize, factorization, decompose integer
# tags: math, number theory
# main: prime_factors
# also: multiplicity, decomposition, into, factor
"""Prime factorization."""

from typing import List


def prime_factors(n: int) -> List[int]:
    """Return the prime factors of n in rising order, repeated as often as they divide n.

    >>> prime_factors(360)
    [2, 2, 2, 3, 3, 5]
    >>> prime_factors(97)
    [97]
    >>> prime_factors(1)
    []
    >>> prime_factors(0)
    Traceback (most recent call last):
        ...
    ValueError: n must be at least 1
    """
    if n < 1:
        raise ValueError("n must be at least 1")
    factors = []
    divisor = 2
    while divisor * divisor <= n:
        while n % divisor == 0:
            factors.append(divisor)
            n //= divisor
        divisor += 1
    if n > 1:
        factors.append(n)
    return factors
