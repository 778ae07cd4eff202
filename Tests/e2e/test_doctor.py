"""hermes doctor and hermes health: what is missing, with its cure."""

import json
import re
import socket

import certificate
from client import Client
from command import hermes
from hermes_process import AGENTS, free_port, serving
from raw_http import request


def doctor(tmp_path, *arguments, **more):
    data = more.pop("data", tmp_path / "data")
    done = hermes(
        "doctor", "--json", "--port", more.pop("port", free_port()), "--data", data, "--agents", AGENTS, *arguments,
        **more,
    )  # fmt: skip
    findings = {}
    for line in done.stdout.splitlines():
        finding = json.loads(line)
        findings.setdefault(finding["subject"], []).append(finding)
    return done, findings


def test_a_machine_where_all_is_well(tmp_path):
    done, findings = doctor(tmp_path)
    assert done.returncode == 0, done
    for subject in ("descriptors", "python", "sandbox", "data", "agents", "port"):
        assert [each["severity"] for each in findings[subject]] == ["good"], findings[subject]
    text = hermes("doctor", "--port", free_port(), "--data", tmp_path / "data", "--agents", AGENTS)
    assert re.search(r"^ok +sandbox +bubblewrap makes sandboxes", text.stdout, re.MULTILINE), text


def test_who_only_looks_creates_nothing(tmp_path):
    data = tmp_path / "in" / "data"
    done, findings = doctor(tmp_path, data=data)
    assert done.returncode == 0 and "does not exist yet" in findings["data"][0]["text"]
    done = hermes("health", "--data", data)
    assert done.returncode == 1 and f"directory {data}." in done.stderr, done
    assert not data.parent.exists()


def test_who_may_register_and_whom_the_server_believes(tmp_path):
    _, findings = doctor(
        tmp_path, "--host", "0.0.0.0", HERMES_REGISTRATION="open", HERMES_TRUSTED_PROXIES="0.0.0.0/0"
    )  # fmt: skip
    texts = " ".join(each["text"] for each in findings["network"])
    assert "can register" in texts and "all addresses" in texts, texts
    _, findings = doctor(
        tmp_path, "--host", "0.0.0.0", HERMES_REGISTRATION="invite", HERMES_TRUSTED_PROXIES="10.0.0.0/8"
    )  # fmt: skip
    assert "network" not in findings


def test_what_is_missing_has_a_cure(tmp_path):
    done, findings = doctor(tmp_path, "--agents", tmp_path / "nowhere")
    assert done.returncode == 0
    assert [each["severity"] for each in findings["agents"]] == ["good", "warning"]
    assert findings["agents"][1]["cure"]


def test_a_port_that_is_taken(tmp_path):
    with socket.create_server(("127.0.0.1", free_port())) as taken:
        done, findings = doctor(tmp_path, port=taken.getsockname()[1])
    assert done.returncode == 1
    assert findings["port"][0]["severity"] == "fault" and "--port" in findings["port"][0]["text"]


def test_a_folder_that_others_can_write(tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o777)
    done, findings = doctor(tmp_path, "--agents", folder)
    assert done.returncode == 1 and "chmod" in findings["agents"][1]["cure"]


def test_passwords_in_clear_text(tmp_path):
    done, findings = doctor(tmp_path, "--host", "0.0.0.0")
    assert done.returncode == 0 and findings["network"][0]["severity"] == "warning"
    assert "tls_cert" in findings["network"][0]["cure"]


def test_a_certificate_that_expires_soon(tmp_path):
    chain, key = certificate.make(tmp_path, days=3)
    done, findings = doctor(tmp_path, HERMES_TLS_CERT=str(chain), HERMES_TLS_KEY=str(key))
    assert done.returncode == 0 and findings["certificate"][0]["severity"] == "warning"


def test_a_model_that_is_not_there(tmp_path):
    done, findings = doctor(tmp_path, HERMES_MODEL_URL=f"http://127.0.0.1:{free_port()}/v1", HERMES_MODEL_KEY="sk-secret")
    assert done.returncode == 0 and findings["model"][0]["severity"] == "warning"
    assert "sk-secret" not in done.stdout + done.stderr


def test_a_misspelt_setting(tmp_path):
    done, findings = doctor(tmp_path, HERMES_PROT="9000")
    assert "HERMES_PROT" in findings["settings"][0]["text"], done


def test_a_running_server_and_a_proxy_it_does_not_know(tmp_path):
    with serving() as server:
        done, findings = doctor(tmp_path, data=server.data, port=server.port)
        assert done.returncode == 0, done
        assert findings["port"][0]["severity"] == "good" and findings["server"][0]["severity"] == "good"
        assert "proxy" not in findings
        request(server.port, "GET", "/health", {"X-Forwarded-For": "192.0.2.7"})
        findings = doctor(tmp_path, data=server.data, port=server.port)[1]
        assert "127.0.0.1" in findings["proxy"][0]["text"] and "trusted_proxies" in findings["proxy"][0]["cure"]
        assert server.errors.count("not in trusted_proxies") == 1


def test_what_the_doctor_finds_is_in_the_log_of_a_start():
    with serving(HERMES_HOST="0.0.0.0", HERMES_REGISTRATION="open") as server:
        assert "without TLS" in server.errors
        assert "registration=open" in server.errors
        assert Client(server.port).get("/auth/me").status == 200


# hermes health


def test_health_of_a_server(tmp_path):
    with serving() as server:
        for arguments in (("--data", server.data), ("--url", f"http://127.0.0.1:{server.port}")):
            done = hermes("health", *arguments)
            assert (done.returncode, done.stdout) == (0, "ready\n"), done
        assert json.loads(hermes("health", "--json", "--data", server.data).stdout)["agents"] > 0
    done = hermes("health", "--data", server.data if server.data.exists() else tmp_path / "none")
    assert done.returncode == 1 and "No server" in done.stderr


def test_health_of_a_server_without_agents(tmp_path):
    with serving([tmp_path]) as server:
        done = hermes("health", "--data", server.data)
        assert (done.returncode, done.stdout) == (1, "no_agents\n")
        assert hermes("health", "--live", "--data", server.data).returncode == 0


def test_health_where_nothing_answers():
    done = hermes("health", "--url", f"http://127.0.0.1:{free_port()}")
    assert done.returncode == 1 and "No server answers" in done.stderr
