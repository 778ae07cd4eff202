#!/usr/bin/env python3
"""Tasks a second through POST /chat: durable, planned, two no-op agents.

    Benchmarks/build && Benchmarks/chat.py [--tasks 500] [--concurrent 1 8 64] [--history 100000]

Each worker posts a task and is answered when it is stored (accept), then one that it waits for to its
end (completion), over one connection kept open. Workers share no account, so that no account's limits
are measured. With --history the same is measured again when so many tasks are in the journal.
"""

import argparse
import http.client
import json
import statistics
import sys
import threading
import time
import urllib.parse

from hermes_server import ROOT, started

QUERY = "benchmark noop pipeline"


class Worker:
    def __init__(self, server, token):
        address = urllib.parse.urlsplit(server.url)
        self.connection = http.client.HTTPConnection(address.hostname, address.port, timeout=120)
        self.headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        self.accepts, self.completions, self.failure = [], [], None

    def chat(self, times, status, **headers):
        start = time.perf_counter()
        self.connection.request(
            "POST", "/api/v1/chat", json.dumps({"query": QUERY}), {**self.headers, **headers}
        )
        answer = self.connection.getresponse()
        body = answer.read()
        times.append(time.perf_counter() - start)
        if answer.status != 200 or (status and json.loads(body)["status"] != status):
            raise RuntimeError(body.decode(errors="replace"))

    def work(self, pairs):
        try:
            for _ in range(pairs):
                self.chat(self.accepts, None)
                self.chat(self.completions, "completed", Prefer="wait=60")
        except Exception as error:  # Told by the main thread, which ends the run.
            self.failure = error


def percentiles(name, workers, of):
    ordered = sorted(seconds for worker in workers for seconds in of(worker))
    p99 = ordered[int(0.99 * (len(ordered) - 1))]
    return {
        f"{name}_p50_ms": round(1000 * statistics.median(ordered), 2),
        f"{name}_p99_ms": round(1000 * p99, 2),
    }


def measure(server, tokens, concurrent, tasks):
    workers = [Worker(server, token) for token in tokens[:concurrent]]
    pairs = max(1, tasks // concurrent // 2)
    threads = [threading.Thread(target=worker.work, args=(pairs,)) for worker in workers]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - start
    for worker in workers:
        if worker.failure:
            raise SystemExit(f"{concurrent} at a time: a task failed: {worker.failure}")
    done = 2 * pairs * concurrent
    return {
        "concurrent": concurrent, "tasks": done, "tasks_per_s": round(done / seconds, 1),
        **percentiles("accept", workers, lambda worker: worker.accepts),
        **percentiles("completion", workers, lambda worker: worker.completions),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default=ROOT / "bin/hermes")
    parser.add_argument("--tasks", type=int, default=500)
    parser.add_argument("--concurrent", type=int, nargs="*", default=[1, 8, 64])
    parser.add_argument("--history", type=int, default=0, help="measure again behind so many tasks")
    options = parser.parse_args()
    with started(options.binary) as server:
        tokens = [server.register(f"chat{i}") for i in range(max(options.concurrent))]
        measure(server, tokens, 1, 20)  # warm
        stored = 20
        for history in [0, options.history] if options.history else [0]:
            while stored < history:
                stored += measure(server, tokens, max(options.concurrent), 5000)["tasks"]
                print(f"{stored} tasks stored", file=sys.stderr)
            for concurrent in options.concurrent:
                row = measure(server, tokens, concurrent, options.tasks)
                print(json.dumps({"stored": stored, **row}), flush=True)
                stored += row["tasks"]


if __name__ == "__main__":
    main()
