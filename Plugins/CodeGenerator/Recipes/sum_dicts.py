# recipe: sum_dicts
# title: Add up the values of dictionaries
# keywords: add dictionaries, sum dictionaries, merge dictionaries and add the values, merge dicts adding values, combine dictionaries and sum values, add up values of two dictionaries
# tags: dict, dictionary
# main: sum_dicts
# also: same, both, two, keys, key, merged, total, counts
"""Add up the values of dictionaries."""

from typing import Dict, Hashable


def sum_dicts(*dictionaries: Dict[Hashable, float]) -> Dict[Hashable, float]:
    """Merge dictionaries of numbers; what stands under the same key is added up.

    >>> sum_dicts({"apples": 3, "pears": 1}, {"apples": 2, "plums": 5})
    {'apples': 5, 'pears': 1, 'plums': 5}
    >>> sum_dicts({"a": 1}, {}, {"a": 1})
    {'a': 2}
    >>> sum_dicts()
    {}
    """
    totals: Dict[Hashable, float] = {}
    for dictionary in dictionaries:
        for key, value in dictionary.items():
            totals[key] = totals.get(key, 0) + value
    return totals
