"""Every verb of ownership_table.py by every caller at its door."""

import json
import re
import subprocess
import time

import pytest

import forged_token
import raw_http
from client import PASSWORD, Client, read_until
from hermes_process import BINARY, serving
from ownership_table import CALLERS, OWNERS, READERS, VERBS
from raw_socket import CLOSE, RawSocket

WAIT = 60
NOBODY = {
    "task": "0" * 32,
    "conversation": "0" * 32,
    "artifact": "1-text",
    "last": 9,
}


class World:
    """The owner with a task, and a token of every caller."""

    def __init__(self, server):
        self.port = server.port
        self.owner, self.other = Client(self.port, "owner"), Client(self.port, "other")
        self.things = self.new_things()
        revoked = Client(self.port, token=self._log_in(self.owner.email))
        revoked.post("/auth/logout", {})
        admin = "admin@hermes.ai"
        command = [BINARY, "user", "add", admin, "--admin", "--data", server.data]
        subprocess.run(command, check=True, env={"HERMES_PASSWORD": PASSWORD, "HERMES_PASSWORD_COST": "10"})
        self.tokens = {
            "owner": self.owner.token,
            "other user": self.other.token,
            "admin": self._log_in(admin),
            "expired token": expired(self.owner.token, server.data),
            "revoked token": revoked.token,
            "refresh token": self.owner.refresh_token,
            "no token": None,
            "owner's key": self._key(self.owner, "run"),
            "owner's read key": self._key(self.owner, "read"),
            "other user's key": self._key(self.other, "run"),
            "admin's key": self._key(Client(self.port, token=self._log_in(admin)), "admin"),
            "revoked key": self._revoked_key(),
            "disabled user's key": self._disabled_key(server),
        }

    @staticmethod
    def _key(user, scope):
        answer = user.post("/auth/keys", {"name": scope, "scope": scope})
        assert answer.status == 201, answer
        return answer.json["key"]

    def _revoked_key(self):
        made = self.owner.post("/auth/keys", {"name": "revoked"}).json
        assert self.owner.delete(f"/auth/keys/{made['id']}").status == 204
        return made["key"]

    def _disabled_key(self, server):
        user = Client(self.port, "disabled")
        key = self._key(user, "run")
        subprocess.run([BINARY, "user", "disable", user.email, "--data", server.data], check=True)
        return key

    def _log_in(self, email):
        body = json.dumps({"email": email, "password": PASSWORD}).encode()
        headers = {"Content-Type": "application/json"}
        return raw_http.request(self.port, "POST", "/api/v1/auth/login", headers, body).json["access_token"]

    def new_things(self):
        task = self.owner.chat(wait=WAIT)
        detail = self.owner.task(task["task_id"])
        return {
            "task": task["task_id"],
            "conversation": task["conversation_id"],
            "artifact": detail["artifacts"][0]["href"].rsplit("/", 1)[1],
            "last": detail["last_seq"],
        }


def expired(token, data):
    """The same token, rightly signed, of an hour ago."""
    header, claims = (forged_token.decode(part) for part in token.split(".")[:2])
    keys = json.loads((data / "signing-keys.json").read_text())
    past = {**claims, "iat": int(time.time()) - 7200, "exp": int(time.time()) - 3600}
    import base64

    return forged_token.signed(header, past, base64.b64decode(keys["keys"][header["kid"]]))


@pytest.fixture(scope="module")
def world():
    with serving() as server:
        yield World(server)


def fill(value, things):
    if isinstance(value, dict):
        return {key: fill(each, things) for key, each in value.items()}
    return value.format(**things) if isinstance(value, str) and "{" in value else value


def rest(world, token, verb, things, headers=()):
    method, path = fill(verb.ask, things).split(" ")
    body = b"" if verb.body is None else json.dumps(fill(verb.body, things)).encode()
    headers = {**dict(headers), **({"Authorization": f"Bearer {token}"} if token else {})}
    if body:
        headers["Content-Type"] = "application/json"
    answer = raw_http.request(world.port, method, f"/api/v1{path}", headers, body)
    kept = {name: value for name, value in answer.headers.items() if name not in ("date", "x-request-id")}
    return f"{answer.status} {answer.code or ''}".strip(), repr(kept).encode() + answer.body


def stream(world, token, verb, things):
    return rest(world, token, verb, things, {"Accept": "text/event-stream"})


def open_socket(world, token, path):
    return RawSocket(world.port, f"/ws{path}", {"Authorization": f"Bearer {token}"} if token else {})


def first_word(opened):
    """What a socket says first, with everything up to its close if that is a refusal."""
    payload = opened.read()[1]
    frame = json.loads(payload)
    if frame["type"] != "error":
        return frame["type"], payload
    opcode, close = opened.read()
    assert opcode == CLOSE
    return f"{int.from_bytes(close[:2], 'big')} {frame['data']['code']}", payload + close


def socket(world, token, verb, things):
    with open_socket(world, token, fill(verb.ask, things)) as opened:
        return first_word(opened)


def frame(world, token, verb, things):
    with open_socket(world, token, "/user?follow=none") as opened:
        word, payload = first_word(opened)
        if word != "connected":
            return word, payload
        opened.text(json.dumps(fill(verb.ask, things)))
        payload = opened.read()[1]
        answer = json.loads(payload)
        return answer["data"]["code"] if answer["type"] == "error" else answer["type"], payload


DOORS = {"rest": rest, "stream": stream, "socket": socket, "frame": frame}


def masked(answer, things):
    """Without what was asked for, when, and in which request."""
    text = answer.decode()
    for name in ("task", "conversation"):
        text = text.replace(things[name], "ID")
    text = re.sub(r'"request_id":"\w+"', "", text)
    return re.sub(r'"timestamp":"[^"]+"', "", text)


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_cell(world, verb, caller):
    ask, token = DOORS[verb.door], world.tokens[caller]
    things = world.new_things() if verb.takes and caller in OWNERS else world.things
    outcome, answer = ask(world, token, verb, things)
    assert outcome == verb.expected(caller)
    if caller in OWNERS or outcome == verb.owner:
        return
    # Nothing tells what is somebody else's from what does not exist.
    missing_outcome, missing = ask(world, token, verb, NOBODY)
    assert (missing_outcome, masked(missing, NOBODY)) == (outcome, masked(answer, things))


def test_nothing_was_changed_by_anybody_else(world):
    """After all cells: pytest runs a file from top to bottom."""
    task = world.owner.task(world.things["task"])
    assert task["status"] == "completed" and task["last_seq"] == world.things["last"]
    assert world.owner.get(f"/conversations/{world.things['conversation']}").status == 200


@pytest.mark.parametrize("caller", CALLERS)
def test_the_user_stream_has_one_s_own_events_only(world, caller):
    with open_socket(world, world.tokens[caller], "/user?after=b0") as opened:
        word, payload = first_word(opened)
        if refusal := CALLERS[caller]:
            assert word == f"4401 {refusal}"
            return
        mine = Client(world.port, token=world.tokens[caller])
        assert json.loads(payload)["data"]["user_id"] == mine.get("/auth/me").json["id"]
        # Everything that was, to an event of one's own that is new.
        task = (world.owner if caller in READERS else mine).chat("hello")["task_id"]
        seen = set()
        while True:
            (payload,) = read_until(opened, "task_completed", "task_failed")[-1:]
            event = json.loads(payload)
            seen.add(event["task_id"])
            if event["task_id"] == task:
                break
        assert (world.things["task"] in seen) == (caller in READERS)


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("path, key", [("/tasks", "tasks"), ("/conversations", "conversations")])
def test_lists_have_one_s_own_only(world, caller, path, key):
    token = world.tokens[caller]
    answer = Client(world.port, token=token or "x").get(path) if token else raw_http.request(
        world.port, "GET", f"/api/v1{path}"
    )
    if refusal := CALLERS[caller]:
        assert (answer.status, answer.code) == (401, refusal)
        return
    ids = [each.get("task_id") or each.get("conversation_id") or each.get("id") for each in answer.json[key]]
    wanted = world.things["task" if key == "tasks" else "conversation"]
    assert (wanted in ids) == (caller in READERS)


def test_an_admin_counts_and_an_owner_sees(world):
    """What admins may: totals."""
    admin = Client(world.port, token=world.tokens["admin"])
    assert admin.get("/metrics").status == 200 and admin.get("/ws/stats").status == 200
