"""An A2A server whose answers follow a script: the first word of the message."""

import base64
import collections
import contextlib
import http.server
import json
import threading

KEY = "rk-secret-7c10b2e94d"
TASK = "task-1"


def status(state, text=None, task=TASK):
    message = {"message": {"messageId": "a", "role": "ROLE_AGENT", "parts": [{"text": text}]}}
    body = {"state": f"TASK_STATE_{state}", **(message if text else {})}
    return {"statusUpdate": {"taskId": task, "contextId": "c", "status": body}}


def artifact(text, **more):
    parts = {"artifactId": "out", "parts": [{"text": text}]}
    return {"artifactUpdate": {"taskId": TASK, "contextId": "c", "artifact": parts, **more}}


def task(state, *texts, asks=None):
    made = [{"artifactId": "out", "parts": [{"text": text} for text in texts]}] if texts else []
    status = {"state": f"TASK_STATE_{state}"}
    if asks:
        parts = [{"text": asks}]
        status["message"] = {"messageId": f"q-{asks}", "role": "ROLE_AGENT", "parts": parts}
    return {"id": TASK, "contextId": "c", "status": status, "artifacts": made}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.server.cards.append(dict(self.headers))
        self.server.card_answer(self)

    def do_POST(self):
        text = self.rfile.read(int(self.headers["Content-Length"]))
        if not text:  # It was cancelled before it was sent.
            return
        body = json.loads(text)
        self.id, self.params, method = body["id"], body["params"], body["method"]
        with self.server.lock:
            if "message" in self.params and "taskId" not in self.params["message"]:
                self.server.script = self.params["message"]["parts"][0]["text"].split()[0]
            script = self.server.script
            self.server.seen.append((script, method, dict(self.headers), body))
            nth = self.server.counts[script, method] = self.server.counts[script, method] + 1
        default = getattr(self, f"any_{method}", None)
        own = getattr(self, f"{script}_{method}".replace("-", "_"), default)
        try:
            own(nth)
        except (BrokenPipeError, ConnectionResetError):
            self.server.gone[script].set()
        self.close_connection = True

    # What answers are made of

    def answer(self, body, code=200, kind="application/json", **headers):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def result(self, result):
        self.answer({"jsonrpc": "2.0", "id": self.id, "result": result})

    def error(self, code, message):
        self.answer({"jsonrpc": "2.0", "id": self.id, "error": {"code": code, "message": message}})

    def begin(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def write(self, data):
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))

    def events(self, *results):
        for result in results:
            body = {"jsonrpc": "2.0", "id": self.id, "result": result}
            self.write(b"data: " + json.dumps(body).encode() + b"\r\n\r\n")

    def stream(self, *results):
        self.begin()
        self.events(*results)
        self.wfile.write(b"0\r\n\r\n")

    def begun(self):
        self.begin()
        self.events({"task": task("SUBMITTED")}, artifact("one "))

    # Scripts

    # Agents that repeat the key wherever they can.

    def tells500_SendStreamingMessage(self, _):
        self.answer({"error": {"message": f"the key {KEY} is unknown"}}, 500)

    def tells400_SendStreamingMessage(self, _):
        self.answer({"detail": f"the key {KEY} is unknown"}, 400)

    def tellsError_SendStreamingMessage(self, _):
        self.error(-32000, f"the key {KEY} is unknown")

    def tellsFailed_SendStreamingMessage(self, _):
        self.stream({"task": task("WORKING")}, status("WORKING", f"with {KEY}"), status("FAILED", f"no {KEY}"))

    def tellsResult_SendStreamingMessage(self, _):
        made = artifact(f"code = '{KEY}'")
        parts = made["artifactUpdate"]["artifact"]["parts"]
        parts[0]["filename"] = f"{KEY}.txt"
        parts.append({"data": {KEY: [KEY]}})
        parts.append({"raw": base64.b64encode(KEY.encode()).decode(), "mediaType": "text/plain"})
        parts.append({"raw": base64.b64encode(b"\0" + KEY.encode()).decode()})
        self.stream({"task": task("WORKING")}, made, status("COMPLETED", KEY))

    def any_CancelTask(self, _):
        self.server.cancelled[self.server.script].set()
        self.result(task("CANCELED"))

    def any_GetTask(self, _):
        self.error(-32001, "Task not found")

    def message_SendStreamingMessage(self, _):
        parts = [{"text": "just "}, {"text": "this"}]
        self.stream({"message": {"messageId": "a", "role": "ROLE_AGENT", "parts": parts}})

    def lost_SendStreamingMessage(self, _):
        self.begun()

    def lost_GetTask(self, nth):
        self.result(task("COMPLETED", "one ", "two"))

    def again_SendStreamingMessage(self, _):
        self.begun()

    def again_GetTask(self, _):
        self.result(task("WORKING", "one "))

    def again_SubscribeToTask(self, _):
        self.stream({"task": task("WORKING", "one ")}, artifact("two", append=True),
                    status("COMPLETED"))

    # An answer whose stream breaks before the task has taken notice, and is looked for.

    def asks_SendStreamingMessage(self, nth):
        if nth == 1:
            return self.stream({"task": task("INPUT_REQUIRED", "one ", asks="Which?")})
        self.begin()
        self.events({"task": task("INPUT_REQUIRED", "one ", asks="Which?")})

    def asks_GetTask(self, nth):
        if nth <= 2:
            return self.result(task("INPUT_REQUIRED", "one ", asks="Which?"))
        self.result(task("COMPLETED", "one ", "two"))

    def asks_SubscribeToTask(self, _):
        self.error(-32004, "not now")

    # An answer that arrives although the connection breaks: it is not given twice.

    def once_SendStreamingMessage(self, nth):
        if nth == 1:
            return self.stream({"task": task("INPUT_REQUIRED", asks="Which?")})
        self.close_connection = True

    def once_GetTask(self, _):
        if self.server.counts["once", "SendStreamingMessage"] == 1:
            return self.result(task("INPUT_REQUIRED", asks="Which?"))
        self.result(task("COMPLETED", "taken"))

    # An answer that is lost on its way is given again.

    def drops_SendStreamingMessage(self, nth):
        if nth == 1:
            return self.stream({"task": task("INPUT_REQUIRED", asks="Which?")})
        if nth == 2:
            self.close_connection = True
        else:
            self.stream({"task": task("WORKING")}, artifact("heard"), status("COMPLETED"))

    def drops_GetTask(self, _):
        self.result(task("INPUT_REQUIRED", asks="Which?"))

    # One that asks the same, whatever it is told.

    def insists_SendStreamingMessage(self, _):
        self.stream({"task": task("INPUT_REQUIRED", asks="Which?")})

    def insists_GetTask(self, _):
        self.result(task("INPUT_REQUIRED", asks="Which?"))

    def forgets_SendStreamingMessage(self, _):
        self.stream({"task": task("INPUT_REQUIRED", asks="Which?")})

    def gone_SendStreamingMessage(self, _):
        self.begun()

    def gone_GetTask(self, _):
        self.close_connection = True

    def nothing_SendStreamingMessage(self, _):
        pass

    def hold_SendStreamingMessage(self, _):
        self.begun()
        self.server.held["hold"].set()
        self.connection.recv(1)
        self.server.gone["hold"].set()

    deaf_SendStreamingMessage = hold_SendStreamingMessage

    def deaf_CancelTask(self, _):
        self.answer({"detail": "no"}, 503)

    # Answers to a cancel that are no end: the task as it goes on, and the end of another.

    works_SendStreamingMessage = hold_SendStreamingMessage

    def works_CancelTask(self, _):
        self.result(task("WORKING"))

    mistakes_SendStreamingMessage = hold_SendStreamingMessage

    def mistakes_CancelTask(self, _):
        self.result({**task("CANCELED"), "id": "task-2"})

    # An agent that stops when it is asked for the second time.

    hesitates_SendStreamingMessage = hold_SendStreamingMessage

    def hesitates_CancelTask(self, nth):
        self.result(task("WORKING" if nth == 1 else "CANCELED"))

    def garbage_SendStreamingMessage(self, _):
        self.begin()
        self.events({"task": task("WORKING")})
        self.write(b'data: {"jsonrpc": nonsense\n\n')
        self.wfile.write(b"0\r\n\r\n")

    def other_SendStreamingMessage(self, _):
        self.stream({"task": task("WORKING")}, status("COMPLETED", task="task-2"))

    def state_SendStreamingMessage(self, _):
        self.stream({"task": task("DREAMING")})

    def big_SendStreamingMessage(self, _):
        self.begin()
        self.write(b"data: ")
        while True:
            self.write(b"x" * (1 << 20))

    def many_SendStreamingMessage(self, _):
        self.begun()
        while True:
            self.events(artifact("x" * (1 << 20), append=True))

    def chatters_SendStreamingMessage(self, _):
        self.begun()
        while True:
            self.write(b": " + b"x" * (1 << 20) + b"\n\n")

    def interim_SendStreamingMessage(self, _):
        hint = b"HTTP/1.1 103 Early Hints\r\nLink: </" + b"x" * 4000 + b">\r\n\r\n"
        while True:
            self.wfile.write(hint * 100)

    def html_SendStreamingMessage(self, _):
        self.answer(b"<h1>Welcome</h1>", kind="text/html")

    def version_SendStreamingMessage(self, _):
        self.error(-32009, "only 2.0 here")

    def internal_SendStreamingMessage(self, _):
        self.error(-32603, f"out of memory {KEY}")

    def elsewhere_SendStreamingMessage(self, _):
        self.answer(b"", 307, Location=f"{self.server.other}/rpc")

    def locked_SendStreamingMessage(self, _):
        self.answer({"detail": f"bad key {KEY[:6]}"}, 401)

    def busy_SendStreamingMessage(self, nth):
        if nth == 1:
            return self.answer({"detail": "later"}, 503, Retry_After="0")
        self.message_SendStreamingMessage(nth)


def card(url, version="1.0", **more):
    return {
        "name": "Scripted", "description": "Follows a script", "version": "1",
        "supportedInterfaces": [
            {"url": f"{url}/rpc", "protocolBinding": "JSONRPC", "protocolVersion": version,
             "tenant": "t1"}],
        "capabilities": {"streaming": True}, "defaultInputModes": ["text/plain"],
        "defaultOutputModes": ["text/plain"],
        "skills": [{"id": "s", "name": "S", "description": "Scripted", "tags": ["scripted"]}],
        **more}


@contextlib.contextmanager
def scripted():
    """Yields the server; `url`, `seen` (script, method, headers, body), `cards`, and events."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.lock, server.seen, server.cards, server.script = threading.Lock(), [], [], ""
    server.counts = collections.Counter()
    server.held, server.gone, server.cancelled = (
        collections.defaultdict(threading.Event) for _ in range(3))
    server.url = server.other = f"http://127.0.0.1:{server.server_port}"
    server.card_answer = lambda handler: handler.answer(card(server.url))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
