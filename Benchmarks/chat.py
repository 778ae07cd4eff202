#!/usr/bin/env python3
"""Tasks a second through POST /chat: durable, planned, two no-op agents.

    Benchmarks/build && Benchmarks/chat.py [--tasks 500] [--concurrent 1 8 64]

Each worker posts the next task when its last one has ended (Prefer: wait), over one connection kept
open. Workers share no account, so that no account's limits are measured.
"""

import argparse
import http.client
import json
import statistics
import threading
import time
import urllib.parse

from hermes_server import ROOT, started

QUERY = "benchmark noop pipeline"


def work(server, token, tasks, latencies, failures):
    address = urllib.parse.urlsplit(server.url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=120)
    headers = {
        "Content-Type": "application/json",
        "Authorization": f"Bearer {token}",
        "Prefer": "wait=60",
    }
    for _ in range(tasks):
        start = time.perf_counter()
        connection.request("POST", "/api/v1/chat", json.dumps({"query": QUERY}), headers)
        answer = connection.getresponse()
        body = answer.read()
        latencies.append(time.perf_counter() - start)
        if answer.status != 200 or json.loads(body)["status"] != "completed":
            failures.append(body.decode(errors="replace"))
            return


def measure(server, tokens, concurrent, tasks):
    latencies, failures = [], []
    each = max(1, tasks // concurrent)
    threads = [
        threading.Thread(target=work, args=(server, token, each, latencies, failures))
        for token in tokens[:concurrent]
    ]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - start
    if failures:
        raise SystemExit(f"{concurrent} at a time: a task failed: {failures[0]}")
    ordered = sorted(latencies)
    return {
        "concurrent": concurrent,
        "tasks": len(ordered),
        "tasks_per_s": round(len(ordered) / seconds, 1),
        "p50_ms": round(1000 * statistics.median(ordered), 2),
        "p99_ms": round(1000 * ordered[int(0.99 * (len(ordered) - 1))], 2),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default=ROOT / "bin/hermes")
    parser.add_argument("--tasks", type=int, default=500)
    parser.add_argument("--concurrent", type=int, nargs="*", default=[1, 8, 64])
    options = parser.parse_args()
    with started(options.binary) as server:
        tokens = [server.register(f"chat{i}") for i in range(max(options.concurrent))]
        measure(server, tokens, 1, 20)  # warm
        for concurrent in options.concurrent:
            print(json.dumps(measure(server, tokens, concurrent, options.tasks)), flush=True)


if __name__ == "__main__":
    main()
