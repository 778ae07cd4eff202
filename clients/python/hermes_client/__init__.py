"""Client of a Hermes server."""

from .client import HermesClient
from .errors import HermesError, StreamClosed
from .lines import event_line
from .subscriptions import Subscriptions

__all__ = ["HermesClient", "HermesError", "StreamClosed", "Subscriptions", "event_line"]
