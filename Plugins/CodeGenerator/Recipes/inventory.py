# recipe: inventory
# title: Inventory class
# keywords: inventory, stock of items, warehouse, product stock management
# tags: class, example
# main: Inventory
# also: products, low, quantities, quantity
"""Inventory class."""

from typing import Dict, List


class Inventory:
    """Counts the items in stock.

    >>> stock = Inventory()
    >>> stock.add("apple", 10)
    >>> stock.remove("apple", 4)
    >>> stock.count("apple"), stock.count("pear")
    (6, 0)
    >>> stock.below(7)
    ['apple']
    >>> stock.remove("apple", 7)
    Traceback (most recent call last):
        ...
    ValueError: only 6 of 'apple' in stock
    """

    def __init__(self) -> None:
        self._counts: Dict[str, int] = {}

    def count(self, item: str) -> int:
        """Return how many of item there are."""
        return self._counts.get(item, 0)

    def add(self, item: str, quantity: int) -> None:
        """Put a positive quantity of item into stock."""
        if quantity < 1:
            raise ValueError("the quantity must be at least 1")
        self._counts[item] = self.count(item) + quantity

    def remove(self, item: str, quantity: int) -> None:
        """Take a quantity of item out of stock."""
        if quantity > self.count(item):
            raise ValueError(f"only {self.count(item)} of {item!r} in stock")
        self._counts[item] -= quantity

    def below(self, minimum: int) -> List[str]:
        """Return the items of which there are fewer than minimum, sorted."""
        return sorted(item for item, count in self._counts.items() if count < minimum)
