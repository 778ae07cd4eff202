"""An account of the tests, with a task and a conversation of its own."""

import json
from dataclasses import dataclass

import raw_http

JSON = {"Content-Type": "application/json"}


@dataclass
class Account:
    email: str
    token: str
    refresh_token: str
    task_id: str
    conversation_id: str

    @property
    def headers(self):
        return {"Authorization": f"Bearer {self.token}"}


def post(port, path, body, headers=()):
    data = json.dumps(body).encode()
    return raw_http.request(port, "POST", f"/api/v1{path}", {**JSON, **dict(headers)}, data)


def register(port, name):
    email = f"{name}@hermes.ai"
    signed_in = post(port, "/auth/register", {"email": email, "password": "test123"})
    assert signed_in.status == 200, signed_in
    token = signed_in.json["access_token"]
    task = post(port, "/chat", {"query": "hello"}, {"Authorization": f"Bearer {token}"})
    assert task.status == 200, task
    return Account(
        email, token, signed_in.json["refresh_token"], task.json["task_id"], task.json["conversation_id"]
    )
