"""What goes wrong in talking to a server."""


class HermesError(Exception):
    """The server refused a request: `status` is HTTP's, `code` a stable word, `detail` says what to do."""

    def __init__(self, status, code, detail):
        super().__init__(f"{detail} ({code})")
        self.status, self.code, self.detail = status, code, detail

    @property
    def is_final(self):
        """Whether the same request would be refused again: not so for 429 and 5xx."""
        return self.status < 500 and self.status != 429

    @classmethod
    def of(cls, response):
        """From an HTTP response, which need not come from Hermes at all."""
        try:
            problem = response.json()
        except ValueError:
            problem = {}
        if not isinstance(problem, dict):
            problem = {}
        detail = problem.get("detail") or f"The server answered {response.status_code}."
        return cls(response.status_code, problem.get("code", "unknown"), detail)


class StreamClosed(Exception):
    """The server closed a stream for good: connecting again would not help. `code` is WebSocket's."""

    def __init__(self, code, reason):
        super().__init__(f"The server closed the stream: {reason or 'no reason given'} ({code})")
        self.code, self.reason = code, reason
