# recipe: bank_account
# title: Bank account class
# keywords: bank account, deposit, withdraw, balance, account class
# tags: class, example
# main: BankAccount
# also: money, overdraft, history, transactions, amount, insufficient, funds, overdrawn
"""Bank account class."""

from decimal import Decimal
from typing import List, Tuple


class BankAccount:
    """An account that is never overdrawn and remembers its transactions.

    >>> account = BankAccount("Ada")
    >>> account.deposit("100.50")
    >>> account.withdraw("20.25")
    >>> account.balance
    Decimal('80.25')
    >>> account.withdraw("1000")
    Traceback (most recent call last):
        ...
    ValueError: the balance is only 80.25
    >>> account.deposit("-5")
    Traceback (most recent call last):
        ...
    ValueError: the amount must be positive
    >>> [kind for kind, _ in account.history]
    ['deposit', 'withdrawal']
    """

    def __init__(self, owner: str) -> None:
        self.owner = owner
        self.balance = Decimal("0")
        self.history: List[Tuple[str, Decimal]] = []

    def deposit(self, amount: str) -> None:
        """Add a positive amount."""
        value = self._positive(amount)
        self.balance += value
        self.history.append(("deposit", value))

    def withdraw(self, amount: str) -> None:
        """Take out a positive amount that is not larger than the balance."""
        value = self._positive(amount)
        if value > self.balance:
            raise ValueError(f"the balance is only {self.balance}")
        self.balance -= value
        self.history.append(("withdrawal", value))

    @staticmethod
    def _positive(amount: str) -> Decimal:
        value = Decimal(amount)
        if value <= 0:
            raise ValueError("the amount must be positive")
        return value
