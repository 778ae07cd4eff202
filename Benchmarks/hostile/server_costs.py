"""What a request costs a server: its answer, processor time and memory."""

import json
import pathlib
import socket
import time

PATIENCE = 60


def cpu_seconds(pid):
    """Processor time of all threads, ended ones too (clock_getcpuclockid(3))."""
    return time.clock_gettime(~pid << 3 | 2)


def resident(pid, name="VmRSS"):
    """KiB."""
    lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))


def forget_peak(pid):
    pathlib.Path(f"/proc/{pid}/clear_refs").write_text("5")


def exchange(port, data):
    """(status or close, code) of the answer."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as connection:
        try:
            connection.sendall(data)
        except ConnectionError:
            pass  # It may answer before it has read all.
        answer = b""
        try:
            while more := connection.recv(1 << 16):
                answer += more
        except ConnectionError:
            pass
    if not answer:
        return "ended", ""
    head, _, body = answer.partition(b"\r\n\r\n")
    code = ""
    if b"problem+json" in head:
        code = json.loads(body)["code"]
    return head.split()[1].decode(), code


def settled(pid):
    """Waits until the server does nothing: a task that was begun is its request's cost too."""
    before = cpu_seconds(pid)
    quiet = 0
    end = time.monotonic() + PATIENCE
    while quiet < 3 and time.monotonic() < end:
        time.sleep(0.02)
        now = cpu_seconds(pid)
        quiet = quiet + 1 if now - before < 0.002 else 0
        before = now


def measure(pid, port, data):
    """(answer, milliseconds of processor time, KiB that the peak grew by)."""
    settled(pid)
    forget_peak(pid)
    memory, cpu = resident(pid), cpu_seconds(pid)
    answer = exchange(port, data)
    settled(pid)
    return answer, 1000 * (cpu_seconds(pid) - cpu), max(0, resident(pid, "VmHWM") - memory)
