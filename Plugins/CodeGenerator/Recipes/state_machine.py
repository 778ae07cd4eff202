# recipe: state_machine
# title: Finite state machine
# keywords: state machine, finite state machine, fsm, states and transitions, traffic light
# tags: pattern
# main: StateMachine
# also: light, lights, switch
"""Finite state machine."""

from typing import Dict, List, Tuple


class StateMachine:
    """A state that changes only along the transitions that are allowed.

    >>> door = StateMachine("closed", {
    ...     ("closed", "open"): "opened",
    ...     ("opened", "close"): "closed",
    ...     ("closed", "lock"): "locked",
    ... })
    >>> door.handle("open")
    'opened'
    >>> door.handle("close")
    'closed'
    >>> door.allowed()
    ['open', 'lock']
    >>> door.handle("explode")
    Traceback (most recent call last):
        ...
    ValueError: 'explode' is not allowed in state 'closed'
    """

    def __init__(self, initial: str, transitions: Dict[Tuple[str, str], str]) -> None:
        self.state = initial
        self._transitions = dict(transitions)

    def allowed(self) -> List[str]:
        """Return the events that the current state accepts."""
        return [event for state, event in self._transitions if state == self.state]

    def handle(self, event: str) -> str:
        """Go to the next state and return it."""
        key = (self.state, event)
        if key not in self._transitions:
            raise ValueError(f"{event!r} is not allowed in state {self.state!r}")
        self.state = self._transitions[key]
        return self.state
