# recipe: gradebook
# title: Student class with grades
# keywords: student class, grade book, student grades, class for a student with grades, average grade of a student
# tags: class, school
# main: Student
# also: marks, add, pupil, mean, names
"""Student class with grades."""

from typing import List


class Student:
    """A student with grades.

    >>> ada = Student("Ada")
    >>> ada.add_grade(90)
    >>> ada.add_grade(80.5)
    >>> ada.average()
    85.25
    >>> ada
    Student('Ada', [90, 80.5])
    >>> Student("Bob").average()
    Traceback (most recent call last):
        ...
    ValueError: Bob has no grades
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.grades: List[float] = []

    def add_grade(self, grade: float) -> None:
        """Add a grade between 0 and 100."""
        if not 0 <= grade <= 100:
            raise ValueError(f"a grade is between 0 and 100, not {grade}")
        self.grades.append(grade)

    def average(self) -> float:
        """Return the mean of the grades."""
        if not self.grades:
            raise ValueError(f"{self.name} has no grades")
        return sum(self.grades) / len(self.grades)

    def __repr__(self) -> str:
        return f"Student({self.name!r}, {self.grades!r})"
