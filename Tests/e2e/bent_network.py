"""Networks that bend what the server answers to a handshake."""

import contextlib
import socket
import threading

import raw_http
from raw_socket import TEXT, frame


@contextlib.contextmanager
def door(answer_to, *bends):
    """A port that leads to another, a connection for each of the bends."""

    def serve():
        for bend in bends:
            near, _ = listener.accept()
            with near, raw_http.connect(answer_to) as far:
                far.sendall(near.recv(65536))
                bend(near, far)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        thread.join()


def in_one_packet(near, far):
    """The answer waits for the history of a completed task behind it."""
    answer = b""
    while b"task_completed" not in answer:
        answer += raw_http.receive_more(far)
    near.sendall(answer)
    near.recv(65536)


def spoiled(near, far):
    """Behind the answer comes an event that is none."""
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += raw_http.receive_more(far)
    head, _, _ = answer.partition(b"\r\n\r\n")
    near.sendall(head + b"\r\n\r\n" + frame(TEXT, b'{"type":"task_cr', masked=False))
    near.recv(65536)
