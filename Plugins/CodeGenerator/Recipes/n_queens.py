# recipe: n_queens
# title: N queens
# keywords: n queens, eight queens, queens problem, chessboard backtracking
# tags: backtracking, puzzle
# main: solve_queens
# also: chess, board, attack, solutions
"""N queens."""

from typing import Iterator, List


def solve_queens(size: int) -> Iterator[List[int]]:
    """Yield all placements of queens that don't attack each other, as a column per row.

    >>> next(solve_queens(4))
    [1, 3, 0, 2]
    >>> sum(1 for _ in solve_queens(6))
    4
    >>> list(solve_queens(3))
    []
    """
    columns: List[int] = []

    def is_safe(column: int) -> bool:
        row = len(columns)
        return all(
            other != column and abs(other - column) != row - index
            for index, other in enumerate(columns)
        )

    def place() -> Iterator[List[int]]:
        if len(columns) == size:
            yield list(columns)
            return
        for column in range(size):
            if is_safe(column):
                columns.append(column)
                yield from place()
                columns.pop()

    return place()
