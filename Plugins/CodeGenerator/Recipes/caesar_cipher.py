# recipe: caesar_cipher
# title: Caesar cipher
# keywords: caesar, caesar cipher, shift cipher, rot13, encrypt text by shifting letters
# tags: cipher, string, encrypt, decrypt, encode, decode, secret, message
# main: caesar_cipher
# also: encode, decode, encrypt, decrypt, encipher, decipher, alphabet, positions, letters, message, shifted, key
"""Caesar cipher."""

def caesar_cipher(text: str, shift: int) -> str:
    """Shift every Latin letter by ``shift`` places; a negative shift deciphers.

    >>> caesar_cipher("Hello, World!", 3)
    'Khoor, Zruog!'
    >>> caesar_cipher("Khoor, Zruog!", -3)
    'Hello, World!'
    >>> caesar_cipher("xyz", 29)
    'abc'
    """
    result = []
    for character in text:
        if "a" <= character <= "z":
            character = chr((ord(character) - ord("a") + shift) % 26 + ord("a"))
        elif "A" <= character <= "Z":
            character = chr((ord(character) - ord("A") + shift) % 26 + ord("A"))
        result.append(character)
    return "".join(result)
