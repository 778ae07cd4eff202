# recipe: game_of_life
# title: Conway's Game of Life
# keywords: game of life, conway, cellular automaton, life simulation
# tags: simulation, game
# main: next_generation
# also: cells, dead, grid, step, neighbours, board
"""Conway's Game of Life."""

from collections import Counter
from typing import Set, Tuple

Cell = Tuple[int, int]


def next_generation(alive: Set[Cell]) -> Set[Cell]:
    """Return the living cells after one step on an endless board.

    >>> sorted(next_generation({(0, 0), (0, 1), (0, 2)}))
    [(-1, 1), (0, 1), (1, 1)]
    >>> block = {(0, 0), (0, 1), (1, 0), (1, 1)}
    >>> next_generation(block) == block
    True
    >>> next_generation({(5, 5)})
    set()
    """
    neighbours = Counter(
        (row + down, column + right)
        for row, column in alive
        for down in (-1, 0, 1)
        for right in (-1, 0, 1)
        if (down, right) != (0, 0)
    )
    return {
        cell for cell, count in neighbours.items() if count == 3 or (count == 2 and cell in alive)
    }
