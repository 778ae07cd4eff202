#!/usr/bin/env python3
"""From a cancel to its receipt: a hundred steps with helpers, cancelled when twenty are at work.

Usage: Benchmarks/cancel.py [COUNT]. Needs ./bin/hermes and Benchmarks/build.

The agents cooperate: each finishes as soon as it is told. What is measured is the whole request over a
connection that is open already, so p99 is what a client waits for.
"""

import argparse
import http.client
import json
import pathlib
import shutil
import statistics
import tempfile
import time
import urllib.parse

from hermes_server import BIN, ROOT, started

QUERY = "benchmark deep plan hold help=DeepHelper"
WIDTH = 20
TARGET_MS = 50


class Connection:
    """One to the server, kept open."""

    def __init__(self, server, token):
        address = urllib.parse.urlsplit(server.url)
        self.http = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
        self.headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body)
        self.http.request(method, "/api/v1" + path, data, self.headers)
        answer = self.http.getresponse()
        content = json.loads(answer.read())
        if answer.status != 200:
            raise SystemExit(f"{method} {path}: {answer.status} {content}")
        return content


def at_work(connection, task):
    """Waits until the helpers of all first steps have begun."""
    begun, after = 0, 0
    while begun < WIDTH:
        page = connection.call("GET", f"/tasks/{task}/events?after={after}")["events"]
        begun += sum(each["data"].get("agent_name") == "DeepHelper" for each in page)
        after = page[-1]["seq"] if page else after


def cancel(connection):
    """Milliseconds from the request to the receipt."""
    task = connection.call("POST", "/chat", {"query": QUERY})["task_id"]
    at_work(connection, task)
    begin = time.perf_counter()
    receipt = connection.call("POST", f"/tasks/{task}/cancel")["receipt"]
    passed = (time.perf_counter() - begin) * 1000
    helpers = [each for each in receipt if "call" in each]
    if len(helpers) < WIDTH or any(each["outcome"] != "stopped" for each in receipt):
        raise SystemExit(f"not a receipt of {WIDTH} steps and their helpers at work: {receipt}")
    return passed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", nargs="?", type=int, default=1000)
    parser.add_argument("--binary", default=ROOT / "bin/hermes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        shutil.copy(BIN / "agents/Deep.so", folder)
        grants = "".join(f'[agents.Deep{level}]\ngrants = ["agents"]\n' for level in range(5))
        (folder / "Deep.toml").write_text(grants)
        with started(options.binary, folder) as server:
            connection = Connection(server, server.register("cancel"))
            for _ in range(10):
                cancel(connection)  # warm
            times = sorted(cancel(connection) for _ in range(options.count))
    print(json.dumps({
        "cancels": len(times), "p50_ms": round(statistics.median(times), 2),
        "p99_ms": round(times[int(0.99 * (len(times) - 1))], 2), "max_ms": round(times[-1], 2),
        "target_p99_ms": TARGET_MS,
    }))


if __name__ == "__main__":
    main()
