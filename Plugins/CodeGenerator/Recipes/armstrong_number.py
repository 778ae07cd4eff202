# recipe: armstrong_number
# title: Armstrong numbers
# keywords: armstrong number, narcissistic number, sum of powers of digits
# tags: math, number theory
# main: is_armstrong
# also: digits, power, cubes, equal
"""Armstrong numbers."""

def is_armstrong(n: int) -> bool:
    """Tell whether n is the sum of its digits, each to the power of their count.

    >>> [n for n in range(10, 1000) if is_armstrong(n)]
    [153, 370, 371, 407]
    >>> is_armstrong(9474)
    True
    >>> is_armstrong(-153)
    False
    """
    if n < 0:
        return False
    digits = [int(digit) for digit in str(n)]
    return sum(digit ** len(digits) for digit in digits) == n
