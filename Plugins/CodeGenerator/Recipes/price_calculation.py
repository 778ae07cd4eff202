# recipe: price_calculation
# title: Price after a discount
# keywords: discount, apply a discount, vat, sales tax, add tax to a price, price with tax, percentage off
# tags: money, math
# main: discounted
# also: percent, percentage, reduced, final, net, gross
"""Price after a discount."""

from decimal import ROUND_HALF_UP, Decimal


def _cents(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def discounted(price: Decimal, percent: Decimal) -> Decimal:
    """Return a price after a discount in percent, to the cent.

    >>> discounted(Decimal("80"), Decimal("25"))
    Decimal('60.00')
    >>> discounted(Decimal("80"), Decimal("120"))
    Traceback (most recent call last):
        ...
    ValueError: a discount is between 0 and 100 percent, not 120
    """
    if not 0 <= percent <= 100:
        raise ValueError(f"a discount is between 0 and 100 percent, not {percent}")
    return _cents(price * (100 - percent) / 100)


def with_tax(price: Decimal, percent: Decimal) -> Decimal:
    """Return the gross price: a price with a sales tax (VAT) in percent added, to the cent.

    >>> with_tax(Decimal("100"), Decimal("19"))
    Decimal('119.00')
    """
    return _cents(price * (100 + percent) / 100)


def without_tax(price: Decimal, percent: Decimal) -> Decimal:
    """Return the net price: what a price is without the sales tax that it contains, to the cent.

    >>> without_tax(Decimal("119"), Decimal("19"))
    Decimal('100.00')
    """
    return _cents(price * 100 / (100 + percent))
