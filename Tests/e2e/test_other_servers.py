"""The command line at an address where something else answers."""

import http.server
import threading

import pytest

from command import hermes


class Portal(http.server.BaseHTTPRequestHandler):
    """What a guest network answers to everything."""

    body = b"<html>Please log in</html>"

    def do_GET(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    do_POST = do_GET

    def log_message(self, *_):
        pass


@pytest.mark.parametrize("body", [b"<html>Please log in</html>", b"{}", b"[" * 100, b'{"status": "ok"}'])
def test_who_is_no_hermes_server_has_done_nothing(body):
    portal = type("Portal", (Portal,), {"body": body})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), portal) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        there = {"HERMES_URL": f"http://127.0.0.1:{server.server_port}", "HERMES_TOKEN": "t"}
        for command in (["cancel", "a" * 32], ["tasks"], ["show", "a" * 32], ["answer", "a" * 32, "yes"],
                        ["run", "hi", "--url", there["HERMES_URL"]]):
            done = hermes(*command, **there)
            assert (done.returncode, done.stdout) == (1, ""), (command, done)
            assert "is not a Hermes server" in done.stderr, (command, done)
        server.shutdown()
