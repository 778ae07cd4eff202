# recipe: star_pattern
# title: Triangles and pyramids of stars
# keywords: star pattern, pyramid of stars, triangle of stars, print a pyramid, print a triangle of asterisks
# tags: text, game
# main: pyramid
# also: height, asterisk, asterisks
"""Triangles and pyramids of stars."""


def triangle(rows: int, sign: str = "*") -> str:
    """Return a triangle that grows by one sign a row.

    >>> print(triangle(3))
    *
    **
    ***
    """
    return "\n".join(sign * row for row in range(1, rows + 1))


def pyramid(rows: int, sign: str = "*") -> str:
    """Return a pyramid, its rows in the middle.

    >>> print(pyramid(3, sign="#"))
      #
     ###
    #####
    >>> pyramid(0)
    ''
    """
    return "\n".join(" " * (rows - row) + sign * (2 * row - 1) for row in range(1, rows + 1))
