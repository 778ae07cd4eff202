# recipe: roman_numerals
# title: Roman numerals
# keywords: roman numeral, roman numerals, integer to roman, roman to integer
# tags: conversion
# main: to_roman
# also: arabic, back, both, directions
"""Roman numerals."""

_SYMBOLS = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
]


def to_roman(number: int) -> str:
    """Return number, 1 to 3999, as a Roman numeral.

    >>> to_roman(1994)
    'MCMXCIV'
    >>> to_roman(4)
    'IV'
    >>> to_roman(0)
    Traceback (most recent call last):
        ...
    ValueError: a Roman numeral is between 1 and 3999
    """
    if not 1 <= number <= 3999:
        raise ValueError("a Roman numeral is between 1 and 3999")
    numeral = ""
    for value, symbol in _SYMBOLS:
        times, number = divmod(number, value)
        numeral += symbol * times
    return numeral


def from_roman(numeral: str) -> int:
    """Return the value of a Roman numeral.

    >>> from_roman("MCMXCIV")
    1994
    >>> from_roman("IIII")
    Traceback (most recent call last):
        ...
    ValueError: not a Roman numeral: 'IIII'
    """
    number, rest = 0, numeral.upper()
    for value, symbol in _SYMBOLS:
        while rest.startswith(symbol):
            number += value
            rest = rest[len(symbol) :]
    if rest or not 1 <= number <= 3999 or to_roman(number) != numeral.upper():
        raise ValueError(f"not a Roman numeral: {numeral!r}")
    return number
