# recipe: card_deck
# title: Deck of cards
# keywords: deck of cards, card deck class, shuffle and deal cards, playing cards
# tags: class, game, random
# main: Deck
# also: shuffled, suits, ranks, hand, draws, draw
"""Deck of cards."""

import random
from typing import List, Optional


class Deck:
    """A deck of 52 playing cards.

    >>> deck = Deck()
    >>> len(deck)
    52
    >>> deck.shuffle()
    >>> hand = deck.deal(5)
    >>> len(hand), len(deck)
    (5, 47)
    >>> deck.deal(48)
    Traceback (most recent call last):
        ...
    ValueError: the deck has 47 cards left
    """

    RANKS = ["2", "3", "4", "5", "6", "7", "8", "9", "10", "J", "Q", "K", "A"]
    SUITS = ["clubs", "diamonds", "hearts", "spades"]

    def __init__(self) -> None:
        self._cards = [f"{rank} of {suit}" for suit in self.SUITS for rank in self.RANKS]

    def __len__(self) -> int:
        return len(self._cards)

    def shuffle(self, generator: Optional[random.Random] = None) -> None:
        """Put the cards that are left into a random order."""
        (generator or random.Random()).shuffle(self._cards)

    def deal(self, count: int = 1) -> List[str]:
        """Take cards from the top."""
        if count > len(self._cards):
            raise ValueError(f"the deck has {len(self._cards)} cards left")
        return [self._cards.pop() for _ in range(count)]
