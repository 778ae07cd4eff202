"""Questions to a task's owner, as tests meet and answer them."""

import json

from client import TERMINAL, read_until

DONE = "input_required", *TERMINAL


def next_question(user, task, after=0):
    """The first question after a seq, or the task's last event."""
    with user.socket(f"/tasks/{task}", after=after) as socket:
        socket.read_text()
        return json.loads(read_until(socket, *DONE)[-1])


def asked(user, task, after=0):
    event = next_question(user, task, after)
    assert event["type"] == "input_required", event
    return event


def answer(user, task, **body):
    answered = user.post(f"/tasks/{task}/input", body)
    assert answered.status == 200, answered
    return answered.json


def refused(user, task, **body):
    """(status, code) of an answer that is not taken."""
    answered = user.post(f"/tasks/{task}/input", body)
    return answered.status, answered.json["code"]


def ended(user, task):
    """The last event of a task, which is being or has been done."""
    return user.events(task)[-1]
