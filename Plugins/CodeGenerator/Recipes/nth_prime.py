# recipe: nth_prime
# title: The n-th prime number
# keywords: nth prime, n-th prime number, nth prime number, first n primes, first primes
# tags: math, primes
# main: nth_prime
# also: hundredth
"""The n-th prime number."""

from typing import List


def first_primes(n: int) -> List[int]:
    """Return the first n prime numbers.

    >>> first_primes(5)
    [2, 3, 5, 7, 11]
    >>> first_primes(0)
    []
    """
    primes: List[int] = []
    candidate = 2
    while len(primes) < n:
        if all(candidate % prime for prime in primes if prime * prime <= candidate):
            primes.append(candidate)
        candidate += 1
    return primes


def nth_prime(n: int) -> int:
    """Return the n-th prime number, where 2 is number 1.

    >>> nth_prime(1)
    2
    >>> nth_prime(10)
    29
    >>> nth_prime(0)
    Traceback (most recent call last):
        ...
    ValueError: there is no prime number 0: counting begins at 1
    """
    if n < 1:
        raise ValueError(f"there is no prime number {n}: counting begins at 1")
    return first_primes(n)[-1]
