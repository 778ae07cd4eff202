"""What is recorded: every type of event, refusal, doubt and resume, over WebSocket, event streams and REST."""

import json
from concurrent.futures import ThreadPoolExecutor

import raw_http
from client import Client, read_until
from event_source import EventSource
from people import asked
from raw_socket import CLOSE, RawSocket
from recordings.tape import Tape

WAIT = 60
SEED = "Write a Python function to calculate fibonacci numbers"
SECONDS_TO_READ = 3


def whole_socket(user, path, *, send=(), authorized=True, until=None):
    """(status, frames, close code): until the server closes, or a frame of the type `until`."""
    with RawSocket(user.port, f"/ws{path}", user.headers if authorized else ()) as socket:
        frames = []
        if socket.answer.status != 101:
            return socket.answer.status, [socket.answer.body], None
        for text in send:
            socket.text(text)
        while (got := socket.read()) is not None:
            opcode, payload = got
            if opcode == CLOSE:
                return 101, frames, f"{int.from_bytes(payload[:2], 'big')} {payload[2:].decode()}"
            frames.append(payload)
            if until and json.loads(payload).get("type") == until:
                break
        return 101, frames, None


def whole_stream(user, task, query="", headers=()):
    with EventSource(user, task, headers, query) as source:
        if source.status != 200:
            return [str(source.status)]
        lines = [str(source.status), source.headers["content-type"]]
        while (message := source.read()) is not None:
            lines += [f"id: {message[0]}", message[1].decode()]
        return lines


def every_way(tape, user, task, last):
    """A task that has ended, read in every way and from every position."""
    tape.answer("task", user.get(f"/tasks/{task}"))
    tape.answer("events", user.get(f"/tasks/{task}/events"))
    positions = sorted({0, 1, 2, 3, last // 2, last - 2, last - 1, last, last + 1, last + 100} & set(range(last + 101)))
    for after in positions:
        tape.answer(f"events after {after}", user.get(f"/tasks/{task}/events?after={after}"))
        tape.frames(f"socket after {after}", *whole_socket(user, f"/tasks/{task}?after={after}"))
        tape.put(f"stream after {after}", *whole_stream(user, task, f"?after={after}"))
        tape.put(f"stream with Last-Event-ID {after}", *whole_stream(user, task, headers={"Last-Event-ID": str(after)}))
    tape.frames("socket of another epoch", *whole_socket(user, f"/tasks/{task}?after=2&epoch=other"))
    tape.put("stream of another epoch", *whole_stream(user, task, "?after=2&epoch=other"))
    tape.frames("user's socket", *whole_socket(user, "/user?after=0", until="task_completed"))
    tape.answer("cancelled again", user.post(f"/tasks/{task}/cancel"))
    tape.answer("answered", user.post(f"/tasks/{task}/input", {"text": "x"}))


def ended_task(port, name, ask):
    user, tape = Client(port), Tape(name)
    answer = ask(user)
    tape.answer("asked", answer)
    task = answer.json["task_id"]
    every_way(tape, user, task, user.task(task)["last_seq"])
    for artifact in user.task(task)["artifacts"]:
        tape.answer(f"artifact {artifact['name']}", user.get(artifact["href"].removeprefix("/api/v1")))
    tape.answer("list", user.get("/tasks"))
    tape.answer("deleted", user.delete(f"/tasks/{task}"))
    tape.answer("after that", user.get(f"/tasks/{task}"))
    return tape.exchanges


def chat(query, **body):
    return lambda user: user.post("/chat", {"query": query, **body}, {"Prefer": f"wait={WAIT}"})


def give(agent, text):
    return lambda user: user.post(f"/agents/{agent}/tasks", {"text": text}, {"Prefer": f"wait={WAIT}"})


ENDED = {
    "seed": chat(SEED),
    "nobody": chat("Book me a flight to Paris"),
    "failed": give("DoneWithoutFinish", "x"),
    "retried": give("ErrorRetryable", "succeed=3"),
    "exhausted": give("ErrorRetryable", "succeed=9"),
    "streamed": give("StreamChunks", "count=20"),
    "garbage": give("InvalidResultJson", "x"),
    "echo": give("Echo", "hello"),
}


def question(port):
    user, tape = Client(port), Tape("question")
    task = user.give("Asker", "ask=2", WAIT)["task_id"]
    for number in (1, 2):
        tape.answer(f"waiting {number}", user.get(f"/tasks/{task}"))
        tape.frames(f"socket {number}", *whole_socket(user, f"/tasks/{task}", until="input_required"))
        for body in ({}, {"text": 1}, {"approve": "x"}, {"text": "x", "input_id": "none"}, {"resolution": "done"}):
            tape.answer(f"wrong answer {number} {json.dumps(body)}", user.post(f"/tasks/{task}/input", body))
        after = user.task(task)["last_seq"]
        tape.answer(f"answer {number}", user.post(f"/tasks/{task}/input", {"text": f"blue {number}"}))
        if number == 1:
            asked(user, task, after)
    with user.socket(f"/tasks/{task}") as socket:
        read_until(socket, "task_completed")
    every_way(tape, user, task, user.task(task)["last_seq"])
    return tape.exchanges


def approval(port):
    user, tape = Client(port), Tape("approval")
    body = {"query": "Write a Python function to sort a list", "require_approval": True}
    first = user.chat(wait=WAIT, **body)["task_id"]
    tape.answer("waiting", user.get(f"/tasks/{first}"))
    tape.answer("wrong hash", user.post(f"/tasks/{first}/input", {"approve": "x"}))
    tape.answer("rejected", user.post(f"/tasks/{first}/input", {"approve": False}))
    with user.socket(f"/tasks/{first}") as socket:
        read_until(socket, "task_failed")
    every_way(tape, user, first, user.task(first)["last_seq"])
    second = user.chat(wait=WAIT, **body)["task_id"]
    tape.answer("cancelled", user.post(f"/tasks/{second}/cancel"))
    tape.answer("afterwards", user.get(f"/tasks/{second}"))
    return tape.exchanges


def refusals(port):
    """Every route with what it does not take."""
    user, tape = Client(port), Tape("refusal")
    task = user.give("Echo", "hello", WAIT)["task_id"]
    paths = ["/health", "/ready", "/chat", "/tasks", f"/tasks/{task}", f"/tasks/{task}/events", f"/tasks/{task}/cancel",
             f"/tasks/{task}/input", "/tasks/none", "/tasks/none/events", "/agents", "/agents/Echo", "/agents/None",
             "/agents/Echo/tasks", "/agents/search", "/conversations", "/conversations/none", "/auth/me", "/auth/login",
             "/auth/register", "/auth/refresh", "/auth/logout", "/auth/password", "/nothing", "/ws/user", "/ws/stats",
             f"/ws/tasks/{task}", "/tasks/none/cancel", "/tasks/none/input"]
    bodies = [b"", b"{", b"[]", b"{}", b'{"nonsense":1}', b'{"query":1}', b'{"text":""}', b'{"query":"","conversation_id":1}']
    json_type = {"Content-Type": "application/json"}
    for path in paths:
        for method in ("GET", "PUT", "DELETE"):
            if (method, path) in {("DELETE", f"/tasks/{task}"), ("DELETE", "/auth/me")}:
                continue
            for headers in ({}, user.headers):
                answer = raw_http.request(port, method, f"/api/v1{path}", headers)
                if "openapi" not in answer.body[:40].decode("latin-1") and path not in ("/agents", "/agents/Echo"):
                    tape.answer(f"{method} {path} {'as somebody' if headers else 'as nobody'}", answer)
        for body in bodies:
            answer = raw_http.request(port, "POST", f"/api/v1{path}", {**user.headers, **json_type}, body)
            if answer.status >= 400:
                tape.answer(f"POST {path} {body.decode()}", answer)
    for query in ("limit=0", "limit=x", "limit=1000", "cursor=x", "nonsense=1", "status=x", "after=-1", "after=x"):
        tape.answer(f"GET /tasks?{query}", user.get(f"/tasks?{query}"))
        tape.answer(f"GET events?{query}", user.get(f"/tasks/{task}/events?{query}"))
    return tape.exchanges


def sockets(port):
    """What a socket is told."""
    user, tape = Client(port), Tape("socket")
    task = user.give("Echo", "hello", WAIT)["task_id"]
    frames = ["ping", "stats", "nonsense", "{}", "[]", '{"type":1}', '{"type":"nothing"}', '{"type":"auth"}',
              '{"type":"cancel"}', '{"type":"cancel","task_id":"none"}', '{"type":"input","task_id":"none","text":"x"}',
              '{"type":"subscribe"}', '{"type":"subscribe","task_id":"none"}', '{"type":"unsubscribe","task_id":"none"}',
              f'{{"type":"subscribe","task_id":"{task}","after":-1}}']
    with user.socket("/user", follow="none") as socket:
        tape.put("connected", socket.read_text())
        for text in frames:
            # The answer to what comes last says that all before are there.
            socket.text(text)
            socket.text('{"type":"cancel","task_id":"last"}')
            said = []
            while not said or '"task_id":"last"' not in said[-1]:
                said.append(socket.read_text())
            tape.put(text, *said[:-1])
    for path in ("/user?follow=x", "/user?after=x", "/tasks/none", f"/tasks/{task}?after=x", "/user?follow=none&after=1"):
        tape.frames(path, *whole_socket(user, path))
        tape.frames(f"{path} as nobody", *whole_socket(user, path, authorized=False))
    return tape.exchanges


def all_exchanges(port):
    """Those of tasks that have ended come side by side: much of the time is waiting for streams to be closed."""
    # By themselves: one of them says how many connections there are.
    found = [exchange for scenario in (refusals, sockets, question, approval) for exchange in scenario(port)]
    with ThreadPoolExecutor(6) as pool:
        ended = pool.map(lambda name: ended_task(port, name, ENDED[name]), ENDED)
        return found + [exchange for exchanges in ended for exchange in exchanges]
