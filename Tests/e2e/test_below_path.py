"""A server that proxies serve below a path (`public_url`)."""

import asyncio
import json
import socket
import sys

import httpx
import pytest
from websockets.sync.client import connect

from client import PASSWORD
from command import hermes
from hermes_process import AGENTS, ROOT, serving
from reverse_proxy import BELOW_PATH, NAME, PORTS, add_user, serving_through

sys.path.append(str(ROOT / "clients/python"))

from hermes_client import HermesClient  # noqa: E402

WAIT = 60
PATH = "/hermes"
REQUEST = "Write a function that returns the nth Fibonacci number"


@pytest.fixture(scope="module")
def server():
    settings = {
        "HERMES_TRUSTED_PROXIES": "127.0.0.1",
        "HERMES_PUBLIC_URL": f"http://{NAME}{PATH}",
    }
    with serving([AGENTS], **settings) as server:
        add_user(server, "ada")
        yield server


@pytest.fixture(scope="module", params=BELOW_PATH)
def proxy(request, server, tmp_path_factory):
    folder = tmp_path_factory.mktemp("proxy")
    kind = request.param.split()[0]
    assert kind in PORTS
    changes = BELOW_PATH[request.param]
    with serving_through(kind, folder, server.port, changes) as port:
        yield port


@pytest.fixture
def user(proxy):
    with httpx.Client(
        base_url=f"http://127.0.0.1:{proxy}", headers={"Host": NAME}, timeout=WAIT
    ) as http:
        body = {"email": f"ada@{NAME}", "password": PASSWORD}
        answer = http.post(f"{PATH}/api/v1/auth/login", json=body)
        assert answer.status_code == 200, answer.text
        http.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        yield http


def links(value):
    """Every `href`, and everything in `links`, of an answer."""
    if isinstance(value, list):
        return [each for item in value for each in links(item)]
    if not isinstance(value, dict):
        return []
    own = [*value.get("links", {}).values(), *[value[k] for k in ("href",) if k in value]]
    return own + [each for item in value.values() for each in links(item)]


def events(user, proxy, stream):
    token = user.headers["Authorization"]
    with connect(
        f"ws://{NAME}:{proxy}{stream}",
        sock=socket.create_connection(("127.0.0.1", proxy)),
        additional_headers={"Authorization": token},
        origin=f"http://{NAME}",
    ) as connection:
        seen = []
        while not seen or seen[-1]["type"] not in ("task_completed", "task_failed"):
            seen.append(json.loads(connection.recv(WAIT)))
        return seen


def test_every_link_can_be_fetched_as_it_stands(user, proxy):
    created = user.post(f"{PATH}/api/v1/chat", json={"query": REQUEST})
    assert created.status_code == 200, created.text
    task = created.json()
    assert created.headers["Location"] == task["links"]["self"]
    live = events(user, proxy, task["links"]["stream"])
    later = events(user, proxy, task["links"]["stream"])
    assert live[-1]["type"] == "task_completed"
    assert later[-1] == live[-1]

    detail = user.get(task["links"]["self"]).json()
    listed = user.get(task["links"]["events"]).json()["events"]
    assert listed[-1] == live[-1]
    waited = user.post(f"{PATH}/api/v1/chat?wait=60", json={"query": REQUEST}).json()
    conversation = user.get(
        f"{PATH}/api/v1/conversations/{detail['conversation_id']}"
    ).json()
    tasks = user.get(f"{PATH}/api/v1/tasks").json()
    found = links([live[-1], detail, listed, waited, conversation, tasks])
    assert len(found) > 10
    for link in set(found):
        assert link.startswith(f"{PATH}/api/v1/"), link
        if link.endswith("/cancel") or "/ws/" in link:
            continue
        answer = user.get(link)
        assert answer.status_code == 200, (link, answer.text)
    artifact = live[-1]["data"]["artifacts"][0]
    assert len(user.get(artifact["href"]).content) == artifact["bytes"]


def test_events_as_text_have_the_same_links(user):
    task = user.post(f"{PATH}/api/v1/chat?wait=60", json={"query": REQUEST}).json()
    with user.stream(
        "GET", task["links"]["events"], headers={"Accept": "text/event-stream"}
    ) as stream:
        data = [
            json.loads(line.removeprefix("data: "))
            for line in stream.iter_lines()
            if line.startswith("data: ")
        ]
    end = next(each for each in data if each["type"] == "task_completed")
    assert end["data"]["artifacts"] == task["artifacts"]


def test_nothing_is_served_outside_the_path(user):
    answer = user.get("/api/v1/tasks")
    assert "X-Request-Id" not in answer.headers and "tasks" not in answer.text


def test_the_description_names_the_url(user):
    document = user.get(f"{PATH}/openapi.json").json()
    assert document["servers"] == [{"url": f"http://{NAME}{PATH}"}]


def test_pages_of_the_url_may_call_the_server(user):
    origin = f"http://{NAME}"
    answer = user.get(f"{PATH}/api/v1/tasks", headers={"Origin": origin})
    assert answer.headers["Access-Control-Allow-Origin"] == origin
    refused = user.get(f"{PATH}/api/v1/tasks", headers={"Origin": "http://example.com"})
    assert refused.status_code == 403


@pytest.mark.parametrize("path", [PATH, PATH + "/"])
def test_the_command_line_takes_the_url(server, tmp_path, path):
    # Without a proxy: the server itself accepts the path.
    url = f"http://127.0.0.1:{server.port}{path}"
    environment = {"HERMES_PASSWORD": PASSWORD, "XDG_CONFIG_HOME": str(tmp_path)}
    made = hermes("login", f"ada@{NAME}", "--url", url, **environment)
    assert made.returncode == 0, made
    out = tmp_path / "out"
    made = hermes("run", REQUEST, "--url", url, "-o", out, **environment)
    assert made.returncode == 0, made
    assert "def " in (out / "fibonacci.py").read_text()


def test_the_python_client_takes_the_url(server):
    async def run():
        url = f"http://127.0.0.1:{server.port}{PATH}/"
        async with HermesClient(url) as client:
            await client.login(f"ada@{NAME}", PASSWORD)
            task = (await client.chat(REQUEST))["task_id"]
            async for event in client.watch(task):
                last = event
            return await client.artifact(last["data"]["artifacts"][0])

    assert "def " in asyncio.run(run())


def test_a_url_that_cannot_precede_links_is_refused(tmp_path):
    for url in ("example.org", "https://example.org/api", "https://example.org/a?b"):
        made = hermes("serve", "--data", tmp_path / "data", HERMES_PUBLIC_URL=url)
        assert made.returncode != 0 and f'public_url "{url}"' in made.stderr, made
