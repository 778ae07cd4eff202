# recipe: luhn
# title: Luhn check for card numbers
# keywords: luhn, credit card, card number validation, validate credit card, checksum digit
# tags: validation
# main: is_valid_card_number
# also: checksum, digits, card
"""Luhn check for card numbers."""

def is_valid_card_number(number: str) -> bool:
    """Tell whether a card number has a right check digit (Luhn algorithm).

    >>> is_valid_card_number("4539 1488 0343 6467")
    True
    >>> is_valid_card_number("8273 1232 7352 0569")
    False
    >>> is_valid_card_number("not a number")
    False
    """
    compact = number.replace(" ", "").replace("-", "")
    if not (compact.isascii() and compact.isdigit()) or len(compact) < 2:
        return False
    total = 0
    for place, digit in enumerate(map(int, reversed(compact))):
        if place % 2:
            digit = digit * 2 - 9 if digit > 4 else digit * 2
        total += digit
    return total % 10 == 0
