# recipe: common_file_words
# title: Most common words of a file
# keywords: most common words of a file, most frequent words of a file, most common words in a file, most frequent words in a text file, top words of a text file, count the words of a file by frequency
# tags: file, text
# main: common_file_words
# also: ten, top, occurs, often, counts, path, case, prints, times
"""Most common words of a file."""

import re
from collections import Counter
from pathlib import Path
from typing import List, Tuple


def common_file_words(path: Path, count: int = 10) -> List[Tuple[str, int]]:
    """Return how often the most common words of a UTF-8 text file occur; case doesn't matter.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "rhyme.txt"
    >>> _ = path.write_text("The cat saw the dog.\\nThe dog didn't see the cat.\\n")
    >>> common_file_words(path, 3)
    [('the', 4), ('cat', 2), ('dog', 2)]
    >>> common_file_words(path)[-1]
    ('see', 1)
    """
    words: Counter = Counter()
    with open(path, encoding="utf-8") as file:
        for line in file:
            words.update(re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", line.casefold()))
    return words.most_common(count)
