# recipe: file_word_counts
# title: How often each word of a file occurs
# keywords: file word counts, how often each word occurs in a file, how often each word appears in a text file, word counts of a file, count of each word in a file, frequency of each word in a file, word frequency of a file, word frequencies of a text file
# tags: file, text
# main: file_word_counts
# also: all, every, different, times, many, counts, path, case, prints, occurrences
"""How often each word of a file occurs."""

import re
from collections import Counter
from pathlib import Path
from typing import Dict


def file_word_counts(path: Path) -> Dict[str, int]:
    """Return how often each word of a UTF-8 file occurs, most frequent first; case doesn't matter.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "rhyme.txt"
    >>> _ = path.write_text("The cat saw the dog.\\nThe dog didn't see the cat.\\n")
    >>> file_word_counts(path)
    {'the': 4, 'cat': 2, 'dog': 2, 'saw': 1, "didn't": 1, 'see': 1}
    """
    words: Counter = Counter()
    with open(path, encoding="utf-8") as file:
        for line in file:
            words.update(re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", line.casefold()))
    return dict(words.most_common())
