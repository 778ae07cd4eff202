"""A web server with React, the client, the compiled hook, and a page with all three."""

import contextlib
import functools
import json
import pathlib
import queue
import subprocess
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

HERE = pathlib.Path(__file__).resolve().parent
JAVASCRIPT = HERE.parents[1] / "clients/javascript"
NODE_MODULES = pathlib.Path("/usr/share/nodejs")
# React of Debian is a global of the page, not a module.
REACT = b"export const { useEffect, useReducer, useState } = React;"


def compile_hook(folder):
    command = ["tsc", "--target", "es2022", "--lib", "es2022,dom", "--module", "es2022"]
    command += ["--moduleResolution", "node16", "--strict", "--outDir", folder / "examples"]
    command += [JAVASCRIPT / "examples/useTaskStreamClient.ts", HERE / "react/index.d.ts"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


class Handler(SimpleHTTPRequestHandler):
    def __init__(self, hook, shown, *arguments, **more):
        self.roots = {"react": NODE_MODULES, "react-dom": NODE_MODULES, "page.html": HERE / "react"}
        self.inner = {"client": JAVASCRIPT, "hook": hook}
        self.shown = shown
        super().__init__(*arguments, **more)

    def translate_path(self, path):
        first, _, rest = path.split("?")[0].lstrip("/").partition("/")
        if first in self.inner:
            return str(self.inner[first] / rest)
        return str(self.roots.get(first, self.inner["hook"]) / first / rest).rstrip("/")

    def do_GET(self):
        if self.path == "/react.mjs":
            return self._answer(REACT, "text/javascript")
        return super().do_GET()

    def do_POST(self):
        self.shown.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self._answer(b"", "text/plain")

    def _answer(self, body, kind):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


@contextlib.contextmanager
def browsing(folder, query):
    """Opens the page in a browser; yields a queue with what it reports."""
    compile_hook(folder)
    shown = queue.Queue()
    handler = functools.partial(Handler, folder, shown)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = f"http://localhost:{server.server_port}/page.html?{query}"
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu"]
        command += ["--disable-dev-shm-usage", f"--user-data-dir={folder / 'profile'}", "--remote-debugging-port=0", page]
        with open(folder / "chromium.log", "w") as log:
            browser = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            yield shown
        finally:
            browser.terminate()
            browser.wait()
            server.shutdown()
