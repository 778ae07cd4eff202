# recipe: running_total
# title: Running totals of a list
# keywords: running total, cumulative sum, running sum, partial sums, prefix sums
# tags: list, math
# main: running_totals
# also: far, cumulative
"""Running totals of a list."""

from typing import Iterable, List


def running_totals(numbers: Iterable[float]) -> List[float]:
    """Return the cumulative sums: at each place the sum of the numbers up to there.

    >>> running_totals([1, 2, 3, 4])
    [1, 3, 6, 10]
    >>> running_totals([5, -5, 2.5])
    [5, 0, 2.5]
    >>> running_totals([])
    []
    """
    totals = []
    total: float = 0
    for number in numbers:
        total += number
        totals.append(total)
    return totals
