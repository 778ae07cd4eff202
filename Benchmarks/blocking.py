#!/usr/bin/env python3
"""What calls that block do to another Swift agent: its calls alone, and while four of SwiftEcho block.

Usage: Benchmarks/blocking.py [COUNT]. Needs ./bin/hermes, agents.d/DataAnalyzer.so and
Benchmarks/build --swift.
"""

import argparse
import concurrent.futures
import http.client
import json
import pathlib
import shutil
import statistics
import tempfile
import time
import urllib.parse

from hermes_server import BIN, ROOT, started

BLOCKED, MILLISECONDS = 4, 500
TABLE = "```csv\na,b\n1,2\n3,4\n```"


def call(server, token, agent, text):
    """Milliseconds of one task for an agent, from the request to its end."""
    address = urllib.parse.urlsplit(server.url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
    headers = {
        "Content-Type": "application/json",
        "Authorization": f"Bearer {token}",
        "Prefer": "wait=60",
    }
    begin = time.perf_counter()
    connection.request("POST", f"/api/v1/agents/{agent}/tasks", json.dumps({"text": text}), headers)
    answer = json.loads(connection.getresponse().read())
    if answer.get("status") != "completed":
        raise SystemExit(answer)
    return (time.perf_counter() - begin) * 1000


def line(what, values):
    print(f"{what:24} p50 {statistics.median(values):7.1f} ms, worst {max(values):7.1f} ms")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=40)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as place:
        agents = pathlib.Path(place, "agents")
        agents.mkdir()
        shutil.copy(BIN / "SwiftEcho.so", agents)
        shutil.copy(ROOT / "agents.d/DataAnalyzer.so", agents)
        with started(agents=agents) as server, concurrent.futures.ThreadPoolExecutor(BLOCKED) as pool:
            token = server.register("blocking")
            line("alone", [call(server, token, "DataAnalyzer", TABLE) for _ in range(count)])
            values = []
            while len(values) < count:
                blocks = [
                    pool.submit(call, server, token, "SwiftEcho", f"block={MILLISECONDS}")
                    for _ in range(BLOCKED)
                ]
                time.sleep(0.1)
                while not any(each.done() for each in blocks) and len(values) < count:
                    values.append(call(server, token, "DataAnalyzer", TABLE))
                for each in blocks:
                    each.result()
            line(f"while {BLOCKED} calls block", values)


if __name__ == "__main__":
    main()
