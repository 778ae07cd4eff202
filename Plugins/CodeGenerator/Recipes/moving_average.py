# recipe: moving_average
# title: Moving average
# keywords: moving average, rolling average, running mean, sliding average, smoothing
# tags: math, statistics
# main: moving_average
# also: size, window
"""Moving average."""

from collections import deque
from typing import Deque, Iterable, Iterator


def moving_average(numbers: Iterable[float], window: int) -> Iterator[float]:
    """Yield the mean of each run of ``window`` consecutive numbers.

    >>> list(moving_average([1, 2, 3, 4, 5], 3))
    [2.0, 3.0, 4.0]
    >>> list(moving_average([1, 2], 3))
    []
    >>> list(moving_average([1], 0))
    Traceback (most recent call last):
        ...
    ValueError: window must be at least 1
    """
    if window < 1:
        raise ValueError("window must be at least 1")
    recent: Deque[float] = deque(maxlen=window)
    for number in numbers:
        recent.append(number)
        if len(recent) == window:
            yield sum(recent) / window
