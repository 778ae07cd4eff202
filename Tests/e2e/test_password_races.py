"""A log-in that overlaps a change of the password: no session of it is left with the old one."""

import concurrent.futures
import json

import raw_http
from client import JSON, PASSWORD, Client
from hermes_process import serving

ROUNDS, AT_ONCE = 4, 4
NEW = "another-password"
# Hashing takes long enough for log-ins to wait for it behind the change.
COST = "13"


def log_in(user):
    body = json.dumps({"email": user.email, "password": PASSWORD}).encode()
    return raw_http.request(user.port, "POST", "/api/v1/auth/login", JSON, body)


def change(user):
    return user.post("/auth/password", {"old_password": PASSWORD, "new_password": NEW})


def log_in_until(user, changed):
    """Log-ins one after another, the last of which began before the change was done."""
    answers = [log_in(user)]
    while not changed.done():
        answers.append(log_in(user))
    return answers


def survivors(user, pool):
    """Which tokens of log-ins with the old password are good after the change of it."""
    changed = pool.submit(change, user)
    logins = [pool.submit(log_in_until, user, changed) for _ in range(AT_ONCE)]
    assert changed.result().status in (200, 204), changed.result()
    answers = [answer for each in logins for answer in each.result()]
    tokens = [each.json["access_token"] for each in answers if each.status == 200]
    return [token for token in tokens if Client(user.port, token=token).get("/auth/me").status == 200]


def test_no_log_in_with_the_old_password_outlives_its_change():
    with serving(HERMES_PASSWORD_COST=COST) as server:
        with concurrent.futures.ThreadPoolExecutor(AT_ONCE + 1) as pool:
            for _ in range(ROUNDS):
                user = Client(server.port, "racing")
                assert survivors(user, pool) == []
                # Whoever changed it goes on.
                assert user.get("/auth/me").status == 200
