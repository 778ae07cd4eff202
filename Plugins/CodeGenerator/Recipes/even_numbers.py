# recipe: even_numbers
# title: Even and odd numbers of a list
# keywords: even numbers, odd numbers, filter even numbers, sum of even numbers, sum of odd numbers, keep the even numbers of a list
# tags: list, math
# main: even_numbers
# also: only, odd
"""Even and odd numbers of a list."""

from typing import Iterable, List


def even_numbers(numbers: Iterable[int]) -> List[int]:
    """Return the even numbers, in their order.

    >>> even_numbers([3, 4, 7, 10])
    [4, 10]
    """
    return [number for number in numbers if number % 2 == 0]


def odd_numbers(numbers: Iterable[int]) -> List[int]:
    """Return the odd numbers, in their order.

    >>> odd_numbers([3, 4, 7, 10])
    [3, 7]
    """
    return [number for number in numbers if number % 2 != 0]


def sum_of_even_numbers(numbers: Iterable[int]) -> int:
    """Return the sum of the even numbers.

    >>> sum_of_even_numbers([3, 4, 7, 10])
    14
    """
    return sum(even_numbers(numbers))


def sum_of_odd_numbers(numbers: Iterable[int]) -> int:
    """Return the sum of the odd numbers.

    >>> sum_of_odd_numbers([3, 4, 7, 10])
    10
    """
    return sum(odd_numbers(numbers))
