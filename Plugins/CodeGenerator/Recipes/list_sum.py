# recipe: list_sum
# title: Sum and product of a list of numbers
# keywords: sum of a list, sum of numbers, product of a list, multiply all numbers of a list, total of a list
# tags: list, math
# main: list_sum
# also: adds, multiplies, total, up, all
"""Sum and product of a list of numbers."""

from typing import Iterable


def list_sum(numbers: Iterable[float]) -> float:
    """Return the sum of the numbers of a list; 0 of an empty one.

    >>> list_sum([1, 2, 3.5])
    6.5
    >>> list_sum([])
    0
    """
    total = 0
    for number in numbers:
        total += number
    return total


def list_product(numbers: Iterable[float]) -> float:
    """Return the product of the numbers of a list; 1 of an empty one.

    >>> list_product([2, 3, 4])
    24
    """
    product = 1
    for number in numbers:
        product *= number
    return product
