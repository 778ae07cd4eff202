# recipe: linear_regression
# title: Linear regression
# keywords: linear regression, least squares, best fit line, line of best fit, slope and intercept
# tags: math, statistics
# main: linear_regression
# also: xs, ys, data
"""Linear regression."""

from typing import Sequence, Tuple


def linear_regression(xs: Sequence[float], ys: Sequence[float]) -> Tuple[float, float]:
    """Return slope and intercept of the least-squares line through the points.

    >>> linear_regression([1, 2, 3], [3, 5, 7])
    (2.0, 1.0)
    >>> slope, intercept = linear_regression([0, 1, 2, 3], [1, 2.9, 5.1, 7])
    >>> round(slope, 2), round(intercept, 2)
    (2.02, 0.97)
    >>> linear_regression([1, 1], [2, 3])
    Traceback (most recent call last):
        ...
    ValueError: at least two different x values are needed
    """
    if len(xs) != len(ys):
        raise ValueError("xs and ys must have the same length")
    if len(set(xs)) < 2:
        raise ValueError("at least two different x values are needed")
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    covariance = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys))
    variance = sum((x - mean_x) ** 2 for x in xs)
    slope = covariance / variance
    return slope, mean_y - slope * mean_x
