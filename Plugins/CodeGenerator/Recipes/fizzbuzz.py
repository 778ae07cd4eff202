# recipe: fizzbuzz
# title: FizzBuzz
# keywords: fizzbuzz, fizz buzz, multiples of 3 and 5
# tags: beginner
# main: fizzbuzz
# also: divisible, three, five, replaced, fizz, buzz, up
"""FizzBuzz."""

from typing import List


def fizzbuzz(limit: int) -> List[str]:
    """Return the numbers from 1 to limit, multiples of 3 and 5 replaced by words.

    >>> fizzbuzz(5)
    ['1', '2', 'Fizz', '4', 'Buzz']
    >>> fizzbuzz(15)[-1]
    'FizzBuzz'
    >>> fizzbuzz(0)
    []
    """
    lines = []
    for number in range(1, limit + 1):
        word = ("Fizz" if number % 3 == 0 else "") + ("Buzz" if number % 5 == 0 else "")
        lines.append(word or str(number))
    return lines
