# recipe: knapsack
# title: 0/1 knapsack
# keywords: knapsack, maximum value weight limit, dynamic programming
# tags: dynamic programming, algorithm
# main: knapsack
# also: weights, values, capacity, backpack, best
"""0/1 knapsack."""

from typing import List, Tuple


def knapsack(items: List[Tuple[int, int]], capacity: int) -> Tuple[int, List[int]]:
    """Return the best value of (weight, value) items within capacity, and their indexes.

    >>> knapsack([(1, 1), (3, 4), (4, 5), (5, 7)], 7)
    (9, [1, 2])
    >>> knapsack([(10, 100)], 5)
    (0, [])
    >>> knapsack([], 5)
    (0, [])
    """
    table = [[0] * (capacity + 1)]
    for weight, value in items:
        above = table[-1]
        row = list(above)
        for room in range(weight, capacity + 1):
            row[room] = max(above[room], above[room - weight] + value)
        table.append(row)
    chosen, room = [], capacity
    for index in range(len(items) - 1, -1, -1):
        if table[index + 1][room] != table[index][room]:
            chosen.append(index)
            room -= items[index][0]
    return table[-1][capacity], chosen[::-1]
