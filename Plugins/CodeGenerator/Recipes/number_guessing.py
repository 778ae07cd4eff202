# recipe: number_guessing
# title: Number guessing game
# keywords: number guessing game, guess the number, guessing game
# tags: game, random
# main: GuessingGame
# also: hints, higher, lower, player, random, secret
"""Number guessing game."""

import random
from typing import Optional


class GuessingGame:
    """A secret number that answers guesses.

    >>> game = GuessingGame(1, 100, secret=42)
    >>> game.guess(50), game.guess(25), game.guess(42)
    ('lower', 'higher', 'correct')
    >>> game.attempts
    3
    >>> game.guess(101)
    Traceback (most recent call last):
        ...
    ValueError: guess a number from 1 to 100
    """

    def __init__(self, low: int = 1, high: int = 100, secret: Optional[int] = None) -> None:
        self.low, self.high = low, high
        self.attempts = 0
        self._secret = random.randint(low, high) if secret is None else secret

    def guess(self, number: int) -> str:
        """Return "lower" or "higher", where the secret lies, or "correct"."""
        if not self.low <= number <= self.high:
            raise ValueError(f"guess a number from {self.low} to {self.high}")
        self.attempts += 1
        if number == self._secret:
            return "correct"
        return "lower" if number > self._secret else "higher"
