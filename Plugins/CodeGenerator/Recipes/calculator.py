# recipe: calculator
# title: Calculator class
# keywords: calculator, calculator class, simple calculator, add subtract multiply divide, basic calculator
# tags: class, math
# main: Calculator
# also: plus, minus, reset, zero, division
"""Calculator class."""


class Calculator:
    """A calculator that keeps its result.

    >>> calculator = Calculator()
    >>> calculator.add(10)
    10
    >>> calculator.subtract(4)
    6
    >>> calculator.multiply(3)
    18
    >>> calculator.divide(4)
    4.5
    >>> calculator.divide(0)
    Traceback (most recent call last):
        ...
    ZeroDivisionError: 4.5 can't be divided by 0
    >>> calculator.clear()
    0
    """

    def __init__(self) -> None:
        self.result: float = 0

    def add(self, number: float) -> float:
        """Add a number."""
        self.result += number
        return self.result

    def subtract(self, number: float) -> float:
        """Take a number away."""
        self.result -= number
        return self.result

    def multiply(self, number: float) -> float:
        """Multiply by a number."""
        self.result *= number
        return self.result

    def divide(self, number: float) -> float:
        """Divide by a number."""
        if number == 0:
            raise ZeroDivisionError(f"{self.result} can't be divided by 0")
        self.result /= number
        return self.result

    def clear(self) -> float:
        """Begin at 0 again."""
        self.result = 0
        return self.result
