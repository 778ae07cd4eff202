# recipe: base_conversion
# title: Number base conversion
# keywords: base conversion, decimal to binary, binary to decimal, hexadecimal, hex, octal, convert number base, radix conversion
# tags: conversion, math
# main: to_base
# also: bases, decimal, binary, any, back
"""Number base conversion."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def to_base(number: int, base: int) -> str:
    """Return number written in a base, decimal to binary or any other.

    >>> to_base(10, 2)
    '1010'
    >>> to_base(-255, 16)
    '-ff'
    >>> to_base(0, 8)
    '0'
    >>> to_base(1, 1)
    Traceback (most recent call last):
        ...
    ValueError: the base must be between 2 and 36
    """
    if not 2 <= base <= 36:
        raise ValueError("the base must be between 2 and 36")
    rest, digits = abs(number), []
    while rest:
        rest, digit = divmod(rest, base)
        digits.append(_DIGITS[digit])
    sign = "-" if number < 0 else ""
    return sign + ("".join(reversed(digits)) or "0")


def from_base(digits: str, base: int) -> int:
    """Return the value of digits in a base, binary or any other to decimal.

    >>> from_base("1010", 2)
    10
    >>> from_base("2", 2)
    Traceback (most recent call last):
        ...
    ValueError: invalid literal for int() with base 2: '2'
    """
    return int(digits, base)
