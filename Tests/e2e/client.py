"""A signed-in user: requests, and streams as the bytes that came."""

import json
import uuid

import raw_http
from raw_socket import CLOSE, TEXT, RawSocket

JSON = {"Content-Type": "application/json"}
TERMINAL = ("task_completed", "task_failed")
SEED_QUERY = "Write a Python function to calculate fibonacci numbers"
PASSWORD = "test123"


class Client:
    def __init__(self, port, name="user", token=None):
        self.port, self.email = port, f"{name}-{uuid.uuid4().hex[:12]}@hermes.ai"
        self.token = token or self._register()

    def _register(self):
        body = json.dumps({"email": self.email, "password": PASSWORD}).encode()
        answer = raw_http.request(self.port, "POST", "/api/v1/auth/register", JSON, body)
        assert answer.status == 200, answer
        self.refresh_token = answer.json["refresh_token"]
        return answer.json["access_token"]

    def sign_in(self):
        """A new access token, of a new session."""
        body = json.dumps({"email": self.email, "password": PASSWORD}).encode()
        answer = raw_http.request(self.port, "POST", "/api/v1/auth/login", JSON, body)
        assert answer.status == 200, answer
        return answer.json["access_token"]

    def at(self, port):
        """The same user at another port: tokens outlive a restart."""
        return Client(port, token=self.token)

    @property
    def headers(self):
        return {"Authorization": f"Bearer {self.token}"}

    def get(self, path, headers=()):
        return raw_http.request(
            self.port, "GET", f"/api/v1{path}", {**self.headers, **dict(headers)}
        )

    def delete(self, path):
        return raw_http.request(self.port, "DELETE", f"/api/v1{path}", self.headers)

    def post(self, path, body=None, headers=()):
        data = b"" if body is None else json.dumps(body).encode()
        more = {**JSON, **self.headers, **dict(headers)}
        return raw_http.request(self.port, "POST", f"/api/v1{path}", more, data)

    def chat(self, query=SEED_QUERY, wait=0, headers=(), **body):
        """The answer to POST /chat; with `wait` after the task has ended."""
        headers = {**dict(headers), **({"Prefer": f"wait={wait}"} if wait else {})}
        answer = self.post("/chat", {"query": query, **body}, headers)
        assert answer.status == 200, answer
        return answer.json

    def give(self, agent, text, wait=0):
        """The answer to a task for one agent."""
        headers = {"Prefer": f"wait={wait}"} if wait else {}
        answer = self.post(f"/agents/{agent}/tasks", {"text": text}, headers)
        assert answer.status == 200, answer
        return answer.json

    def task(self, task):
        return self.get(f"/tasks/{task}").json

    def health(self, agent):
        return self.get(f"/agents/{agent}").json["health"]

    def socket(self, path, **query):
        text = "&".join(f"{key}={value}" for key, value in query.items() if value is not None)
        return RawSocket(self.port, f"/ws{path}?{text}", self.headers)

    def follow(self, task, after=None, epoch=None):
        """A task's stream to its last event: `connected`, and the events as bytes."""
        with self.socket(f"/tasks/{task}", after=after, epoch=epoch) as socket:
            first = json.loads(socket.read_text())
            if after is not None and after == first["data"]["last_seq"]:
                return first, []
            return first, read_until(socket, *TERMINAL)

    def events(self, task):
        """All stored events."""
        return [json.loads(each) for each in self.follow(task)[1]]

    def events_so_far(self, task):
        """What is stored by now, of a task that may go on."""
        return self.page(task).json["events"]

    def page(self, task, after=0):
        answer = self.get(f"/tasks/{task}/events?after={after}")
        assert answer.status == 200, answer
        return answer


def read_stream(socket):
    """(first frame, [event bytes], close code); other control frames are not expected."""
    first, frames, code = json.loads(socket.read_text()), [], None
    while (got := socket.read()) is not None:
        opcode, payload = got
        if opcode == CLOSE:
            code = int.from_bytes(payload[:2], "big")
            break
        assert opcode == TEXT, got
        frames.append(payload)
    return first, frames, code


def read_until(socket, *types):
    """The raw frames up to the first of one of the types."""
    frames = []
    while True:
        frames.append(socket.read_text().encode())
        if json.loads(frames[-1])["type"] in types:
            return frames


def types(events):
    return [each["type"] for each in events]
