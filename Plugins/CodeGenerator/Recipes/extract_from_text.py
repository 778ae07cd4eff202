# recipe: extract_from_text
# title: Find e-mail addresses, links and numbers in a text
# keywords: find emails in a text, extract emails from text, find email addresses in a text, extract urls, extract links, find links in a text, extract numbers from a string, find all numbers in a text
# tags: string
# main: find_emails
# also: mails, emails, links, urls, all, pulls, picks
"""Find e-mail addresses, links and numbers in a text."""

import re
from typing import List


def find_emails(text: str) -> List[str]:
    """Return the e-mail addresses that stand in a text, in their order.

    >>> find_emails("Write to ada@example.org, or to bob.k@mail.example.com.")
    ['ada@example.org', 'bob.k@mail.example.com']
    """
    return re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text)


def find_links(text: str) -> List[str]:
    """Return the links (http and https) that stand in a text.

    >>> find_links("See https://example.org/a?b=1, or http://example.com.")
    ['https://example.org/a?b=1', 'http://example.com']
    """
    return [link.rstrip(".,;:!?)") for link in re.findall(r"https?://[^\s<>\"]+", text)]


def find_numbers(text: str) -> List[float]:
    """Return the numbers that stand in a text, with a dot as decimal mark.

    >>> find_numbers("3 apples, 2.5 kg, and -4 degrees")
    [3.0, 2.5, -4.0]
    """
    return [float(number) for number in re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?", text)]
