# recipe: hangman
# title: Hangman game
# keywords: hangman, hangman game, guess a word letter by letter, word guessing game
# tags: class, game
# main: Hangman
# also: lives, secret, guesses
"""Hangman game."""

from typing import Set


class Hangman:
    """The rules of hangman: a word is guessed letter by letter.

    >>> game = Hangman("tea", lives=2)
    >>> game.guess("e")
    True
    >>> game.shown()
    '_ e _'
    >>> game.guess("x"), game.lives
    (False, 1)
    >>> game.guess("t"), game.guess("a"), game.is_won()
    (True, True, True)
    """

    def __init__(self, word: str, lives: int = 6) -> None:
        if not word.isalpha():
            raise ValueError("the word must consist of letters")
        self.word = word.lower()
        self.lives = lives
        self.guessed: Set[str] = set()

    def guess(self, letter: str) -> bool:
        """Tell whether a letter is in the word; a wrong one that is new costs a life."""
        letter = letter.lower()
        if len(letter) != 1 or not letter.isalpha():
            raise ValueError("guess one letter at a time")
        if self.lives == 0 or self.is_won():
            raise ValueError("the game is over")
        is_new = letter not in self.guessed
        self.guessed.add(letter)
        if letter in self.word:
            return True
        if is_new:
            self.lives -= 1
        return False

    def shown(self) -> str:
        """Return the word with a line for each letter that is not guessed yet."""
        return " ".join(letter if letter in self.guessed else "_" for letter in self.word)

    def is_won(self) -> bool:
        """Tell whether all letters are guessed."""
        return set(self.word) <= self.guessed

    def is_lost(self) -> bool:
        """Tell whether no life is left."""
        return self.lives == 0
