# recipe: event_emitter
# title: Event emitter
# keywords: event emitter, observer pattern, publish subscribe, pubsub, callbacks, event handler
# tags: pattern
# main: EventEmitter
# also: register, unsubscribe, trigger, fire, listeners
"""Event emitter."""

from collections import defaultdict
from typing import Any, Callable, Dict, List


class EventEmitter:
    """Calls the functions that listen to an event.

    >>> emitter = EventEmitter()
    >>> stop = emitter.on("greet", lambda name: print("Hello", name))
    >>> emitter.emit("greet", "Ada")
    Hello Ada
    1
    >>> stop()
    >>> emitter.emit("greet", "Ada")
    0
    >>> emitter.emit("unknown")
    0
    """

    def __init__(self) -> None:
        self._listeners: Dict[str, List[Callable]] = defaultdict(list)

    def on(self, event: str, listener: Callable) -> Callable[[], None]:
        """Call listener on every event of this name; returns a function that ends it."""
        self._listeners[event].append(listener)
        return lambda: self._listeners[event].remove(listener)

    def emit(self, event: str, *args: Any) -> int:
        """Call all listeners in the order they came; return how many there were."""
        # A copy: a listener may end its own subscription.
        listeners = list(self._listeners.get(event, ()))
        for listener in listeners:
            listener(*args)
        return len(listeners)
