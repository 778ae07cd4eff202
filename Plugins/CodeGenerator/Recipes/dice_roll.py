# recipe: dice_roll
# title: Dice rolls
# keywords: dice, roll dice, simulate dice, random numbers, dice notation
# tags: random, game
# main: roll
# also: sided, sides, faces, times, sum, throw, throws, random
"""Dice rolls."""

import random
import re
from typing import Optional


def roll(notation: str, generator: Optional[random.Random] = None) -> int:
    """Return the result of a roll such as "2d6+1".

    >>> 3 <= roll("2d6+1", random.Random(42)) <= 13
    True
    >>> roll("3d1")
    3
    >>> roll("two dice")
    Traceback (most recent call last):
        ...
    ValueError: not a dice roll: 'two dice'
    """
    match = re.fullmatch(r"(\d*)d(\d+)([+-]\d+)?", notation.replace(" ", ""))
    if match is None or int(match[2]) < 1:
        raise ValueError(f"not a dice roll: {notation!r}")
    source = generator or random.Random()
    rolls = [source.randint(1, int(match[2])) for _ in range(int(match[1] or 1))]
    return sum(rolls) + int(match[3] or 0)
