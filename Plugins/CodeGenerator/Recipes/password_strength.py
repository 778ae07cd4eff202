# recipe: password_strength
# title: Password strength check
# keywords: password strength, password checker, check password, strong password validation, password policy
# tags: security, validation
# main: password_problems
# also: weak, rules, long, uppercase, lowercase, special, characters, capital, contains, digit, digits, symbol, letter, enough
"""Password strength check."""

from typing import List

_COMMON = {"password", "12345678", "qwertyui", "letmein1", "iloveyou", "admin123", "password1"}


def password_problems(password: str, minimum_length: int = 8) -> List[str]:
    """Return what is weak about a password; an empty list means it is fine.

    >>> password_problems("Tr0ub4dor&3x")
    []
    >>> password_problems("password")
    ['no upper case letter', 'no digit', 'no symbol', 'too common']
    >>> password_problems("Ab1!")
    ['shorter than 8 characters']
    """
    checks = [
        (len(password) >= minimum_length, f"shorter than {minimum_length} characters"),
        (any(c.islower() for c in password), "no lower case letter"),
        (any(c.isupper() for c in password), "no upper case letter"),
        (any(c.isdigit() for c in password), "no digit"),
        (any(not c.isalnum() for c in password), "no symbol"),
        (password.lower() not in _COMMON, "too common"),
    ]
    return [problem for passed, problem in checks if not passed]
