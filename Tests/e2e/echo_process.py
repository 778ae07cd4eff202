"""`hermes ws-echo` on a free port."""

import contextlib
import subprocess

from hermes_process import BINARY, first_line, free_port

LIMIT = 256 * 1024


@contextlib.contextmanager
def echoing(maximum=LIMIT):
    port = free_port()
    command = [BINARY, "ws-echo", "--port", str(port), "--max-message", str(maximum)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert f"ws://127.0.0.1:{port}" in first_line(process)
        yield port
        assert process.poll() is None, "ws-echo ended"
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()
