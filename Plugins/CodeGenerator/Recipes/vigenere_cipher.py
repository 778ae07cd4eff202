# recipe: vigenere_cipher
# title: Vigenère cipher
# keywords: vigenere, vigenere cipher, keyword cipher, polyalphabetic
# tags: cipher, string
# main: vigenere_encrypt
# also: encode, decode, encrypt, decrypt, key, message
"""Vigenère cipher."""

def vigenere_encrypt(text: str, key: str) -> str:
    """Encipher text with a keyword; characters that are not Latin letters stay.

    >>> vigenere_encrypt("ATTACK AT DAWN", "LEMON")
    'LXFOPV EF RNHR'
    >>> vigenere_encrypt("abc", "")
    Traceback (most recent call last):
        ...
    ValueError: the key must consist of Latin letters
    """
    return _shift(text, key, 1)


def vigenere_decrypt(text: str, key: str) -> str:
    """Undo vigenere_encrypt.

    >>> vigenere_decrypt("LXFOPV EF RNHR", "lemon")
    'ATTACK AT DAWN'
    """
    return _shift(text, key, -1)


def _shift(text: str, key: str, direction: int) -> str:
    if not (key.isascii() and key.isalpha()):
        raise ValueError("the key must consist of Latin letters")
    shifts = [ord(letter) - ord("A") for letter in key.upper()]
    result, used = [], 0
    for character in text:
        if character.isascii() and character.isalpha():
            base = ord("A") if character.isupper() else ord("a")
            offset = ord(character) - base + direction * shifts[used % len(shifts)]
            character = chr(offset % 26 + base)
            used += 1
        result.append(character)
    return "".join(result)
