# recipe: email_validation
# title: Email address validation
# keywords: email, email address, validate email, check email, valid email regex
# tags: validation, string
# main: is_valid_email
# also: looks, syntax, format, address
"""Email address validation."""

import re

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")


def is_valid_email(address: str) -> bool:
    """Tell whether address has the form of an email address (unquoted, ASCII).

    >>> is_valid_email("ada.lovelace+math@example.co.uk")
    True
    >>> is_valid_email("no-at-sign.example.com")
    False
    >>> is_valid_email("double..dot@example.com")
    False
    >>> is_valid_email("a@-bad-.com")
    False
    """
    local, at, domain = address.rpartition("@")
    labels = domain.split(".")
    return (
        bool(at)
        and len(local) <= 64
        and _LOCAL.fullmatch(local) is not None
        and len(domain) <= 253
        and len(labels) >= 2
        and all(_LABEL.fullmatch(label) for label in labels)
    )
