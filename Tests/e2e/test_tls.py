"""HTTPS and WSS: the same server behind a certificate."""

import asyncio
import json
import os
import socket
import ssl
import subprocess

import httpx
import pytest
from websockets.asyncio.client import connect

import certificate
from client import PASSWORD, TERMINAL
from hermes_process import BINARY, free_port, serving

QUERY = "Write a Python function to calculate fibonacci numbers"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("tls")


@pytest.fixture(scope="module")
def identity(folder):
    return certificate.make(folder)


@pytest.fixture(scope="module")
def server(identity):
    with serving(HERMES_TLS_CERT=str(identity[0]), HERMES_TLS_KEY=str(identity[1])) as server:
        yield server


@pytest.fixture(scope="module")
def trust(identity):
    return ssl.create_default_context(cafile=str(identity[0]))


@pytest.fixture(scope="module")
def http(server, trust):
    url = f"https://localhost:{server.port}/api/v1"
    with httpx.Client(base_url=url, verify=trust, timeout=60) as client:
        body = {"email": "tls@hermes.ai", "password": PASSWORD}
        token = client.post("/auth/register", json=body).json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        yield client


def stream(server, http, trust, task, **options):
    async def follow():
        url = f"wss://localhost:{server.port}/api/v1/ws/tasks/{task}"
        headers = {"Authorization": http.headers["Authorization"]}
        found = []
        async with connect(url, ssl=trust, additional_headers=headers, **options) as socket:
            async for text in socket:
                event = json.loads(text)
                if "seq" in event:
                    found.append(text)
                if event["type"] in TERMINAL:
                    return found

    return follow()


def test_the_ready_line_says_https(server):
    assert f"https://localhost:{server.port}" in server.ready_line


@pytest.mark.parametrize("compression", [None, "deflate"])
def test_a_task_streams_live_and_again(server, http, trust, compression):
    async def everything():
        task = http.post("/chat", json={"query": QUERY}).json()["task_id"]
        live = await asyncio.gather(
            *(stream(server, http, trust, task, compression=compression) for _ in range(5)))
        return live, await stream(server, http, trust, task, compression=None)

    live, again = asyncio.run(everything())
    assert again and all(each == again for each in live)


def test_a_large_answer_comes_whole(server, http):
    answer = http.post("/chat", json={"query": "x" * 15_000}, headers={"Prefer": "wait=60"}).json()
    events = http.get(f"/tasks/{answer['task_id']}/events").json()
    assert "x" * 15_000 in json.dumps(events)


def test_old_versions_of_tls_and_plain_http_are_refused(server, trust):
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    old.set_ciphers("ALL:@SECLEVEL=0")
    with socket.create_connection(("localhost", server.port), 20) as plain, pytest.raises(OSError):
        old.wrap_socket(plain).do_handshake()
    with socket.create_connection(("localhost", server.port), 20) as plain:
        plain.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert b"HTTP/" not in plain.recv(100)


def run(*arguments, **environment):
    command = [str(part) for part in (BINARY, *arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=120, env={**os.environ, **environment})


def test_the_commands_take_an_https_url(server, http, identity, tmp_path):
    url = f"https://localhost:{server.port}"
    settings = {"HERMES_CA": str(identity[0]), "HOME": str(tmp_path), "HERMES_PASSWORD": PASSWORD}
    login = run("login", "tls@hermes.ai", "--url", url, **settings)
    assert login.returncode == 0, login.stderr
    task = http.post("/chat", json={"query": QUERY}).json()["task_id"]
    watch = run("watch", task, "--url", url, "--json", **settings)
    assert watch.returncode == 0, watch.stderr
    assert json.loads(watch.stdout.splitlines()[-1])["type"] == "task_completed"


def test_a_command_does_not_trust_an_unknown_certificate(server, tmp_path):
    settings = {"HOME": str(tmp_path), "HERMES_PASSWORD": PASSWORD}
    login = run("login", "tls@hermes.ai", "--url", f"https://localhost:{server.port}", **settings)
    assert login.returncode == 1 and "HERMES_CA" in login.stderr


def test_watch_names_an_unknown_certificate_at_once(server, tmp_path):
    result = subprocess.run(
        [BINARY, "watch", "0" * 32, "--url", f"https://localhost:{server.port}"],
        env={**os.environ, "HERMES_TOKEN": "any"}, capture_output=True, text=True, timeout=60)
    assert result.returncode == 1 and result.stdout == ""
    assert "is not trusted" in result.stderr and "HERMES_CA" in result.stderr
    # Not after it was tried again and again.
    assert len(result.stderr.splitlines()) == 1


def test_the_control_socket_stays_plain(server):
    answer = run("agents", "--data", server.data)
    assert answer.returncode == 0 and "CodeGenerator" in answer.stdout, answer.stderr


@pytest.fixture
def refused(folder, identity, tmp_path):
    def start(cert, key):
        flags = [part for name, path in (("--tls-cert", cert), ("--tls-key", key)) if path
                 for part in (name, path)]
        answer = run("serve", "--port", free_port(), "--data", tmp_path / "data", *flags)
        assert answer.returncode == 1 and not answer.stdout, answer
        return answer.stderr

    return start


def test_one_without_the_other_is_refused(refused, identity):
    assert "tls_key is not" in refused(identity[0], None)
    assert "tls_cert is not" in refused(None, identity[1])


def test_files_that_can_not_serve_are_named(refused, identity, folder):
    cert, key = identity
    other = certificate.make(folder, "other")
    text = folder / "text"
    text.write_text("no PEM\n")
    assert f"{folder}/none" in refused(folder / "none", key)
    assert f"{folder}/none" in refused(cert, folder / "none")
    assert f"tls_cert {text}" in refused(text, key)
    assert f"tls_key {text}" in refused(cert, text)
    assert f"tls_cert {key}" in refused(key, key)
    assert "not the key of" in refused(cert, other[1])
    locked = folder / "locked.key"
    subprocess.run(
        ["openssl", "pkey", "-in", key, "-aes128", "-passout", "pass:secret", "-out", locked],
        check=True)
    assert "passphrase" in refused(cert, locked)
    expired = certificate.make_expired(folder)
    assert "has expired" in refused(*expired)


def test_a_head_that_does_not_come_is_given_up_without_a_farewell(identity, trust):
    """Which a client that only waits would never answer."""
    settings = {"HERMES_TLS_CERT": str(identity[0]), "HERMES_TLS_KEY": str(identity[1])}
    with (
        serving(HERMES_HANDSHAKE_SECONDS="1", **settings) as server,
        socket.create_connection(("localhost", server.port), timeout=60) as plain,
        trust.wrap_socket(
            plain, server_hostname="localhost", suppress_ragged_eofs=False
        ) as client,
    ):
        client.sendall(b"GET /health HTTP/1.1\r\n")
        with pytest.raises(ssl.SSLEOFError):
            client.recv(1)
