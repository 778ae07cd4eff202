# recipe: digit_sum
# title: Sum of digits and digit reversal
# keywords: sum of digits, digit sum, digital root, reverse integer, reverse digits, count digits
# tags: math
# main: digit_sum
# also: cross
"""Sum of digits and digit reversal."""

def digit_sum(n: int) -> int:
    """Return the sum of the decimal digits of n: adds them up, without its sign.

    >>> digit_sum(4932)
    18
    >>> digit_sum(-15)
    6
    >>> digit_sum(0)
    0
    """
    return sum(int(digit) for digit in str(abs(n)))


def digital_root(n: int) -> int:
    """Sum the digits until one digit is left.

    >>> digital_root(4932)
    9
    """
    while n > 9:
        n = digit_sum(n)
    return n


def reverse_digits(n: int) -> int:
    """Return n with its digits reversed and its sign kept.

    >>> reverse_digits(-120)
    -21
    """
    sign = -1 if n < 0 else 1
    return sign * int(str(abs(n))[::-1])
