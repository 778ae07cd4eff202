# recipe: currency_conversion
# title: Currency conversion with given rates
# keywords: currency converter, convert currency, exchange rate, convert euros to dollars with a rate
# tags: money, conversion
# main: convert_currency
# also: euros, dollars, pounds, money, amounts
"""Currency conversion with given rates."""

from typing import Dict


def convert_currency(amount: float, source: str, target: str, rates: Dict[str, float]) -> float:
    """Convert an amount by rates that say what one unit of a common currency is worth, to the cent.

    >>> rates = {"EUR": 1.0, "USD": 1.25, "GBP": 0.8}
    >>> convert_currency(100, "EUR", "USD", rates)
    125.0
    >>> convert_currency(125, "USD", "GBP", rates)
    80.0
    >>> convert_currency(1, "EUR", "XXX", rates)
    Traceback (most recent call last):
        ...
    KeyError: 'no rate for XXX'
    """
    for currency in (source, target):
        if currency not in rates:
            raise KeyError(f"no rate for {currency}")
    return round(amount / rates[source] * rates[target], 2)
