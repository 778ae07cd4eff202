# recipe: number_to_words
# title: Number in English words
# keywords: number to words, spell number, integer to english words, numbers as text
# tags: conversion, text
# main: number_to_words
# also: spelled, written, letters
"""Number in English words."""

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "? ? twenty thirty forty fifty sixty seventy eighty ninety".split()
_LARGE = [(10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")]


def number_to_words(number: int) -> str:
    """Return an integer below a trillion in English words.

    >>> number_to_words(1234)
    'one thousand two hundred thirty-four'
    >>> number_to_words(-15)
    'minus fifteen'
    >>> number_to_words(0)
    'zero'
    >>> number_to_words(10**12)
    Traceback (most recent call last):
        ...
    ValueError: the number must be below a trillion
    """
    if abs(number) >= 10**12:
        raise ValueError("the number must be below a trillion")
    if number < 0:
        return "minus " + number_to_words(-number)
    if number < 20:
        return _SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_SMALL[ones]}" if ones else "")
    for value, name in _LARGE:
        if number >= value:
            count, rest = divmod(number, value)
            words = f"{number_to_words(count)} {name}"
            return f"{words} {number_to_words(rest)}" if rest else words
    raise AssertionError("unreachable")
