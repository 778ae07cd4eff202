"""An event as a line of text."""


def event_line(event):
    """`✅ [step_completed] Step 1/2 completed`: the emoji of the message, the type, the message."""
    message = event.get("message") or ""
    first, _, rest = message.partition(" ")
    # A message may be an agent's own text, which does not begin with an emoji.
    if not first or first[0].isalnum() or first.isascii():
        first, rest = "  ", message or _detail(event)
    return f"{first} [{event['type']}] {rest}".rstrip()


def _detail(event):
    data = event.get("data") or {}
    if event["type"] == "artifact_delta":
        return f"{data.get('name', '')}: {len(data.get('text', ''))} characters"
    return str(data.get("note") or data.get("name") or data.get("reason") or "")
