"""The errors of talking to a server."""


class HermesError(Exception):
    """The server refused a request: `status` is the HTTP status, `code` a stable word, `detail`
    advice."""

    def __init__(self, status, code, detail):
        super().__init__(f"{detail} ({code})")
        self.status, self.code, self.detail = status, code, detail

    @property
    def is_final(self):
        """Whether the same request would be refused again: false for 429 and 5xx."""
        return self.status < 500 and self.status != 429

    @classmethod
    def of(cls, response):
        """From an HTTP response, which may not even come from Hermes."""
        try:
            problem = response.json()
        except ValueError:
            problem = {}
        if not isinstance(problem, dict):
            problem = {}
        detail = problem.get("detail") or f"The server answered {response.status_code}."
        return cls(response.status_code, problem.get("code", "unknown"), detail)


class StreamClosed(Exception):
    """The server closed a stream for good: reconnecting would not help. `code`: the close code."""

    def __init__(self, code, reason):
        super().__init__(f"The server closed the stream: {reason or 'no reason given'} ({code})")
        self.code, self.reason = code, reason
