# recipe: levenshtein
# title: Levenshtein distance
# keywords: levenshtein, edit distance, string similarity, fuzzy match, difference between two strings
# tags: string, dynamic programming
# main: levenshtein_distance
# also: edits, words, similar, strings
"""Levenshtein distance."""

def levenshtein_distance(first: str, second: str) -> int:
    """Return the fewest insertions, deletions and replacements from first to second.

    >>> levenshtein_distance("kitten", "sitting")
    3
    >>> levenshtein_distance("", "abc")
    3
    >>> levenshtein_distance("same", "same")
    0
    """
    previous = list(range(len(second) + 1))
    for row, left in enumerate(first, start=1):
        current = [row]
        for column, right in enumerate(second, start=1):
            replacement = previous[column - 1] + (left != right)
            current.append(min(previous[column] + 1, current[-1] + 1, replacement))
        previous = current
    return previous[-1]
