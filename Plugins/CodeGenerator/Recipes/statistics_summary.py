# recipe: statistics_summary
# title: Mean, median, mode and standard deviation
# keywords: mean, median, mode, average, standard deviation, stdev, variance, statistics, summary statistics of numbers
# tags: math, statistics
# main: summarize
# also: deviation, min, max, all
"""Mean, median, mode, variance and standard deviation."""

import math
from collections import Counter
from typing import Dict, List


def summarize(numbers: List[float]) -> Dict[str, float]:
    """Return count, mean, median, mode, sample variance and stdev, minimum and maximum.

    >>> summary = summarize([2, 4, 4, 4, 5, 5, 7, 9])
    >>> summary["mean"], summary["median"], summary["mode"]
    (5.0, 4.5, 4)
    >>> round(summary["variance"], 4), round(summary["stdev"], 4)
    (4.5714, 2.1381)
    >>> summarize([3])["stdev"]
    0.0
    >>> summarize([])
    Traceback (most recent call last):
        ...
    ValueError: no numbers to summarize
    """
    if not numbers:
        raise ValueError("no numbers to summarize")
    count = len(numbers)
    ordered = sorted(numbers)
    mean = math.fsum(numbers) / count
    middle = count // 2
    median = ordered[middle] if count % 2 else (ordered[middle - 1] + ordered[middle]) / 2
    squares = math.fsum((number - mean) ** 2 for number in numbers)
    variance = squares / (count - 1) if count > 1 else 0.0
    return {
        "count": count,
        "mean": mean,
        "median": median,
        "mode": Counter(numbers).most_common(1)[0][0],
        "variance": variance,
        "stdev": math.sqrt(variance),
        "minimum": ordered[0],
        "maximum": ordered[-1],
    }
