# recipe: rock_paper_scissors
# title: Rock, paper, scissors
# keywords: rock paper scissors, game round
# tags: game
# main: play_round
# also: winner, wins, player, players, against
"""Rock, paper, scissors."""

import random
from typing import Optional

_BEATS = {"rock": "scissors", "scissors": "paper", "paper": "rock"}


def play_round(first: str, second: str) -> str:
    """Return "first", "second" or "draw".

    >>> play_round("rock", "scissors")
    'first'
    >>> play_round("Rock", "paper")
    'second'
    >>> play_round("paper", "paper")
    'draw'
    >>> play_round("rock", "well")
    Traceback (most recent call last):
        ...
    ValueError: choose rock, paper or scissors
    """
    a, b = first.lower(), second.lower()
    if a not in _BEATS or b not in _BEATS:
        raise ValueError("choose rock, paper or scissors")
    if a == b:
        return "draw"
    return "first" if _BEATS[a] == b else "second"


def computer_choice(generator: Optional[random.Random] = None) -> str:
    """Return a random choice.

    >>> computer_choice(random.Random(1)) in ("rock", "paper", "scissors")
    True
    """
    return (generator or random.Random()).choice(sorted(_BEATS))
