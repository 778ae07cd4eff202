# recipe: url_parsing
# title: URL validation and parsing
# keywords: url, validate url, parse url, query parameters, query string, check link is valid url
# tags: validation, web
# main: is_valid_url
# also: parts, host, links
"""URL validation and parsing."""

from typing import Dict, List
from urllib.parse import parse_qs, urlsplit


def is_valid_url(url: str) -> bool:
    """Tell whether url is an absolute http or https URL with a host.

    >>> is_valid_url("https://example.com:8080/path?q=1")
    True
    >>> is_valid_url("example.com")
    False
    >>> is_valid_url("http://host:99999/")
    False
    """
    try:
        parts = urlsplit(url)
        port_is_valid = parts.port is None or parts.port > 0
    except ValueError:
        return False
    has_space = any(character.isspace() for character in url)
    is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    return is_web and port_is_valid and not has_space


def query_parameters(url: str) -> Dict[str, List[str]]:
    """Return the query parameters of a URL, each with all its values.

    >>> query_parameters("https://example.com/?a=1&b=2&a=3&empty=")
    {'a': ['1', '3'], 'b': ['2'], 'empty': ['']}
    """
    return parse_qs(urlsplit(url).query, keep_blank_values=True)
