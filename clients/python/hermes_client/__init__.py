"""Client of a Hermes server."""

from .client import HermesClient
from .errors import HermesError, StreamClosed
from .lines import event_line

__all__ = ["HermesClient", "HermesError", "StreamClosed", "event_line"]
