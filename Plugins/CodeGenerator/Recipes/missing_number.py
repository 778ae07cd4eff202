# recipe: missing_number
# title: Missing number of a sequence
# keywords: missing number, find the missing number, missing numbers in a sequence, gap in a sequence
# tags: list, math
# main: missing_numbers
# also: between, absent, gap
"""Missing number of a sequence."""

from typing import Iterable, List


def missing_numbers(numbers: Iterable[int]) -> List[int]:
    """Return the whole numbers that are missing between the smallest and the largest.

    >>> missing_numbers([1, 2, 4, 7])
    [3, 5, 6]
    >>> missing_numbers([3, 4, 5])
    []
    >>> missing_numbers([])
    []
    """
    present = set(numbers)
    if not present:
        return []
    return [number for number in range(min(present), max(present)) if number not in present]
