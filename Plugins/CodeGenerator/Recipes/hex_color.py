# recipe: hex_color
# title: Hex colour to RGB and back
# keywords: hex color to rgb, rgb to hex, convert hex colour, color conversion, colour code
# tags: conversion
# main: hex_to_rgb
# also: html, css, rgb, back, both, directions, tuple
"""Hex colour to RGB and back."""

from typing import Tuple


def hex_to_rgb(color: str) -> Tuple[int, int, int]:
    """Return the red, green and blue parts (0 to 255) of a colour such as "#ff8800" or "#f80".

    >>> hex_to_rgb("#ff8800")
    (255, 136, 0)
    >>> hex_to_rgb("0af")
    (0, 170, 255)
    >>> hex_to_rgb("#12")
    Traceback (most recent call last):
        ...
    ValueError: '#12' is no colour of 3 or 6 hexadecimal digits
    """
    digits = color[1:] if color.startswith("#") else color
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) != 6 or any(digit not in "0123456789abcdefABCDEF" for digit in digits):
        raise ValueError(f"{color!r} is no colour of 3 or 6 hexadecimal digits")
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def rgb_to_hex(red: int, green: int, blue: int) -> str:
    """Return the hex code of a colour.

    >>> rgb_to_hex(255, 136, 0)
    '#ff8800'
    """
    for part in (red, green, blue):
        if not 0 <= part <= 255:
            raise ValueError(f"{part} is not between 0 and 255")
    return f"#{red:02x}{green:02x}{blue:02x}"
