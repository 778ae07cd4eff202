# recipe: letter_grade
# title: Letter grade of a score
# keywords: letter grade, grade calculator, convert a score to a grade, grades for marks
# tags: school
# main: letter_grade
# also: points, percent, percentage, school, marks
"""Letter grade of a score."""


def letter_grade(score: float) -> str:
    """Return the letter for a score out of 100: A from 90, B from 80, C from 70, D from 60, else F.

    >>> letter_grade(93)
    'A'
    >>> letter_grade(70)
    'C'
    >>> letter_grade(59.9)
    'F'
    >>> letter_grade(101)
    Traceback (most recent call last):
        ...
    ValueError: a score is between 0 and 100, not 101
    """
    if not 0 <= score <= 100:
        raise ValueError(f"a score is between 0 and 100, not {score}")
    for least, letter in ((90, "A"), (80, "B"), (70, "C"), (60, "D")):
        if score >= least:
            return letter
    return "F"
