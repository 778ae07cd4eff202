# recipe: two_sum
# title: Two numbers with a given sum
# keywords: two sum, pair with given sum, pairs that add up to target, subarray sum
# tags: list, algorithm
# main: two_sum
# also: pair, indices, target
"""Two numbers with a given sum."""

from typing import List, Optional, Tuple


def two_sum(numbers: List[int], target: int) -> Optional[Tuple[int, int]]:
    """Return the indexes of two numbers that add up to target, or None.

    >>> two_sum([2, 7, 11, 15], 9)
    (0, 1)
    >>> two_sum([3, 3], 6)
    (0, 1)
    >>> two_sum([1, 2], 10) is None
    True
    """
    places = {}
    for index, number in enumerate(numbers):
        if target - number in places:
            return places[target - number], index
        places[number] = index
    return None
