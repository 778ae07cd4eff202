# recipe: retry_decorator
# title: Retry decorator
# keywords: retry, retry when it fails, retry on failure, retry decorator, retry on exception, exponential backoff, repeat on failure
# tags: decorator
# main: retry
# also: attempt, attempts, tries, try, times, pause, wait, waits, between, fails, failing, failed, again, seconds, up
"""Retry decorator."""

import functools
import time
from typing import Any, Callable, Tuple, Type


def retry(
    attempts: int = 3,
    delay: float = 0.1,
    exceptions: Tuple[Type[BaseException], ...] = (Exception,),
    sleep: Callable[[float], Any] = time.sleep,
) -> Callable:
    """Call the decorated function again when it raises, some times, waiting twice as long each.

    >>> waits = []
    >>> outcomes = iter([ValueError("1st"), ValueError("2nd"), "done"])
    >>> @retry(attempts=3, delay=1, sleep=waits.append)
    ... def work():
    ...     outcome = next(outcomes)
    ...     if isinstance(outcome, Exception):
    ...         raise outcome
    ...     return outcome
    >>> work()
    'done'
    >>> waits
    [1, 2]
    >>> retry(attempts=0)
    Traceback (most recent call last):
        ...
    ValueError: attempts must be at least 1
    """
    if attempts < 1:
        raise ValueError("attempts must be at least 1")

    def decorate(function: Callable) -> Callable:
        @functools.wraps(function)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            wait = delay
            for _ in range(attempts - 1):
                try:
                    return function(*args, **kwargs)
                except exceptions:
                    sleep(wait)
                    wait *= 2
            return function(*args, **kwargs)

        return wrapper

    return decorate
