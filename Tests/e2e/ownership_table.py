"""Who may do what with a task or a conversation: one row a verb, on whichever door.

Every row says what the owner gets. What everybody else gets follows from the door and the caller:
other people and admins what they would get for something that does not exist, and a token that is
not good its own refusal.
"""

from dataclasses import dataclass

TASK, CONVERSATION, PARAMETER = "task_not_found", "conversation_not_found", "invalid_parameter"

# What each caller's token is worth; None: the token is good.
CALLERS = {
    "owner": None,
    "other user": None,
    "admin": None,
    "expired token": "expired_token",
    "revoked token": "invalid_token",
    "refresh token": "invalid_token",
    "no token": "missing_token",
    "owner's key": None,
    "owner's read key": None,
    "other user's key": None,
    "admin's key": None,
    "revoked key": "invalid_token",
    "disabled user's key": "invalid_token",
}
# Who may do all with the owner's things, and who may read them.
OWNERS = ("owner", "owner's key")
READERS = (*OWNERS, "owner's read key")
NARROW = "insufficient_scope"


@dataclass
class Verb:
    name: str
    door: str  # rest, stream (text/event-stream), socket, or frame (on a socket with follow=none)
    ask: object  # a path with its method, or a frame's members
    owner: str  # what the owner gets
    missing: str = TASK  # what is said of one that does not exist
    body: dict = None
    takes: str = ""  # what the owner's own call uses up, so that it needs one of its own

    @property
    def is_reading(self):
        """Whether a key that may only read may do it."""
        if self.door == "frame":
            return self.ask["type"] in ("subscribe", "unsubscribe")
        return self.door != "rest" or self.ask.startswith("GET ")

    def expected(self, caller):
        if refusal := CALLERS[caller]:
            return f"401 {refusal}" if self.door in ("rest", "stream") else f"4401 {refusal}"
        if caller in OWNERS or (caller == "owner's read key" and self.is_reading):
            return self.owner
        if caller == "owner's read key":
            return f"403 {NARROW}" if self.door == "rest" else NARROW
        # A cursor that is not yours is a bad parameter, and so is one that does not exist.
        status = "422 " if self.missing == PARAMETER else "404 "
        return {"rest": status, "stream": status, "socket": "4404 ", "frame": ""}[self.door] + self.missing


VERBS = [
    #    verb                       door      request                                        owner gets
    Verb("read a task", "rest", "GET /tasks/{task}", "200"),
    Verb("read its events", "rest", "GET /tasks/{task}/events", "200"),
    Verb("resume its events", "rest", "GET /tasks/{task}/events?after=3", "200"),
    Verb("read an artifact", "rest", "GET /tasks/{task}/artifacts/{artifact}", "200"),
    Verb("cancel", "rest", "POST /tasks/{task}/cancel", "409 task_ended", body={}),
    Verb("answer", "rest", "POST /tasks/{task}/input", "409 no_open_input", body={"text": "x"}),
    Verb("answer badly", "rest", "POST /tasks/{task}/input", "422 missing_field", body={}),
    Verb("delete a task", "rest", "DELETE /tasks/{task}", "204", takes="task"),
    Verb("page from a task", "rest", "GET /tasks?cursor={task}", "200", missing=PARAMETER),
    Verb("read a conversation", "rest", "GET /conversations/{conversation}", "200", CONVERSATION),
    Verb("go on with it", "rest", "POST /chat", "200", CONVERSATION,
         body={"query": "hello", "conversation_id": "{conversation}"}),
    Verb("delete a conversation", "rest", "DELETE /conversations/{conversation}", "204", CONVERSATION,
         takes="conversation"),
    Verb("page from a conversation", "rest", "GET /conversations?cursor={conversation}", "200",
         missing=PARAMETER),
    Verb("stream", "stream", "GET /tasks/{task}/events", "200"),
    Verb("resume a stream", "stream", "GET /tasks/{task}/events?after=3", "200"),
    Verb("resume a stream that is over", "stream", "GET /tasks/{task}/events?after={last}", "204"),
    Verb("follow", "socket", "/tasks/{task}", "connected"),
    Verb("resume", "socket", "/tasks/{task}?after=3", "connected"),
    Verb("resume at another journal", "socket", "/tasks/{task}?after=3&epoch=e", "connected"),
    Verb("subscribe", "frame", {"type": "subscribe", "task_id": "{task}"}, "subscribed"),
    Verb("subscribe from", "frame", {"type": "subscribe", "task_id": "{task}", "after": 3}, "subscribed"),
    Verb("unsubscribe", "frame", {"type": "unsubscribe", "task_id": "{task}"}, "not_subscribed",
         missing="not_subscribed"),
    Verb("cancel by frame", "frame", {"type": "cancel", "task_id": "{task}"}, "task_ended"),
    Verb("answer by frame", "frame", {"type": "input", "task_id": "{task}", "text": "x"}, "no_open_input"),
    Verb("answer badly by frame", "frame", {"type": "input", "task_id": "{task}"}, "missing_field"),
]
