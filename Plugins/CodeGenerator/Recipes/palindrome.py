# recipe: palindrome
# title: Palindrome check
# keywords: palindrome, palindromic, reads the same backwards
# tags: string
# main: is_palindrome
# also: phrase, sentence, case, upper, lower, uppercase, lowercase, capital, letters, forward, forwards, backward, backwards
"""Palindrome check."""

def is_palindrome(text: str) -> bool:
    """Tell whether text reads the same backwards; case, spaces and punctuation don't matter.

    >>> is_palindrome("A man, a plan, a canal: Panama!")
    True
    >>> is_palindrome("Hermes")
    False
    >>> is_palindrome("")
    True
    """
    letters = [character.casefold() for character in text if character.isalnum()]
    return letters == letters[::-1]
