#!/usr/bin/env python3
"""Resident memory of an idle subscriber.

    Benchmarks/build && Benchmarks/idle.py [--subscribers 1000 5000] [--seconds 5]

Every number is measured on a fresh server. A first hundred connections that come and go warm the
allocator, so that what is counted is what one more subscriber costs.
"""

import argparse
import json
import subprocess

from hermes_server import BIN, ROOT, pinned, started


def hold(server, url, count, seconds):
    command = [BIN / "load", url, "-n", str(count), "--ready", '"connected"']
    command += ["--idle", str(seconds), "--pid", str(server.pid)]
    done = subprocess.run(
        [str(part) for part in command], stdout=subprocess.PIPE, text=True, preexec_fn=pinned(1)
    )
    row = json.loads(done.stdout.splitlines()[-1])
    if row["open"] != count:
        raise SystemExit(f"only {row['open']} of {count} connections stayed open: limits.env")
    return row


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default=ROOT / "bin/hermes")
    parser.add_argument("--subscribers", type=int, nargs="*", default=[1000, 5000])
    parser.add_argument("--seconds", type=int, default=5)
    options = parser.parse_args()
    for count in options.subscribers:
        with started(options.binary) as server:
            url = server.socket_url("/user", server.register("idle"))
            hold(server, url, 100, 1)
            row = hold(server, url, count, options.seconds)
        kib = row["bytes_per_connection"] / 1024
        print(f"{count} subscribers: {kib:.1f} KiB each ({row['rss_after'] / 2**20:.0f} MiB in all)")


if __name__ == "__main__":
    main()
