# recipe: remove_punctuation
# title: Remove punctuation from a text
# keywords: remove punctuation, strip punctuation, remove special characters, keep only letters and digits
# tags: string
# main: remove_punctuation
# also: commas, dots, marks
"""Remove punctuation from a text."""

import unicodedata


def remove_punctuation(text: str) -> str:
    """Return a text without punctuation marks; letters, digits, symbols and white space stay.

    >>> remove_punctuation("Hello, world! (It's 5 o'clock.)")
    'Hello world Its 5 oclock'
    >>> remove_punctuation("2+2=4")
    '2+2=4'
    """
    return "".join(char for char in text if not unicodedata.category(char).startswith("P"))


def only_letters_and_digits(text: str) -> str:
    """Return a text with its letters, digits and white space alone.

    >>> only_letters_and_digits("2+2=4, is it?")
    '224 is it'
    """
    return "".join(char for char in text if char.isalnum() or char.isspace())
