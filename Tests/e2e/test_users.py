"""What admins see of accounts: numbers, and nothing of what they own."""

import json

import pytest

from access_commands import succeeded
from client import Client
from hermes_process import AGENTS, serving

WAIT = 60
SECRET = "count=1 size=10 of the unicorn"
NUMBERS = (
    "tasks",
    "open_tasks",
    "stored_bytes",
    "tasks_today",
    "tokens_today",
    "sessions",
    "keys",
)


@pytest.fixture(scope="module")
def server(fixture_folder):
    with serving([AGENTS, fixture_folder]) as server:
        yield server


@pytest.fixture(scope="module")
def admin(server):
    """With a key of the operator's."""
    key = succeeded(server, "key", "new", "users", "--scope", "admin").strip()
    return Client(server.port, token=key)


def entry(user, email):
    found = [
        each
        for each in user.get("/users?limit=100").json["users"]
        if each["email"] == email
    ]
    assert len(found) == 1
    return found[0]


def test_numbers_and_no_content(server, admin):
    user = Client(server.port, "counted")
    before = entry(admin, user.email)
    assert [before[name] for name in NUMBERS] == [0, 0, 0, 0, 0, 1, 0]
    assert (
        before["role"] == "user"
        and before["last_seen_at"]
        and before["disabled_at"] is None
    )
    user.give("StreamChunks", SECRET, wait=WAIT)
    running = user.give("SlowInvoke", "for ever")["task_id"]
    user.post("/auth/keys", {"name": "of the unicorn"})
    after = entry(admin, user.email)
    assert (after["tasks"], after["open_tasks"], after["tasks_today"]) == (2, 1, 2)
    assert after["stored_bytes"] > 0 and after["keys"] == 1
    user.post(f"/tasks/{running}/cancel")
    user.follow(running)
    assert entry(admin, user.email)["open_tasks"] == 0
    assert "unicorn" not in json.dumps(admin.get("/users?limit=100").json)
    # The same at the command line.
    lines = succeeded(server, "user", "list", "--json").splitlines()
    listed = [json.loads(line) for line in lines]
    assert next(each for each in listed if each["email"] == user.email)["tasks"] == 2
    table = succeeded(server, "user", "list").splitlines()
    assert "LAST SEEN" in table[0] and any(user.email in line for line in table)
    succeeded(server, "user", "disable", user.email)
    disabled = entry(admin, user.email)
    assert disabled["disabled_at"] and disabled["sessions"] == 0


def test_pages(server, admin):
    users = [Client(server.port, f"page{number}") for number in range(3)]
    found, cursor = [], ""
    while cursor is not None:
        page = admin.get(f"/users?limit=2{cursor and '&cursor='}{cursor}").json
        assert len(page["users"]) <= 2
        found += page["users"]
        cursor = page["next_cursor"]
    assert len({each["id"] for each in found}) == len(found)
    assert [each["created_at"] for each in found] == sorted(
        each["created_at"] for each in found
    )
    assert {user.email for user in users} <= {each["email"] for each in found}
    answer = admin.get("/users?cursor=nobody")
    assert (answer.status, answer.code) == (404, "account_not_found")


def test_for_admins_only(server, admin):
    user = Client(server.port, "ordinary")
    assert user.get("/users").code == "admin_only"
    for scope in ("read", "run"):
        made = succeeded(
            server, "key", "new", f"narrow-{scope}", "--scope", scope
        ).strip()
        assert Client(server.port, token=made).get("/users").code == "admin_only"
    key = user.post("/auth/keys", {"name": "own"}).json["key"]
    assert Client(server.port, token=key).get("/users").code == "admin_only"
    assert admin.get("/users").status == 200
