# recipe: tip_calculator
# title: Tip and split of a bill
# keywords: tip calculator, calculate a tip, split a bill, split the bill, bill per person
# tags: money, math
# main: bill_per_person
# also: restaurant, friends, each, pays, people, percentage
"""Tip and split of a bill."""


def tip(bill: float, percent: float = 15) -> float:
    """Return the tip for a bill, to the cent.

    >>> tip(48, 10)
    4.8
    """
    if bill < 0 or percent < 0:
        raise ValueError("the bill and the tip can't be less than 0")
    return round(bill * percent / 100, 2)


def bill_per_person(bill: float, people: int, percent: float = 15) -> float:
    """Return what each person pays of a bill with its tip, to the cent.

    >>> bill_per_person(90, 3, percent=10)
    33.0
    >>> bill_per_person(90, 0)
    Traceback (most recent call last):
        ...
    ValueError: the bill is split among 0 people
    """
    if people < 1:
        raise ValueError(f"the bill is split among {people} people")
    return round((bill + tip(bill, percent)) / people, 2)
