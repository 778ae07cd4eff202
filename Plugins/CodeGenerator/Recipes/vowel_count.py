# recipe: vowel_count
# title: Count vowels and consonants
# keywords: vowels, count vowels, consonants, number of vowels in a string
# tags: string
# main: count_vowels
# also: letters, upper, lower, capital
"""Count vowels and consonants."""

def count_vowels(text: str) -> int:
    """Return how many of the letters a, e, i, o, u text contains.

    >>> count_vowels("Programming")
    3
    >>> count_vowels("AEIOU")
    5
    >>> count_vowels("rhythm")
    0
    """
    return sum(letter in "aeiou" for letter in text.lower())


def count_consonants(text: str) -> int:
    """Return how many Latin letters other than vowels text contains.

    >>> count_consonants("Hi there 42")
    4
    """
    letters = sum(letter.isascii() and letter.isalpha() for letter in text)
    return letters - count_vowels(text)
