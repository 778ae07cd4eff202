# recipe: timer_decorator
# title: Timing decorator
# keywords: timer decorator, measure execution time, measure how long a function takes, time a function, timing decorator, profile function
# tags: decorator, time
# main: timed
# also: seconds, runtime, duration, execution
"""Timing decorator."""

import functools
import time
from typing import Any, Callable


def timed(
    report: Callable[[str], Any] = print, clock: Callable[[], float] = time.perf_counter
) -> Callable:
    """Measure how long each call of the decorated function takes, and report it.

    >>> ticks = iter([0.0, 1.5])
    >>> @timed(clock=lambda: next(ticks))
    ... def work(n):
    ...     return n * 2
    >>> work(21)
    work took 1.500 s
    42
    >>> work.__name__
    'work'
    >>> lines = []
    >>> timed(report=lines.append)(len)("abc"), len(lines)
    (3, 1)
    """

    def decorate(function: Callable) -> Callable:
        @functools.wraps(function)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            start = clock()
            try:
                return function(*args, **kwargs)
            finally:
                report(f"{function.__name__} took {clock() - start:.3f} s")

        return wrapper

    return decorate
