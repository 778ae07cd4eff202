# recipe: word_count
# title: Word frequency count
# keywords: word count, how often each word occurs, word occurrences, count words in a text, count words, word frequency, most common words, frequency of words in text
# tags: string, text
# main: word_frequencies
# also: appear, appears, times, most, common, top, dictionary, often
"""Word frequency count."""

import re
from collections import Counter
from typing import List, Optional, Tuple


def word_frequencies(text: str, top: Optional[int] = None) -> List[Tuple[str, int]]:
    """Return how often each word occurs, as (word, count) pairs; case doesn't matter.

    >>> word_frequencies("the cat and the hat and THE bat", top=2)
    [('the', 3), ('and', 2)]
    >>> word_frequencies("Don't panic. Don't!")
    [("don't", 2), ('panic', 1)]
    >>> word_frequencies("")
    []
    """
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)*", text.lower())
    return Counter(words).most_common(top)


def count_words(text: str) -> int:
    """Return how many words text has.

    >>> count_words("To be, or not to be")
    6
    """
    return sum(count for _, count in word_frequencies(text))
