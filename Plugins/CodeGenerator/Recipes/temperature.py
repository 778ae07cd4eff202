# recipe: temperature
# title: Temperature conversion
# keywords: temperature, celsius, fahrenheit, kelvin, convert temperature
# tags: conversion
# main: convert_temperature
# also: degrees, both, ways, way, directions, back, vice, versa, round, another
"""Temperature conversion."""

_TO_KELVIN = {
    "C": lambda degrees: degrees + 273.15,
    "F": lambda degrees: (degrees - 32) * 5 / 9 + 273.15,
    "K": lambda degrees: degrees,
}
_FROM_KELVIN = {
    "C": lambda kelvin: kelvin - 273.15,
    "F": lambda kelvin: (kelvin - 273.15) * 9 / 5 + 32,
    "K": lambda kelvin: kelvin,
}


def convert_temperature(degrees: float, source: str, target: str) -> float:
    """Convert between the scales "C", "F" and "K", rounded to two decimals.

    >>> convert_temperature(100, "C", "F")
    212.0
    >>> convert_temperature(-40, "F", "C")
    -40.0
    >>> convert_temperature(0, "K", "C")
    -273.15
    >>> convert_temperature(-300, "C", "K")
    Traceback (most recent call last):
        ...
    ValueError: below absolute zero
    """
    kelvin = _TO_KELVIN[source.upper()](degrees)
    if kelvin < 0:
        raise ValueError("below absolute zero")
    return round(_FROM_KELVIN[target.upper()](kelvin), 2)
