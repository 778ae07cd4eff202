#!/usr/bin/env python3
"""Tasks a CPU-second through POST /chat: durable, planned, two no-op agents.

    Benchmarks/build && Benchmarks/chat/run.py [--before OLD/bin/hermes] [--tasks 4000] [--rounds 3]
                                               [--concurrent 1 64] [--history 100000]

Each connection (of a user of its own, so that no user's limits are measured) posts a task, waits for its end and
posts the next; the client is in C. Printed of each round: tasks a second and a CPU-second of the server, the p50 and
p99 from request to end, and how many commits a task took. With --before another build is measured in the same run,
round by round in turn. With --history the same is measured again when so many tasks are in the journal.
"""

import argparse
import contextlib
import json
import os
import re
import statistics
import subprocess
import sys
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from hermes_server import BIN, ROOT, pinned, started  # noqa: E402

QUERY = "benchmark noop pipeline"
TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid):
    """Of all threads that the process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def commits(server):
    with urllib.request.urlopen(server.url + "/metrics") as answer:
        found = re.search(r"hermes_journal_commit_seconds_count (\d+)", answer.read().decode())
    return int(found[1])


def measure(server, tokens, tasks):
    port = server.url.rsplit(":", 1)[1]
    cpu, count = cpu_seconds(server.pid), commits(server)
    done = subprocess.run(
        [BIN / "chat_load", port, "/api/v1/chat", json.dumps({"query": QUERY}), str(tasks),
         '"status":"completed"'],
        input="\n".join(tokens) + "\n", stdout=subprocess.PIPE, text=True, check=True,
        preexec_fn=pinned(1))
    row = json.loads(done.stdout)
    cpu, count = cpu_seconds(server.pid) - cpu, commits(server) - count
    return {
        "tasks_per_cpu_s": round(tasks / cpu, 1), "cpu_ms_a_task": round(1000 * cpu / tasks, 3),
        "tasks_per_s": round(tasks / row["seconds"], 1), "p50_ms": row["p50_ms"],
        "p99_ms": row["p99_ms"], "commits_a_task": round(count / tasks, 2),
    }


def fill(server, tokens, count):
    done = 0
    while done < count:
        part = min(5000, count - done)
        measure(server, tokens, part)
        done += part
        print(f"{done} tasks more are stored", file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", type=Path, default=ROOT / "bin/hermes")
    parser.add_argument("--before", type=Path, help="another build, to compare with")
    parser.add_argument("--tasks", type=int, default=4000, help="a round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--concurrent", type=int, nargs="*", default=[1, 64])
    parser.add_argument("--history", type=int, default=0, help="measure again behind so many tasks")
    options = parser.parse_args()
    builds = {"now": options.binary}
    if options.before:
        builds = {"before": options.before, **builds}
    with contextlib.ExitStack() as stack:
        servers = {name: stack.enter_context(started(path)) for name, path in builds.items()}
        tokens = {
            name: [server.register(f"chat{i}") for i in range(max(options.concurrent))]
            for name, server in servers.items()
        }
        for name, server in servers.items():
            measure(server, tokens[name], 200)
        for history in [0, options.history] if options.history else [0]:
            for name, server in servers.items():
                fill(server, tokens[name], history)
            for concurrent in options.concurrent:
                # One at a time takes longer, and varies less.
                tasks = options.tasks if concurrent > 1 else max(1, options.tasks // 8)
                rows = {name: [] for name in servers}
                for _ in range(options.rounds):
                    for name, server in servers.items():
                        rows[name].append(measure(server, tokens[name][:concurrent], tasks))
                for name, measured in rows.items():
                    middle = {
                        key: round(statistics.median(row[key] for row in measured), 3)
                        for key in measured[0]
                    }
                    print(json.dumps({
                        "build": name, "behind": history, "concurrent": concurrent, **middle,
                    }), flush=True)


if __name__ == "__main__":
    main()
