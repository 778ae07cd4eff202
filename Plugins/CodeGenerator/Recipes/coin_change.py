# recipe: coin_change
# title: Coin change
# keywords: coin change, minimum number of coins, make change, ways to pay an amount
# tags: dynamic programming, algorithm
# main: fewest_coins
# also: fewest, least, cents, amount, notes
"""Coin change."""

from typing import List, Optional


def fewest_coins(coins: List[int], amount: int) -> Optional[List[int]]:
    """Return the shortest list of coins that adds up to amount, or None.

    >>> fewest_coins([1, 5, 10, 25], 63)
    [25, 25, 10, 1, 1, 1]
    >>> fewest_coins([1, 3, 4], 6)
    [3, 3]
    >>> fewest_coins([5], 3) is None
    True
    >>> fewest_coins([1], 0)
    []
    """
    last_coin: List[Optional[int]] = [None] * (amount + 1)
    counts = [0] + [amount + 1] * amount
    for total in range(1, amount + 1):
        for coin in coins:
            if coin <= total and counts[total - coin] + 1 < counts[total]:
                counts[total] = counts[total - coin] + 1
                last_coin[total] = coin
    if counts[amount] > amount:
        return None
    chosen: List[int] = []
    while amount:
        coin = last_coin[amount] or 0
        chosen.append(coin)
        amount -= coin
    return sorted(chosen, reverse=True)


def number_of_coins(coins: List[int], amount: int) -> Optional[int]:
    """Return the minimum number of coins that add up to amount, or None.

    >>> number_of_coins([1, 5, 10, 25], 63)
    6
    >>> number_of_coins([5], 3) is None
    True
    """
    chosen = fewest_coins(coins, amount)
    return None if chosen is None else len(chosen)
