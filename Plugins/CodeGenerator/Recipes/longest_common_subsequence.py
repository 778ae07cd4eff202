# recipe: longest_common_subsequence
# title: Longest common subsequence
# keywords: longest common subsequence, lcs
# tags: string, dynamic programming
# main: longest_common_subsequence
# also: strings
"""Longest common subsequence."""

def longest_common_subsequence(first: str, second: str) -> str:
    """Return a longest sequence of characters that both texts contain in this order.

    >>> longest_common_subsequence("AGGTAB", "GXTXAYB")
    'GTAB'
    >>> longest_common_subsequence("abc", "xyz")
    ''
    >>> longest_common_subsequence("same", "same")
    'same'
    """
    lengths = [[0] * (len(second) + 1) for _ in range(len(first) + 1)]
    for i in range(len(first) - 1, -1, -1):
        for j in range(len(second) - 1, -1, -1):
            if first[i] == second[j]:
                lengths[i][j] = lengths[i + 1][j + 1] + 1
            else:
                lengths[i][j] = max(lengths[i + 1][j], lengths[i][j + 1])
    result, i, j = [], 0, 0
    while i < len(first) and j < len(second):
        if first[i] == second[j]:
            result.append(first[i])
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return "".join(result)
