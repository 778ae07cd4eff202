#!/usr/bin/env python3
"""Fan-out of Hermes against the physical limit, in one interleaved run.

    Benchmarks/build && Benchmarks/fanout/run.py [--rounds 3] [--events 1000] [--size 300]

Each round measures, for each number of subscribers, Hermes and then a bare C server that sends the
same number of frames of the same size, one send() a frame and sixteen frames a send(), and the peers
that are asked for. Shown are the medians, and ratios to the limit of the same run: on a busy machine
only the ratios mean something.
"""

import argparse
import contextlib
import pathlib
import statistics
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import measure  # noqa: E402
import peers  # noqa: E402
from hermes_server import ROOT, Server, started  # noqa: E402


def medians(rows):
    keys = ("deliveries_per_s", "cpu_s_per_million", "p50_us", "p99_us", "frame_bytes")
    return {key: statistics.median(row[key] for row in rows) for key in keys}


def show(count, found):
    one = found["1 a send"]
    for name, row in found.items():
        print(
            f"{count:>6} {name:>10} {row['deliveries_per_s']:>12,.0f}"
            f" {row['deliveries_per_s'] / one['deliveries_per_s']:>8.2f}"
            f" {row['cpu_s_per_million']:>8.3f} {row['cpu_s_per_million'] / one['cpu_s_per_million']:>8.2f}"
            f" {row['p50_us']:>10,.0f} {row['p99_us']:>10,.0f} {row['frame_bytes']:>6.0f}"
        )


def arguments():
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
    parser.add_argument("--stream", choices=["task", "user"], default="task", help="what they follow")
    parser.add_argument(
        "--peers", nargs="*", default=[], choices=sorted(peers.KNOWN), help="after setup-peers"
    )
    return parser.parse_args()


def main():
    options = arguments()
    rows = {}

    def note(count, name, row):
        rows.setdefault(count, {}).setdefault(name, []).append(row)

    with contextlib.ExitStack() as stack:
        if options.url:
            server = Server(options.url, options.pid)
        else:
            server = stack.enter_context(started(options.binary))
        limit_port, limit_pid = stack.enter_context(measure.limit_server(core=0))
        others = {name: stack.enter_context(peers.started(name)) for name in options.peers}
        token = server.register("fanout")
        events, rate = options.events, options.rate
        for number in range(options.rounds):
            for count in options.subscribers:
                print(f"round {number + 1}, N={count}", file=sys.stderr)
                row = measure.hermes(
                    server, token, count, events, options.size, rate, options.stream
                )
                note(count, "hermes", row)
                # The others send frames of the same length, which Hermes' envelope is a part of.
                size = max(128, round(row["frame_bytes"]))
                for name, k in (("1 a send", 1), ("16 a send", 16)):
                    row = measure.limit(limit_port, limit_pid, count, events, size, rate, k)
                    note(count, name, row)
                for name, (peer, pid) in others.items():
                    topic = f"round{number}x{count}"
                    note(count, name, measure.peer(peer, pid, topic, count, events, size, rate))
        groups, mean, p99 = measure.commits(server)
    print("     N     server deliveries/s    ratio    cpu/M    ratio     p50 µs     p99 µs  bytes")
    for count in options.subscribers:
        show(count, {name: medians(found) for name, found in rows[count].items()})
    print(
        f"Hermes: durable, every group of events is on disk (fsync) before it is sent: {groups:,} groups,"
        f" {mean * 1e6:,.0f} µs each, p99 {p99 * 1e6:,.0f} µs. The others keep nothing on disk."
    )


if __name__ == "__main__":
    main()
