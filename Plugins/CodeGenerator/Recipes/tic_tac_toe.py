# recipe: tic_tac_toe
# title: Tic-tac-toe winner
# keywords: tic tac toe, noughts and crosses, winner of a board, winner of a tic tac toe game, winner of a game of noughts and crosses
# tags: board
# main: winner
# also: won, wins, who, 3x3
"""Tic-tac-toe winner."""

from typing import Optional, Sequence


def winner(board: Sequence[str]) -> Optional[str]:
    """Return "X" or "O" if that player has a row, column or diagonal, else None.

    >>> winner(["XOX", "OXO", "OOX"])
    'X'
    >>> winner(["OOO", "XX.", "X.."])
    'O'
    >>> winner(["...", "...", "..."]) is None
    True
    """
    lines = list(board) + ["".join(column) for column in zip(*board)]
    lines.append("".join(board[i][i] for i in range(3)))
    lines.append("".join(board[i][2 - i] for i in range(3)))
    for player in ("X", "O"):
        if player * 3 in lines:
            return player
    return None
