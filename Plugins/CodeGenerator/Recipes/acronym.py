# recipe: acronym
# title: Acronym of a phrase
# keywords: acronym, make an acronym, initials of a name, first letters of words
# tags: string
# main: acronym
# also: phrase, sentence, initial, letters, capitals, uppercase, abbreviation
"""Acronym of a phrase."""

import re


def acronym(phrase: str) -> str:
    """Return the first letters of the words of a phrase, as capitals.

    >>> acronym("Portable network graphics")
    'PNG'
    >>> acronym("first-in, first-out")
    'FIFO'
    >>> acronym("")
    ''
    """
    return "".join(word[0].upper() for word in re.findall(r"[^\W_]+(?:'\w+)?", phrase))
