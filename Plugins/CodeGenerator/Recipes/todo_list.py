# recipe: todo_list
# title: To-do list class
# keywords: todo list, to-do, task list, task manager
# tags: class, example
# main: TodoList
# also: delete, remove, finish, finished, done
"""To-do list class."""

from typing import Dict, List


class TodoList:
    """Tasks with a number, that can be done and removed.

    >>> todo = TodoList()
    >>> todo.add("buy milk"), todo.add("write code")
    (1, 2)
    >>> todo.complete(1)
    >>> todo.open()
    ['write code']
    >>> str(todo)
    '[x] 1 buy milk\\n[ ] 2 write code'
    >>> todo.remove(1)
    >>> str(todo)
    '[ ] 2 write code'
    >>> todo.complete(9)
    Traceback (most recent call last):
        ...
    KeyError: 'no task 9'
    """

    def __init__(self) -> None:
        self._tasks: Dict[int, str] = {}
        self._done: Dict[int, bool] = {}
        self._last = 0

    def __str__(self) -> str:
        marks = {True: "x", False: " "}
        return "\n".join(
            f"[{marks[self._done[number]]}] {number} {text}" for number, text in self._tasks.items()
        )

    def add(self, text: str) -> int:
        """Add a task and return its number."""
        self._last += 1
        self._tasks[self._last] = text
        self._done[self._last] = False
        return self._last

    def complete(self, number: int) -> None:
        """Mark a task as done."""
        self._check(number)
        self._done[number] = True

    def remove(self, number: int) -> None:
        """Remove a task, done or not; its number is not given again."""
        self._check(number)
        del self._tasks[number], self._done[number]

    def _check(self, number: int) -> None:
        if number not in self._tasks:
            raise KeyError(f"no task {number}")

    def open(self) -> List[str]:
        """Return the tasks that are not done."""
        return [text for number, text in self._tasks.items() if not self._done[number]]
