# recipe: simple_interest
# title: Simple interest
# keywords: simple interest, calculate simple interest, interest without compounding
# tags: money, math
# main: simple_interest
# also: yearly, annual, annually, rate, time, money, percentage, year
"""Simple interest."""


def simple_interest(principal: float, percent: float, years: float) -> float:
    """Return the interest of a sum at a yearly rate in percent, without interest on interest.

    >>> simple_interest(1000, 5, 3)
    150.0
    >>> simple_interest(200, 2.5, 0)
    0.0
    >>> simple_interest(-1, 5, 1)
    Traceback (most recent call last):
        ...
    ValueError: principal and years can't be less than 0
    """
    if principal < 0 or years < 0:
        raise ValueError("principal and years can't be less than 0")
    return principal * percent / 100 * years
