# recipe: gcd_lcm
# title: Greatest common divisor and least common multiple
# keywords: gcd, lcm, greatest common divisor, least common multiple, euclid, euclidean algorithm, highest common factor, hcf
# tags: math, number theory
# main: gcd
# also: divisor, multiple
"""Greatest common divisor and least common multiple."""

def gcd(a: int, b: int) -> int:
    """Return the greatest common divisor of a and b (Euclid's algorithm).

    >>> gcd(48, 18)
    6
    >>> gcd(-4, 6)
    2
    >>> gcd(0, 5)
    5
    """
    while b:
        a, b = b, a % b
    return abs(a)


def lcm(a: int, b: int) -> int:
    """Return the least common multiple of a and b; 0 if either is 0.

    >>> lcm(4, 6)
    12
    >>> lcm(0, 3)
    0
    """
    if a == 0 or b == 0:
        return 0
    return abs(a // gcd(a, b) * b)
