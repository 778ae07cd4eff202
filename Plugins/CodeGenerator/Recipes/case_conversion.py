# recipe: case_conversion
# title: Camel, snake and kebab case
# keywords: camel case, snake case, camelcase to snake_case, snake_case to camelCase, kebab case, snake_case to kebab-case, kebab-case to snake_case, camelCase to kebab-case, identifier case conversion
# tags: string, conversion
# main: to_snake_case
# also: variable, names, identifiers, words, underscores
"""Camel, snake and kebab case."""

import re
from typing import List


def to_snake_case(name: str) -> str:
    """Return name in snake_case.

    >>> to_snake_case("parseHTTPResponse")
    'parse_http_response'
    >>> to_snake_case("Already-Kebab case")
    'already_kebab_case'
    >>> to_snake_case("")
    ''
    """
    return "_".join(_words(name))


def to_camel_case(name: str) -> str:
    """Return name in camelCase.

    >>> to_camel_case("parse_http_response")
    'parseHttpResponse'
    >>> to_camel_case("x")
    'x'
    """
    words = _words(name)
    return "".join(words[:1] + [word.capitalize() for word in words[1:]])


def to_kebab_case(name: str) -> str:
    """Return name in kebab-case.

    >>> to_kebab_case("parse_http_response")
    'parse-http-response'
    >>> to_kebab_case("parseHTTPResponse")
    'parse-http-response'
    """
    return "-".join(_words(name))


def _words(name: str) -> List[str]:
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)
    return [part.lower() for part in parts]
