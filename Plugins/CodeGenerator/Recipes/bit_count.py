# recipe: bit_count
# title: Bit counting and bit tricks
# keywords: bit count, count set bits, popcount, hamming weight, power of two, bitwise
# tags: math, bits
# main: count_bits
# also: ones, binary, representation
"""Bit counting and bit tricks."""

def count_bits(n: int) -> int:
    """Return how many bits of a non-negative integer are 1.

    >>> count_bits(0b101101)
    4
    >>> count_bits(0)
    0
    >>> count_bits(-1)
    Traceback (most recent call last):
        ...
    ValueError: n must not be negative
    """
    if n < 0:
        raise ValueError("n must not be negative")
    count = 0
    while n:
        n &= n - 1  # clears the lowest set bit
        count += 1
    return count


def is_power_of_two(n: int) -> bool:
    """Tell whether n is 1, 2, 4, 8, ...

    >>> [n for n in range(-2, 17) if is_power_of_two(n)]
    [1, 2, 4, 8, 16]
    """
    return n > 0 and n & (n - 1) == 0
