# recipe: slugify
# title: Slug for a URL
# keywords: slugify, slug, url friendly title, url slug
# tags: string, web
# main: slugify
# also: hyphens, dashes, spaces, lowercase, friendly
"""Slug for a URL."""

import re
import unicodedata


def slugify(text: str, separator: str = "-") -> str:
    """Return text as lower-case ASCII words, fit for a URL.

    >>> slugify("Crème Brûlée: 10 Tips & Tricks!")
    'creme-brulee-10-tips-tricks'
    >>> slugify("  many   spaces ", separator="_")
    'many_spaces'
    >>> slugify("???")
    ''
    """
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return separator.join(re.findall(r"[a-z0-9]+", ascii_text.lower()))
