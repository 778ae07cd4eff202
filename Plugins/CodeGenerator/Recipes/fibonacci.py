# recipe: fibonacci
# title: Fibonacci numbers
# keywords: fibonacci, fib, fibonnaci, fibonaci, fibonacci sequence, fibonacci series, golden ratio numbers, nth fibonacci number, sum of the two preceding numbers
# tags: math, sequence
# main: fibonacci
# also: first, terms
"""Fibonacci numbers."""

from typing import List


def fibonacci(n: int) -> int:
    """Return the n-th Fibonacci number, counting from fibonacci(0) == 0.

    >>> [fibonacci(i) for i in range(10)]
    [0, 1, 1, 2, 3, 5, 8, 13, 21, 34]
    >>> fibonacci(100)
    354224848179261915075
    >>> fibonacci(-1)
    Traceback (most recent call last):
        ...
    ValueError: n must not be negative
    """
    if n < 0:
        raise ValueError("n must not be negative")
    current, following = 0, 1
    for _ in range(n):
        current, following = following, current + following
    return current


def fibonacci_sequence(count: int) -> List[int]:
    """Return the first ``count`` Fibonacci numbers.

    >>> fibonacci_sequence(8)
    [0, 1, 1, 2, 3, 5, 8, 13]
    >>> fibonacci_sequence(0)
    []
    """
    if count < 0:
        raise ValueError("count must not be negative")
    numbers = []
    current, following = 0, 1
    for _ in range(count):
        numbers.append(current)
        current, following = following, current + following
    return numbers
