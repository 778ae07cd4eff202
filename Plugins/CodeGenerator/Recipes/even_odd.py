# recipe: even_odd
# title: Even or odd number check
# keywords: even or odd, odd or even, check if a number is odd, check if a number is even, parity
# tags: math
# main: is_even
# also: odd, even
"""Even or odd number check."""


def is_even(n: int) -> bool:
    """Tell whether a whole number is even.

    >>> is_even(4), is_even(7), is_even(0), is_even(-2)
    (True, False, True, True)
    """
    return n % 2 == 0


def is_odd(n: int) -> bool:
    """Tell whether a whole number is odd.

    >>> is_odd(7)
    True
    >>> is_odd(-4)
    False
    """
    return n % 2 != 0
