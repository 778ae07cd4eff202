# recipe: happy_number
# title: Happy numbers
# keywords: happy number, happy numbers, sum of squares of digits
# tags: math, number theory
# main: is_happy
# also: squares, digits
"""Happy numbers."""

def is_happy(n: int) -> bool:
    """Tell whether summing the squares of the digits again and again leads to 1.

    >>> [n for n in range(1, 30) if is_happy(n)]
    [1, 7, 10, 13, 19, 23, 28]
    >>> is_happy(4)
    False
    >>> is_happy(0)
    False
    """
    seen = set()
    while n != 1 and n not in seen:
        seen.add(n)
        n = sum(int(digit) ** 2 for digit in str(n))
    return n == 1
