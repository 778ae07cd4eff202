# recipe: unit_conversion
# title: Unit conversion of lengths and weights
# keywords: unit conversion, convert units, kilometers to miles, kilometres to miles, miles to kilometers, miles to kilometres, km to miles, miles to km, meters, feet, inches, pounds, kilograms, length, weight
# tags: conversion
# main: convert_unit
# also: cm, km, mm, metres, centimeters, grams, kilos, ounces, lbs, distance, distances, lengths, weights, between, miles, kilometres, turning, back
"""Unit conversion of lengths and weights."""

_UNITS = {
    "mm": ("length", 0.001), "cm": ("length", 0.01), "m": ("length", 1.0), "km": ("length", 1000.0),
    "in": ("length", 0.0254), "ft": ("length", 0.3048), "mi": ("length", 1609.344),
    "g": ("weight", 0.001), "kg": ("weight", 1.0), "lb": ("weight", 0.45359237),
    "oz": ("weight", 0.028349523125),
}


def convert_unit(value: float, source: str, target: str) -> float:
    """Convert a length or a weight between two units, rounded to six decimals.

    >>> convert_unit(1, "mi", "km")
    1.609344
    >>> convert_unit(10, "kg", "lb")
    22.046226
    >>> convert_unit(12, "in", "ft")
    1.0
    >>> convert_unit(1, "kg", "m")
    Traceback (most recent call last):
        ...
    ValueError: can't convert kg (weight) to m (length)
    """
    for unit in (source, target):
        if unit not in _UNITS:
            raise ValueError(f"unknown unit {unit!r}; known: {', '.join(_UNITS)}")
    source_kind, source_factor = _UNITS[source]
    target_kind, target_factor = _UNITS[target]
    if source_kind != target_kind:
        raise ValueError(f"can't convert {source} ({source_kind}) to {target} ({target_kind})")
    return round(value * source_factor / target_factor, 6)
