"""A network that joins what the server sends one after the other."""

import contextlib
import socket
import threading

import raw_http


@contextlib.contextmanager
def in_one_packet(port):
    """A door to the server that has the answer to a handshake wait for the history behind it."""

    def serve():
        near, _ = door.accept()
        with near, raw_http.connect(port) as far:
            far.sendall(near.recv(65536))
            answer = b""
            while b"task_completed" not in answer:
                answer += raw_http.receive_more(far)
            near.sendall(answer)
            near.recv(65536)

    with socket.create_server(("127.0.0.1", 0)) as door:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield door.getsockname()[1]
        thread.join()
