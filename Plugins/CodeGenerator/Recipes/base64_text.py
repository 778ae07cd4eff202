# recipe: base64_text
# title: Base64 encoding of text
# keywords: base64, encode base64, decode base64
# tags: encoding, conversion
# main: encode_base64
# also: encoding, decoding, back
"""Base64 encoding of text."""

import base64
import binascii


def encode_base64(text: str) -> str:
    """Return text, as UTF-8, in Base64.

    >>> encode_base64("Hermes")
    'SGVybWVz'
    >>> encode_base64("")
    ''
    """
    return base64.b64encode(text.encode("utf-8")).decode("ascii")


def decode_base64(encoded: str) -> str:
    """Return the text that was encoded.

    >>> decode_base64("SGVybWVz")
    'Hermes'
    >>> decode_base64("not base64!")
    Traceback (most recent call last):
        ...
    ValueError: not Base64 of UTF-8 text
    """
    try:
        return base64.b64decode(encoded, validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        raise ValueError("not Base64 of UTF-8 text") from None
