# recipe: memoize_decorator
# title: Memoize decorator
# keywords: memoize, memoization, memoise, cache decorator, cache function results
# tags: decorator, cache
# main: memoize
# also: caches, cached, remembers, expensive, calls
"""Memoize decorator."""

import functools
from typing import Any, Callable, Dict, Hashable


def memoize(function: Callable) -> Callable:
    """Remember the results of a function by its (hashable) arguments.

    >>> calls = []
    >>> @memoize
    ... def square(n):
    ...     calls.append(n)
    ...     return n * n
    >>> square(4), square(4), square(n=4)
    (16, 16, 16)
    >>> calls
    [4, 4]
    >>> square.cache_clear()
    >>> square(4), len(calls)
    (16, 3)
    """
    results: Dict[Hashable, Any] = {}

    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        key = (args, tuple(sorted(kwargs.items())))
        if key not in results:
            results[key] = function(*args, **kwargs)
        return results[key]

    wrapper.cache_clear = results.clear  # type: ignore[attr-defined]
    return wrapper
