#!/usr/bin/env python3
"""Fan-out of Hermes against the physical limit, in one interleaved run.

    Benchmarks/build && Benchmarks/fanout/run.py [--rounds 3] [--events 1000] [--size 300]

Each round measures, for each number of subscribers, Hermes and then a bare C server that sends the
same number of frames of the same size, one send() a frame and sixteen frames a send(). Shown are the
medians, and ratios to the limit of the same run: on a busy machine only the ratios mean something.
"""

import argparse
import contextlib
import json
import pathlib
import statistics
import subprocess
import sys
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from hermes_server import BIN, ROOT, Server, free_port, pinned, started  # noqa: E402


@contextlib.contextmanager
def limit_server(core):
    port = free_port()
    process = subprocess.Popen(
        [BIN / "limit_server", str(port)], stdout=subprocess.PIPE, text=True, preexec_fn=pinned(core)
    )
    try:
        process.stdout.readline()
        yield port, process.pid
    finally:
        process.kill()
        process.wait()


def load(url, count, events, pid, *more):
    command = [BIN / "load", url, "-n", str(count), "--expect", str(events), "--pid", str(pid), *more]
    return subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.PIPE, text=True, preexec_fn=pinned(1)
    )


def finish(process, what):
    line = process.stdout.readline()
    process.wait()
    if not line:
        raise SystemExit(f"{what}: the load client failed")
    row = json.loads(line)
    if process.returncode != 0:
        raise SystemExit(f"{what}: incomplete: {line}")
    return row


def measure_hermes(server, token, count, events, size, rate):
    # The events start when all subscribers are there; an event before that is reported as early.
    text = f"count={events} size={size} rate={rate} delay={2 + count // 400}"
    task = server.call("POST", "/agents/Firehose/tasks", {"text": text}, token)["task_id"]
    url = server.socket_url(f"/tasks/{task}", token)
    options = ["--match", '"agent_event"', "--ready", '"connected"', "--check-seq"]
    process = load(url, count, events, server.pid, *options)
    process.stdout.readline()
    row = finish(process, f"hermes N={count}")
    if row["early"]:
        print(f"  N={count}: {row['early']} events came before everybody was connected", file=sys.stderr)
    return row


def measure_limit(port, pid, count, events, size, rate, k):
    process = load(f"ws://127.0.0.1:{port}/", count, events, pid)
    process.stdout.readline()
    url = f"http://127.0.0.1:{port}/publish?count={events}&size={size}&rate={rate}&k={k}"
    urllib.request.urlopen(url, timeout=60).read()
    return finish(process, f"limit N={count}")


def medians(rows):
    keys = ("deliveries_per_s", "cpu_s_per_million", "p50_us", "p99_us", "frame_bytes")
    return {key: statistics.median(row[key] for row in rows) for key in keys}


def show(count, found):
    hermes, one, sixteen = found["hermes"], found["one"], found["sixteen"]
    for name, row in (("hermes", hermes), ("1 a send", one), ("16 a send", sixteen)):
        print(
            f"{count:>6} {name:>10} {row['deliveries_per_s']:>12,.0f}"
            f" {row['deliveries_per_s'] / one['deliveries_per_s']:>8.2f}"
            f" {row['cpu_s_per_million']:>8.3f} {row['cpu_s_per_million'] / one['cpu_s_per_million']:>8.2f}"
            f" {row['p50_us']:>10,.0f} {row['p99_us']:>10,.0f} {row['frame_bytes']:>6.0f}"
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", help="a running server (needs --pid); else one is started")
    parser.add_argument("--pid", type=int)
    parser.add_argument("--binary", default=ROOT / "bin/hermes")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--events", type=int, default=1000)
    parser.add_argument("--size", type=int, default=300)
    parser.add_argument(
        "--rate", type=int, default=0,
        help="events a second; 0: a burst. With a rate every event is a publish of its own",
    )
    parser.add_argument("--subscribers", type=int, nargs="*", default=[1, 100, 1000])
    options = parser.parse_args()
    rows = {}
    with contextlib.ExitStack() as stack:
        if options.url:
            server = Server(options.url, options.pid)
        else:
            server = stack.enter_context(started(options.binary))
        port, limit_pid = stack.enter_context(limit_server(core=0))
        token = server.register("fanout")
        for number in range(options.rounds):
            for count in options.subscribers:
                print(f"round {number + 1}, N={count}", file=sys.stderr)
                row = measure_hermes(
                    server, token, count, options.events, options.size, options.rate
                )
                rows.setdefault((count, "hermes"), []).append(row)
                size = max(128, round(row["frame_bytes"]))
                for name, k in (("one", 1), ("sixteen", 16)):
                    row = measure_limit(
                        port, limit_pid, count, options.events, size, options.rate, k
                    )
                    rows.setdefault((count, name), []).append(row)
    print("     N     server deliveries/s    ratio    cpu/M    ratio     p50 µs     p99 µs  bytes")
    for count in options.subscribers:
        show(count, {name: medians(rows[count, name]) for name in ("hermes", "one", "sixteen")})


if __name__ == "__main__":
    main()
