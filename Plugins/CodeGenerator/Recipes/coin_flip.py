# recipe: coin_flip
# title: Coin flips
# keywords: coin flip, flip a coin, coin toss, toss a coin, heads or tails
# tags: random, game
# main: flip_coin
# also: times, head, tail, simulate
"""Coin flips."""

import random
from typing import Dict, Optional


def flip_coin(generator: Optional[random.Random] = None) -> str:
    """Return "heads" or "tails" by chance.

    >>> flip_coin() in ("heads", "tails")
    True
    """
    return (generator or random.Random()).choice(["heads", "tails"])


def flip_coins(times: int, generator: Optional[random.Random] = None) -> Dict[str, int]:
    """Flip a coin several times, and count heads and tails.

    >>> sum(flip_coins(20).values())
    20
    >>> flip_coins(0)
    {'heads': 0, 'tails': 0}
    """
    generator = generator or random.Random()
    counts = {"heads": 0, "tails": 0}
    for _ in range(times):
        counts[flip_coin(generator)] += 1
    return counts
