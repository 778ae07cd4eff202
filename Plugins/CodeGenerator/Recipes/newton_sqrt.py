# recipe: newton_sqrt
# title: Square root by Newton's method
# keywords: square root, newton, newton's method, sqrt, heron
# tags: math, numeric
# main: square_root
# also: root, precision, iterations
"""Square root by Newton's method."""

def square_root(number: float, tolerance: float = 1e-12) -> float:
    """Return the square root of a number, by Newton's method.

    >>> round(square_root(2), 6)
    1.414214
    >>> square_root(0)
    0.0
    >>> round(square_root(1e10), 3)
    100000.0
    >>> square_root(-1)
    Traceback (most recent call last):
        ...
    ValueError: number must not be negative
    """
    if number < 0:
        raise ValueError("number must not be negative")
    if number == 0:
        return 0.0
    guess = float(max(number, 1))
    while True:
        better = (guess + number / guess) / 2
        if abs(better - guess) <= tolerance * guess:
            return better
        guess = better
