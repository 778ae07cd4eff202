# recipe: title_case
# title: Title case
# keywords: title case, capitalize words, capitalise each word, headline case
# tags: string
# main: title_case
# also: first, letter, uppercase, capital, capitals
"""Title case."""

_SMALL_WORDS = set("a an and as at but by for in of on or the to".split())


def title_case(text: str) -> str:
    """Capitalise the words of a headline, except small ones in the middle.

    >>> title_case("the lord of the rings")
    'The Lord of the Rings'
    >>> title_case("what is it FOR")
    'What Is It For'
    >>> title_case("")
    ''
    """
    words = text.lower().split()
    result = []
    for index, word in enumerate(words):
        is_edge = index in (0, len(words) - 1)
        result.append(word.capitalize() if is_edge or word not in _SMALL_WORDS else word)
    return " ".join(result)


def capitalize_words(text: str) -> str:
    """Capitalise every word, also small ones.

    >>> capitalize_words("the lord of the rings")
    'The Lord Of The Rings'
    """
    return " ".join(word.capitalize() for word in text.split())
