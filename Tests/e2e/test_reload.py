"""Settings and certificates that a running server reads again."""

import json
import signal
import ssl

import pytest
from websockets.sync.client import connect

import certificate
import raw_http
from agents_folder import build, put, until
from client import PASSWORD, Client
from command import hermes
from hermes_process import serving
from model_server import TEXT, scripted

WAIT = 60


class Settings:
    """The settings file of a server."""

    def __init__(self, folder, **values):
        self.path = folder / "hermes.yaml"
        self.write(**values)

    def write(self, **values):
        # JSON is YAML.
        self.path.write_text(json.dumps(values))
        self.path.chmod(0o600)


def reload(server):
    return hermes("reload", "--data", server.data, "--json")


def reloaded(server):
    done = reload(server)
    assert done.returncode == 0, done
    return json.loads(done.stdout)


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path, log_level="info", sockets_per_user=1)


@pytest.fixture
def server(settings):
    with serving(HERMES_CONFIG=str(settings.path)) as server:
        yield server


def test_limits_and_the_log_change(server, settings):
    user = Client(server.port, "reload")
    assert reloaded(server) == {"changed": [], "needs_restart": []}
    with user.socket("/user") as one:
        one.read_event("connected")
        with user.socket("/user") as two:
            assert two.read_close() == 4429
        settings.write(
            log_level="error", sockets_per_user=2, port=1, require_approval=True
        )
        assert reloaded(server) == {
            "changed": ["log_level", "sockets_per_user"],
            "needs_restart": ["require_approval"],
        }
        with user.socket("/user") as two:
            two.read_event("connected")
    # The second is not logged any more: it has the level "notice".
    assert server.errors.count("settings reloaded") == 1
    entry = json.loads((server.data / "audit.log").read_text().splitlines()[-1])
    assert entry["event"] == "settings_reloaded" and entry["by"] == "operator"


def test_a_signal_reloads(server, settings):
    settings.write(log_level="info", sockets_per_user=3)
    server.process.send_signal(signal.SIGHUP)
    until(lambda: server.errors, lambda text: "settings reloaded" in text)
    assert "changed=sockets_per_user" in server.errors
    settings.write(sockets_per_user="many")
    server.process.send_signal(signal.SIGHUP)
    until(lambda: server.errors, lambda text: "the settings stay as they were" in text)
    assert raw_http.request(server.port, "GET", "/health").status == 200


@pytest.mark.parametrize(
    "values, words",
    [
        ({"sockets_per_user": "many"}, "sockets_per_user is"),
        ({"no_such_setting": 1}, "no_such_setting"),
        ({"sockets_per_user": 2, "tls_cert": "/nowhere"}, "tls_key"),
    ],
)
def test_all_stays_if_anything_is_wrong(server, settings, values, words):
    settings.write(**values)
    done = reload(server)
    assert (
        done.returncode == 1
        and words in done.stderr
        and "stay as they were" in done.stderr
    )
    settings.write(log_level="info", sockets_per_user=1)
    assert reloaded(server) == {"changed": [], "needs_restart": []}


def test_the_model_changes(tmp_path):
    folder = tmp_path / "agents"
    folder.mkdir()
    (folder / "Model.toml").write_text('[agents.Model]\ngrants = ["model"]\n')
    put(build(tmp_path / "built") / "Model.so", folder)
    with scripted() as model:
        settings = Settings(tmp_path, model_url="http://localhost:9", model_seconds=5)
        with serving([folder], HERMES_CONFIG=str(settings.path)) as server:
            user = Client(server.port, "model")
            assert TEXT not in user.give("Model", "wait hello you", wait=WAIT)["result"]
            settings.write(model_url=model.url, model_name="tiny", model_seconds=5)
            assert reloaded(server)["changed"] == ["model_url", "model_name"]
            assert TEXT in user.give("Model", "wait hello you", wait=WAIT)["result"]


def test_a_renewed_certificate_is_shown_and_streams_go_on(tmp_path):
    first = certificate.make(tmp_path, "first")
    second = certificate.make(tmp_path, "second", days=9)
    used = tmp_path / "used.pem", tmp_path / "used.key"

    def use(pair):
        for source, target in zip(pair, used, strict=True):
            target.write_bytes(source.read_bytes())
            target.chmod(0o600)

    def trust(pair):
        return ssl.create_default_context(cafile=str(pair[0]))

    use(first)
    with serving(HERMES_TLS_CERT=str(used[0]), HERMES_TLS_KEY=str(used[1])) as server:
        url = f"wss://localhost:{server.port}/api/v1/ws/user"
        made = hermes(
            "user",
            "add",
            "tls@hermes.ai",
            "--data",
            server.data,
            HERMES_PASSWORD=PASSWORD,
        )
        assert made.returncode == 0, made
        key = hermes(
            "key", "new", "tls", "--user", "tls@hermes.ai", "--data", server.data
        ).stdout.strip()
        headers = {"Authorization": f"Bearer {key}"}
        with connect(url, ssl=trust(first), additional_headers=headers) as old:
            assert json.loads(old.recv())["type"] == "connected"
            use(second)
            answer = reloaded(server)
            assert answer["changed"] == [] and "certificate_expires_at" in answer
            with pytest.raises(ssl.SSLCertVerificationError):
                connect(url, ssl=trust(first), additional_headers=headers)
            with connect(url, ssl=trust(second), additional_headers=headers) as new:
                assert json.loads(new.recv())["type"] == "connected"
            # What began before goes on.
            old.send("ping")
            assert old.recv() == "pong"
            used[1].write_bytes(first[1].read_bytes())
            done = reload(server)
            assert done.returncode == 1 and "is not the key" in done.stderr
            with connect(url, ssl=trust(second), additional_headers=headers) as new:
                assert json.loads(new.recv())["type"] == "connected"


def test_without_a_server(tmp_path):
    done = hermes("reload", "--data", tmp_path / "data")
    assert done.returncode == 1 and "No server is using" in done.stderr
    assert hermes("reload", "more").returncode == 2
