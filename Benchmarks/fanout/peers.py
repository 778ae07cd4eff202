"""Other servers that hand events to many WebSocket connections, as Debian has them.

`setup-peers` unpacks them. Both keep events in memory only.
"""

import contextlib
import os
import pathlib
import socket
import subprocess
import tempfile
import threading
import time

from hermes_server import BIN, free_port, pinned

ROOT = BIN / "peers/root"
LIBRARIES = ROOT / "usr/lib/x86_64-linux-gnu"
WINDOW = 256  # events that NATS may have unanswered: what it queues for readers stays small


def body(size):
    start = b'{"ts":%d,"pad":"' % time.monotonic_ns()
    return start + b"x" * max(0, size - len(start) - 2) + b'"}'


def paced(count, rate):
    """Counts, each number when it is due; at once without a rate."""
    start = time.monotonic()
    for number in range(count):
        if rate:
            time.sleep(max(0, start + number / rate - time.monotonic()))
        yield number


class Peer:
    def __init__(self, folder):
        self.folder, self.port = pathlib.Path(folder), free_port()

    def publish(self, topic, count, size, rate):
        """Begins to publish; the thread ends with the last event."""
        thread = threading.Thread(target=self.send_all, args=(topic, count, size, rate), daemon=True)
        thread.start()
        return thread


class Nchan(Peer):
    """nginx with the nchan module: one POST an event."""

    match = '"ts":'

    def command(self):
        (self.folder / "nginx.conf").write_text(f"""
load_module {ROOT}/usr/lib/nginx/modules/ngx_nchan_module.so;
daemon off; master_process off; worker_rlimit_nofile 20000; pid {self.folder}/pid;
error_log {self.folder}/error.log crit;
events {{ worker_connections 16000; }}
http {{
  access_log off; tcp_nodelay on; nchan_shared_memory_size 512m;
  client_body_temp_path {self.folder}/body; proxy_temp_path {self.folder}/proxy;
  fastcgi_temp_path {self.folder}/fastcgi; uwsgi_temp_path {self.folder}/uwsgi;
  scgi_temp_path {self.folder}/scgi;
  server {{
    listen 127.0.0.1:{self.port} backlog=4096;
    keepalive_requests 100000000; keepalive_timeout 600; client_body_buffer_size 8k;
    location ~ ^/sub/(\\w+)$ {{
      nchan_subscriber websocket; nchan_channel_id $1; nchan_subscriber_first_message newest;
    }}
    location ~ ^/pub/(\\w+)$ {{
      nchan_publisher; nchan_channel_id $1;
      nchan_message_buffer_length 5000; nchan_message_timeout 20s;
    }}
  }}
}}
""")
        program = ROOT / "usr/sbin/nginx"
        return [program, "-p", self.folder, "-c", self.folder / "nginx.conf", "-e", self.folder / "error.log"]

    def load(self, topic):
        return f"ws://127.0.0.1:{self.port}/sub/{topic}", []

    def send_all(self, topic, count, size, rate):
        with socket.create_connection(("127.0.0.1", self.port)) as link:
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            answers = link.makefile("rb")
            for _ in paced(count, rate):
                event = body(size)
                head = f"POST /pub/{topic} HTTP/1.1\r\nHost: bench\r\nContent-Length: {len(event)}\r\n\r\n"
                link.sendall(head.encode() + event)
                length = 0
                while (line := answers.readline()) != b"\r\n":
                    if line.lower().startswith(b"content-length:"):
                        length = int(line.split(b":")[1])
                answers.read(length)


class Nats(Peer):
    """nats-server with its WebSocket listener: PUB over TCP."""

    match = '"ts":'

    def __init__(self, folder):
        super().__init__(folder)
        self.publish_port = free_port()

    def command(self):
        (self.folder / "nats.conf").write_text(
            f'listen: "127.0.0.1:{self.publish_port}"\nping_interval: "10m"\n'
            "max_pending: 1073741824\nmax_connections: 100000\n"
            f'websocket {{ listen: "127.0.0.1:{self.port}", no_tls: true, compression: false }}\n'
        )
        return [ROOT / "usr/sbin/nats-server", "-c", self.folder / "nats.conf"]

    def load(self, topic):
        hello = f'CONNECT {{"verbose":false,"pedantic":false}}\r\nSUB {topic} 1\r\nPING\r\n'
        return f"ws://127.0.0.1:{self.port}/", ["--send", hello, "--ready", "PONG", "--several"]

    def send_all(self, topic, count, size, rate):
        with socket.create_connection(("127.0.0.1", self.publish_port)) as link:
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            answers = link.makefile("rb")
            link.sendall(b'CONNECT {"verbose":false,"pedantic":false}\r\n')
            for number in paced(count, rate):
                event = body(size)
                last = (number + 1) % WINDOW == 0 or number + 1 == count
                link.sendall(
                    b"PUB %s %d\r\n%s\r\n%s" % (topic.encode(), len(event), event, b"PING\r\n" * last)
                )
                while last and not answers.readline().startswith(b"PONG"):
                    pass


KNOWN = {"nchan": Nchan, "nats": Nats}


@contextlib.contextmanager
def started(name, core=0):
    """Starts a peer on a free port, alone on its core as the server under test is."""
    if not (ROOT / "usr/sbin").is_dir():
        raise SystemExit("Benchmarks/fanout/setup-peers first: the peers are not there.")
    with tempfile.TemporaryDirectory(prefix="peer-") as folder:
        peer = KNOWN[name](folder)
        process = subprocess.Popen(
            [str(part) for part in peer.command()],
            cwd=folder, env={**os.environ, "LD_LIBRARY_PATH": str(LIBRARIES)},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=pinned(core),
        )
        try:
            for _ in range(400):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", peer.port)):
                    break
                if process.poll() is not None:
                    raise SystemExit(f"{name} ended with {process.returncode} at its start")
                time.sleep(0.025)
            else:
                raise SystemExit(f"{name} does not listen on its port")
            yield peer, process.pid
        finally:
            process.kill()
            process.wait()
