# recipe: tokenizer
# title: Simple tokenizer (lexer)
# keywords: tokenizer, lexer, tokenize source, lexical analysis, scanner
# tags: parser
# main: tokenize
# also: tokens, operators
"""Simple tokenizer (lexer)."""

import re
from typing import Iterator, Tuple

_TOKEN = re.compile(
    r"(?P<NUMBER>\d+(?:\.\d+)?)|(?P<NAME>[A-Za-z_]\w*)|(?P<STRING>'[^']*'|\"[^\"]*\")"
    r"|(?P<OPERATOR>[-+*/=<>!]=?|[(),;])|(?P<SPACE>\s+)|(?P<ERROR>.)"
)


def tokenize(source: str) -> Iterator[Tuple[str, str]]:
    """Yield (kind, text) pairs of a small expression language.

    >>> list(tokenize("x1 = 3.5*(y)"))[:4]
    [('NAME', 'x1'), ('OPERATOR', '='), ('NUMBER', '3.5'), ('OPERATOR', '*')]
    >>> list(tokenize("   "))
    []
    >>> list(tokenize("a $ b"))
    Traceback (most recent call last):
        ...
    ValueError: unexpected '$' at position 2
    """
    for match in _TOKEN.finditer(source):
        kind = match.lastgroup or "ERROR"
        if kind == "ERROR":
            raise ValueError(f"unexpected {match.group()!r} at position {match.start()}")
        if kind != "SPACE":
            yield kind, match.group()
