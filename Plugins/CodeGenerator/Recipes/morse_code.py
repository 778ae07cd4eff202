# recipe: morse_code
# title: Morse code
# keywords: morse, morse code, dots and dashes, translate text to morse
# tags: cipher, conversion
# main: to_morse
# also: translate, encode, decode, back, letters
"""Morse code."""

_CODES = dict(zip(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- "
    "-..- -.-- --.. ----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----.".split(),
))
_LETTERS = {code: letter for letter, code in _CODES.items()}


def to_morse(text: str) -> str:
    """Return text in Morse code: a space between letters, a slash between words.

    >>> to_morse("SOS now")
    '... --- ... / -. --- .--'
    >>> to_morse("")
    ''
    >>> to_morse("a_b")
    Traceback (most recent call last):
        ...
    ValueError: no Morse code for '_'
    """
    words = []
    for word in text.upper().split():
        for letter in word:
            if letter not in _CODES:
                raise ValueError(f"no Morse code for {letter!r}")
        words.append(" ".join(_CODES[letter] for letter in word))
    return " / ".join(words)


def from_morse(code: str) -> str:
    """Decode Morse code: undo to_morse.

    >>> from_morse("... --- ... / -. --- .--")
    'SOS NOW'
    """
    words = code.split("/")
    return " ".join("".join(_LETTERS[letter] for letter in word.split()) for word in words)
