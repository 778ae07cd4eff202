"""A server with chat completions whose answers follow a script: the first word of the last message."""

import collections
import contextlib
import http.server
import json
import threading

KEY = "sk-secret-4f1d9a7b30c2"
# As llama.cpp sends it: nothing in the first delta, reasoning apart, and usage without choices.
PIECES = [{"role": "assistant", "content": None}, {"reasoning_content": "Hm. "},
          {"reasoning_content": "So."}, {"content": "Grüße "}, {"content": "🌍 an alle"}]
TEXT, REASONING = "Grüße 🌍 an alle", "Hm. So."


def chunk(delta=None, finish=None, **more):
    choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": finish}]
    body = {"object": "chat.completion.chunk", "model": "tiny", "choices": choices, **more}
    return b"data: " + json.dumps(body, ensure_ascii=False).encode() + b"\n\n"


def whole(pieces=PIECES, finish="stop"):
    yield b": keep-alive\n\n"
    for piece in pieces:
        yield chunk(piece)
    yield chunk({}, finish) + chunk(usage={"prompt_tokens": 11, "completion_tokens": 7})
    yield b"data: [DONE]\n\n"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def script_of(self, body):
        return body["messages"][-1]["content"].split()[0]

    def do_POST(self):
        text = self.rfile.read(int(self.headers["Content-Length"]))
        if not text:  # It was cancelled before it was sent.
            return
        body = json.loads(text)
        script = self.script_of(body)
        with self.server.lock:
            self.server.seen.append((script, self.path, self.headers.get("Authorization"), body))
            nth = self.server.counts[script] = self.server.counts[script] + 1
        try:
            getattr(self, "do_" + script.replace("-", "_"))(nth)
        except (BrokenPipeError, ConnectionResetError):
            self.server.gone[script].set()
        self.close_connection = True

    def begin(self, kind="text/event-stream"):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def write(self, data):
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))

    def stream(self, events, size=None):
        self.begin()
        data = b"".join(events)
        for start in range(0, len(data), size or len(data)):
            self.write(data[start : start + (size or len(data))])
        self.wfile.write(b"0\r\n\r\n")

    def refuse(self, status, message, **headers):
        body = json.dumps({"error": {"message": message}}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def hold(self, script):
        """Until the other side has closed."""
        self.wfile.flush()
        self.server.held[script].set()
        self.connection.recv(1)
        self.server.gone[script].set()

    def do_hello(self, _):
        self.stream(whole())

    def do_cut(self, _):
        # Three bytes at a time: inside lines, words and letters.
        self.stream(whole(), size=3)

    def do_object(self, _):
        self.stream(whole([{"content": '{"a"'}, {"content": ": 1}"}]))

    def do_prose(self, _):
        self.stream(whole([{"content": "No JSON here."}]))

    def do_silent(self, _):
        self.begin()
        self.hold("silent")

    def do_stall(self, _):
        self.begin()
        self.write(chunk({"content": "One word"}))
        self.hold("stall")

    def do_half_once(self, nth):
        if nth > 1:
            return self.stream(whole())
        self.begin()
        self.write(chunk({"content": "lost"})[:40])

    def do_broken(self, _):
        self.begin()
        self.write(chunk({"content": "One word"}))

    def do_cut_short(self, _):
        self.stream([chunk({"content": "One word"})])

    def do_garbage(self, _):
        self.stream([b"data: {\"choices\": nonsense\n\n"])

    def do_report(self, _):
        self.stream([b'error: {"code": 500, "message": "out of memory ' + KEY.encode() + b'"}\n\n'])

    def do_html(self, _):
        self.begin("text/html")
        self.write(b"<h1>Welcome</h1>")
        self.wfile.write(b"0\r\n\r\n")

    def do_limited_once(self, nth):
        self.stream(whole()) if nth > 1 else self.refuse(429, "slow down", Retry_After="0")

    def do_limited(self, _):
        self.refuse(429, "slow down", Retry_After="3600")

    def do_failing(self, _):
        self.refuse(500, f"internal error, your key is {KEY}")

    def do_busy_twice(self, nth):
        self.stream(whole()) if nth > 2 else self.refuse(503, "Loading model")

    def do_unauthorized(self, _):
        self.refuse(401, f"Incorrect API key provided: {KEY[:8]}***")

    def do_refused(self, _):
        self.refuse(400, f"the key {KEY} may not use this model\nat all")

    def do_redirect(self, _):
        self.refuse(307, "elsewhere", Location="/v1/elsewhere")

    def do_endless(self, _):
        self.begin()
        while True:
            self.write(chunk({"content": "x" * 65536}))


@contextlib.contextmanager
def scripted(handler=Handler):
    """Yields the server; `url`, `seen` (script, path, authorization, body), `held` and `gone`."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.lock, server.seen, server.counts = threading.Lock(), [], collections.Counter()
    server.held = collections.defaultdict(threading.Event)
    server.gone = collections.defaultdict(threading.Event)
    server.url = f"http://127.0.0.1:{server.server_port}/v1"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
