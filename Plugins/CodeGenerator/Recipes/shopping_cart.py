# recipe: shopping_cart
# title: Shopping cart class
# keywords: shopping cart, shopping basket, cart class, total of a shopping cart
# tags: class, money
# main: ShoppingCart
# also: products, quantities, prices
"""Shopping cart class."""

from decimal import Decimal
from typing import Dict, Tuple


class ShoppingCart:
    """Items with prices and quantities.

    >>> cart = ShoppingCart()
    >>> cart.add("pen", Decimal("1.50"), quantity=2)
    >>> cart.add("ink", Decimal("4.25"))
    >>> cart.total()
    Decimal('7.25')
    >>> cart.remove("pen")
    >>> cart.total()
    Decimal('4.25')
    >>> cart.remove("pen")
    Traceback (most recent call last):
        ...
    KeyError: 'no pen in the cart'
    """

    def __init__(self) -> None:
        self._items: Dict[str, Tuple[Decimal, int]] = {}

    def add(self, name: str, price: Decimal, quantity: int = 1) -> None:
        """Add an item; the quantity of one that is there grows."""
        if quantity < 1 or price < 0:
            raise ValueError("a quantity is at least 1, and a price at least 0")
        self._items[name] = (price, self._items.get(name, (price, 0))[1] + quantity)

    def remove(self, name: str) -> None:
        """Remove an item with all its quantity."""
        if name not in self._items:
            raise KeyError(f"no {name} in the cart")
        del self._items[name]

    def total(self) -> Decimal:
        """Return the sum of price times quantity."""
        return sum((price * count for price, count in self._items.values()), Decimal(0))
