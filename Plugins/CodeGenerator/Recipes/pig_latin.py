# recipe: pig_latin
# title: Pig Latin
# keywords: pig latin, translate to pig latin
# tags: string
# main: pig_latin
# also: words, sentence
"""Pig Latin."""

import re


def pig_latin(text: str) -> str:
    """Return text with every word in Pig Latin.

    >>> pig_latin("hello apple")
    'ellohay appleway'
    >>> pig_latin("Quick string!")
    'Ickquay ingstray!'
    >>> pig_latin("")
    ''
    """
    return re.sub(r"[A-Za-z]+", lambda match: _word(match.group()), text)


def _word(word: str) -> str:
    start = re.match(r"(?:[^aeiouyAEIOUYqQ]*[qQ][uU]|[yY]?[^aeiouyAEIOUY]*)", word)
    cluster = start.group() if start else ""
    result = word[len(cluster) :] + cluster.lower() + ("ay" if cluster else "way")
    return result.capitalize() if word[0].isupper() else result
