# recipe: collapse_whitespace
# title: Remove extra white space from a text
# keywords: remove whitespace, remove extra spaces, collapse whitespace, strip spaces, normalize whitespace, remove spaces from a string
# tags: string
# main: collapse_whitespace
# also: double, blanks, tabs, newlines, leading, trailing, trim
"""Remove extra white space from a text."""


def collapse_whitespace(text: str) -> str:
    """Remove extra white space of a text: one space for each run, none at the ends.

    >>> collapse_whitespace("  a   b\\t c\\n")
    'a b c'
    >>> collapse_whitespace("   ")
    ''
    """
    return " ".join(text.split())


def remove_whitespace(text: str) -> str:
    """Return a text without any white space.

    >>> remove_whitespace(" a b\\n c ")
    'abc'
    """
    return "".join(text.split())
