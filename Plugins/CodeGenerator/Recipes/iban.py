# recipe: iban
# title: IBAN check
# keywords: iban, validate an iban, iban validation, check a bank account number
# tags: validation, money
# main: is_valid_iban
# also: checksum, digits
"""IBAN check."""


def is_valid_iban(text: str) -> bool:
    """Tell whether the check digits of an IBAN are right (ISO 13616); blanks don't matter.

    Whether the length is that of the country, and the account exists, is not looked at.

    >>> is_valid_iban("GB82 WEST 1234 5698 7654 32")
    True
    >>> is_valid_iban("GB82 WEST 1234 5698 7654 33")
    False
    >>> is_valid_iban("GB")
    False
    """
    iban = "".join(text.split()).upper()
    if not 15 <= len(iban) <= 34 or not iban.isascii() or not iban.isalnum():
        return False
    if not iban[:2].isalpha() or not iban[2:4].isdigit():
        return False
    digits = "".join(str(int(char, 36)) for char in iban[4:] + iban[:4])
    return int(digits) % 97 == 1
