# recipe: prime_sieve
# title: Prime numbers up to a limit (sieve of Eratosthenes)
# keywords: primes, prime numbers, sieve, eratosthenes, sieve of eratosthenes, list primes below limit
# tags: math, number theory
# main: primes_up_to
# also: below, under, all
"""Prime numbers up to a limit (sieve of Eratosthenes)."""

from typing import List


def primes_up_to(limit: int) -> List[int]:
    """Return all primes that are not larger than limit.

    >>> primes_up_to(30)
    [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]
    >>> primes_up_to(1)
    []
    >>> len(primes_up_to(10_000))
    1229
    """
    if limit < 2:
        return []
    is_candidate = bytearray([1]) * (limit + 1)
    is_candidate[0:2] = b"\x00\x00"
    for number in range(2, int(limit**0.5) + 1):
        if is_candidate[number]:
            multiples = range(number * number, limit + 1, number)
            is_candidate[number * number :: number] = bytes(len(multiples))
    return [number for number, prime in enumerate(is_candidate) if prime]
