# recipe: phone_validation
# title: Phone number validation
# keywords: phone number, telephone, validate phone, format phone number
# tags: validation, string
# main: normalize_phone
# also: international, country, code, digits
"""Phone number validation."""

import re


def normalize_phone(number: str, country_code: str = "1") -> str:
    """Return a phone number in E.164 form; national numbers get country_code.

    >>> normalize_phone("(415) 555-2671")
    '+14155552671'
    >>> normalize_phone("+44 20 7946 0958")
    '+442079460958'
    >>> normalize_phone("0049 30 123456")
    '+4930123456'
    >>> normalize_phone("call me")
    Traceback (most recent call last):
        ...
    ValueError: not a phone number: 'call me'
    """
    compact = re.sub(r"[\s().-]", "", number)
    if compact.startswith("00"):
        compact = "+" + compact[2:]
    elif not compact.startswith("+"):
        compact = f"+{country_code}{compact.lstrip('0')}"
    if not re.fullmatch(r"\+[1-9]\d{6,14}", compact):
        raise ValueError(f"not a phone number: {number!r}")
    return compact
