# recipe: perfect_number
# title: Perfect numbers
# keywords: perfect number, perfect numbers, sum of proper divisors, abundant number, deficient number
# tags: math, number theory
# main: is_perfect
# also: equal, equals
"""Perfect numbers."""

def is_perfect(n: int) -> bool:
    """Tell whether n equals the sum of its proper divisors.

    >>> [n for n in range(1, 500) if is_perfect(n)]
    [6, 28, 496]
    >>> is_perfect(1)
    False
    >>> is_perfect(-6)
    False
    """
    return n > 1 and sum_of_divisors(n) == n


def sum_of_divisors(n: int) -> int:
    """Return the sum of the divisors of n that are smaller than n.

    >>> sum_of_divisors(12)
    16
    """
    total, divisor = (1 if n > 1 else 0), 2
    while divisor * divisor <= n:
        if n % divisor == 0:
            total += divisor
            if divisor != n // divisor:
                total += n // divisor
        divisor += 1
    return total
