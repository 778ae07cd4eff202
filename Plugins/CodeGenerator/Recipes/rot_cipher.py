# recipe: rot_cipher
# title: ROT thirteen and Atbash ciphers
# keywords: rot thirteen, rot13, atbash, atbash cipher, mirror the alphabet
# tags: string, cipher
# main: rot_thirteen
# also: letters
"""ROT thirteen and Atbash ciphers."""

import codecs
import string


def rot_thirteen(text: str) -> str:
    """Move each letter by 13 places; done twice it gives the text again.

    >>> rot_thirteen("Hello")
    'Uryyb'
    >>> rot_thirteen("Uryyb")
    'Hello'
    """
    return codecs.encode(text, "rot13")


def atbash(text: str) -> str:
    """Mirror the alphabet: a becomes z, b becomes y; done twice it gives the text again.

    >>> atbash("Abc xyz!")
    'Zyx cba!'
    """
    lower, upper = string.ascii_lowercase, string.ascii_uppercase
    return text.translate(str.maketrans(lower + upper, lower[::-1] + upper[::-1]))
