# recipe: run_length_encoding
# title: Run-length encoding
# keywords: run length encoding, rle, compress string, string compression, decompress
# tags: compression, string
# main: rle_encode
# also: repeated, compresses, encode, decode, runs
"""Run-length encoding."""

import re
from itertools import groupby


def rle_encode(text: str) -> str:
    """Replace runs of a character by their length and the character; text has no digits.

    >>> rle_encode("WWWWBBA")
    '4W2B1A'
    >>> rle_encode("")
    ''
    >>> rle_encode("a1")
    Traceback (most recent call last):
        ...
    ValueError: digits can't be encoded
    """
    if any(character.isdigit() for character in text):
        raise ValueError("digits can't be encoded")
    return "".join(f"{len(list(run))}{character}" for character, run in groupby(text))


def rle_decode(encoded: str) -> str:
    """Undo rle_encode.

    >>> rle_decode("4W2B1A")
    'WWWWBBA'
    """
    return "".join(character * int(count) for count, character in re.findall(r"(\d+)(\D)", encoded))
