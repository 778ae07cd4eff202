# recipe: mask_text
# title: Mask all but the last characters
# keywords: mask, mask a card number, hide all but the last four digits, mask a string, redact
# tags: string
# main: mask
# also: stars, asterisks, digits, replaces, four
"""Mask all but the last characters."""


def mask(text: str, visible: int = 4, sign: str = "*") -> str:
    """Hide all but the last characters of a text, such as a card number.

    >>> mask("4111111111111111")
    '************1111'
    >>> mask("secret", visible=0)
    '******'
    >>> mask("abc")
    'abc'
    """
    if visible < 0:
        raise ValueError(f"visible is {visible} and can't be less than 0")
    hidden = max(0, len(text) - visible)
    return sign * hidden + text[hidden:]
