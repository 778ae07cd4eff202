"""nginx, HAProxy and Caddy of Debian, with the configurations of packaging/proxies."""

import contextlib
import os
import socket
import subprocess
import time

from client import PASSWORD
from command import hermes
from hermes_process import ROOT, free_port

TOOLS = ROOT / ".tools/usr"
EXAMPLES = ROOT / "packaging/proxies"
NAME = "hermes.example.org"
WAIT = 30

NGINX = """
pid {folder}/pid;
error_log {folder}/error.log;
daemon off;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  include {folder}/hermes.conf;
}}
"""


def nginx(folder, example):
    (folder / "hermes.conf").write_text(example)
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder))
    return [TOOLS / "sbin/nginx", "-p", folder, "-c", folder / "nginx.conf"]


def haproxy(folder, example):
    (folder / "haproxy.cfg").write_text(example)
    return [TOOLS / "sbin/haproxy", "-db", "-f", folder / "haproxy.cfg"]


def caddy(folder, example):
    # Its control port would be shared by all tests.
    (folder / "Caddyfile").write_text("{\n\tadmin off\n}\n" + example)
    command = [TOOLS / "bin/caddy", "run", "--config", folder / "Caddyfile"]
    return [*command, "--adapter", "caddyfile"]


def add_user(server, name):
    """Registration is closed where proxies are trusted."""
    made = hermes(
        "user", "add", f"{name}@{NAME}", "--data", server.data, HERMES_PASSWORD=PASSWORD
    )  # fmt: skip
    assert made.returncode == 0, made


# The lines of each example that name ports, and what they become.
PORTS = {
    "nginx": (nginx, "nginx.conf", "listen 80;", "listen 127.0.0.1:{port};"),
    "haproxy": (haproxy, "haproxy.cfg", "bind :80", "bind 127.0.0.1:{port}"),
    "caddy": (caddy, "Caddyfile", f"http://{NAME}:80 ", f"http://{NAME}:{{port}} "),
}


def opened(port, process):
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        with (
            contextlib.suppress(OSError),
            socket.create_connection(("127.0.0.1", port)),
        ):
            return True
        if process.poll() is not None:
            return False
    return False


# What serves only a path of each; nginx can also remove the path.
BELOW_PATH = {
    "nginx": [("location / {", "location /hermes/ {")],
    "nginx that removes it": [
        ("location / {", "location /hermes/ {"),
        ("proxy_pass http://hermes;", "proxy_pass http://hermes/;"),
    ],
    "haproxy": [
        ("default_backend hermes", "use_backend hermes if { path_beg /hermes/ }")
    ],
    "caddy": [("\treverse_proxy 127", "\treverse_proxy /hermes/* 127")],
}


@contextlib.contextmanager
def serving_through(kind, folder, server_port, changes=()):
    """The port of a proxy in front of a server."""
    make, name, line, replacement = PORTS[kind]
    port = free_port()
    example = (EXAMPLES / name).read_text()
    assert example.count(line) == 1 and example.count("127.0.0.1:8000") == 1
    for there, instead in changes:
        assert example.count("\n" + there) + example.count(" " + there) == 1
        example = example.replace(there, instead)
    example = example.replace(line, replacement.format(port=port))
    example = example.replace("127.0.0.1:8000", f"127.0.0.1:{server_port}")
    libraries = TOOLS / "lib/x86_64-linux-gnu"
    environment = {**os.environ, "LD_LIBRARY_PATH": str(libraries), "HOME": str(folder)}
    with open(folder / "output", "w") as output:
        process = subprocess.Popen(
            make(folder, example), stdout=output, stderr=output, env=environment
        )
    try:
        assert opened(port, process), (folder / "output").read_text()
        yield port
    finally:
        process.terminate()
        process.wait(WAIT)
