"""Commands on a server's accounts, and log-ins with what a client calls itself."""

import json

from client import PASSWORD
from command import hermes
from raw_http import request

JSON = {"Content-Type": "application/json"}


def command(server, *arguments, **more):
    return hermes(*arguments, "--data", server.data, HERMES_PASSWORD_COST="10", **more)


def succeeded(server, *arguments, **more):
    done = command(server, *arguments, **more)
    assert done.returncode == 0, done
    return done.stdout


def log_in(user, password=PASSWORD, agent=None):
    headers = {**JSON, **({"User-Agent": agent} if agent else {})}
    body = json.dumps({"email": user.email, "password": password}).encode()
    return request(user.port, "POST", "/api/v1/auth/login", headers, body)
