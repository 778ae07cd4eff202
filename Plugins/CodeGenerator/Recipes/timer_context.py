# recipe: timer_context
# title: Context manager that measures time
# keywords: context manager, timer context manager, with statement timer, stopwatch, elapsed time
# tags: context manager, time
# main: Stopwatch
# also: block, seconds, long
"""Context manager that measures time."""

import time
from types import TracebackType
from typing import Callable, Optional, Type


class Stopwatch:
    """Measures the time spent in a ``with`` block; can be used several times.

    >>> ticks = iter([10.0, 12.5, 20.0, 21.0])
    >>> watch = Stopwatch(clock=lambda: next(ticks))
    >>> with watch:
    ...     pass
    >>> watch.elapsed
    2.5
    >>> with watch:
    ...     pass
    >>> watch.elapsed
    3.5
    >>> watch.reset()
    >>> watch.elapsed
    0.0
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._start = 0.0
        self.elapsed = 0.0

    def __enter__(self) -> "Stopwatch":
        self._start = self._clock()
        return self

    def __exit__(
        self,
        kind: Optional[Type[BaseException]],
        error: Optional[BaseException],
        traceback: Optional[TracebackType],
    ) -> None:
        self.elapsed += self._clock() - self._start

    def reset(self) -> None:
        """Set the measured time to zero."""
        self.elapsed = 0.0
