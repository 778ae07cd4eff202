# recipe: prime_check
# title: Prime number test
# keywords: prime, is prime, primality, check prime number
# tags: math, number theory
# main: is_prime
# also: divisible
"""Prime number test."""

def is_prime(n: int) -> bool:
    """Tell whether n is a prime number, by trial division up to its square root.

    >>> [n for n in range(20) if is_prime(n)]
    [2, 3, 5, 7, 11, 13, 17, 19]
    >>> is_prime(7919)
    True
    >>> is_prime(-7)
    False
    >>> is_prime(25)
    False
    """
    if n < 2:
        return False
    if n < 4:
        return True
    if n % 2 == 0 or n % 3 == 0:
        return False
    divisor = 5
    while divisor * divisor <= n:
        if n % divisor == 0 or n % (divisor + 2) == 0:
            return False
        divisor += 6
    return True
