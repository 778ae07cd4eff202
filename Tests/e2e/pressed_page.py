"""A web server on a port of its own, with a page that presses the example page's button.

Chromium writes a page out when everything in it is loaded: one image is held until the task ended.
"""

import contextlib
import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

HOLD_SECONDS = 40
PAGE = """<!doctype html>
<meta charset="utf-8">
<iframe src="page.html"></iframe>
<img src="/held">
<script>
  const frame = document.querySelector("iframe");
  frame.onload = () => {
    const page = frame.contentDocument;
    page.querySelector("button").click();
    const timer = setInterval(() => {
      if (!/Task (completed|failed)|❌/.test(page.querySelector("ol").textContent)) return;
      clearInterval(timer);
      document.body.append(page.querySelector("ol"), page.querySelector("pre"));
      fetch("/ended");
    }, 20);
  };
</script>
"""


class Handler(SimpleHTTPRequestHandler):
    def __init__(self, ended, *arguments, **more):
        self.ended = ended
        super().__init__(*arguments, **more)

    def do_GET(self):
        if self.path == "/examples/pressed.html":
            return self._answer(PAGE.encode(), "text/html")
        if self.path == "/ended":
            self.ended.set()
        elif self.path == "/held":
            self.ended.wait(HOLD_SECONDS)
        else:
            return super().do_GET()
        return self._answer(b"", "text/plain")

    def _answer(self, body, kind):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


@contextlib.contextmanager
def serving_pages(folder):
    """Yields the origin, http://localhost:PORT."""
    handler = functools.partial(Handler, threading.Event(), directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()
