# recipe: sudoku_solver
# title: Sudoku solver
# keywords: sudoku, solve sudoku, sudoku solver, 9x9 puzzle
# tags: backtracking, puzzle
# main: solve_sudoku
# also: board, backtracking, 9x9
"""Sudoku solver."""

from typing import List, Optional, Set, Tuple

Grid = List[List[int]]


def solve_sudoku(grid: Grid) -> Optional[Grid]:
    """Return the solved 9x9 grid, or None if there is no solution; 0 marks an empty cell.

    >>> rows = ["530070000", "600195000", "098000060", "800060003", "400803001",
    ...         "700020006", "060000280", "000419005", "000080079"]
    >>> solved = solve_sudoku([[int(digit) for digit in row] for row in rows])
    >>> solved[0]
    [5, 3, 4, 6, 7, 8, 9, 1, 2]
    >>> all(sum(row) == 45 for row in solved)
    True
    >>> blocked = [[1, 2, 3, 4, 5, 6, 7, 8, 0]] + [[0] * 8 + [9]] + [[0] * 9 for _ in range(7)]
    >>> solve_sudoku(blocked) is None
    True
    """
    result = [list(row) for row in grid]
    return result if _fill(result) else None


def _fill(grid: Grid) -> bool:
    best: Optional[Tuple[int, int, Set[int]]] = None
    for row in range(9):
        for column in range(9):
            if grid[row][column] == 0:
                options = _options(grid, row, column)
                if best is None or len(options) < len(best[2]):
                    best = (row, column, options)
    if best is None:
        return True
    row, column, options = best
    for digit in sorted(options):
        grid[row][column] = digit
        if _fill(grid):
            return True
    grid[row][column] = 0
    return False


def _options(grid: Grid, row: int, column: int) -> Set[int]:
    top, left = row // 3 * 3, column // 3 * 3
    used = set(grid[row]) | {grid[other][column] for other in range(9)}
    used |= {grid[r][c] for r in range(top, top + 3) for c in range(left, left + 3)}
    return set(range(1, 10)) - used
