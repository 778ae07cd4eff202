# recipe: password_generator
# title: Password generator
# keywords: password generator, generate random password, secure password
# tags: security, random
# main: generate_password
# also: letters, numbers, special, characters, uppercase, lowercase, safe, strong
"""Password generator."""

import secrets
import string


def generate_password(length: int = 16, symbols: bool = True) -> str:
    """Return a random password with lower and upper case letters, digits and symbols.

    >>> password = generate_password(20)
    >>> len(password)
    20
    >>> any(c.isdigit() for c in password) and any(c.isupper() for c in password)
    True
    >>> generate_password(12, symbols=False).isalnum()
    True
    >>> generate_password(3)
    Traceback (most recent call last):
        ...
    ValueError: the length must be at least 4
    """
    groups = [string.ascii_lowercase, string.ascii_uppercase, string.digits]
    if symbols:
        groups.append("!#$%&*+-=?@_")
    if length < 4:
        raise ValueError("the length must be at least 4")
    alphabet = "".join(groups)
    characters = [secrets.choice(group) for group in groups]
    characters += [secrets.choice(alphabet) for _ in range(length - len(groups))]
    secrets.SystemRandom().shuffle(characters)
    return "".join(characters)
