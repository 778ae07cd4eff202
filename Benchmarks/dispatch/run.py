#!/usr/bin/env python3
"""One agent call through the dispatcher, against the bare call and a bare hand-off to a thread.

Interleaved rounds, medians, ratios. Needs Benchmarks/build and a Swift toolchain.
"""

import json
import pathlib
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = ROOT / "Benchmarks/bin"
ROUNDS = 7
CALLS = "20000"


def measure(*command):
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main():
    program = BIN / "dispatch-benchmark"
    if not program.exists():
        sys.exit("Benchmarks/bin/dispatch-benchmark is missing: run Benchmarks/build --swift")
    seen = {"bare_call_ns": [], "pool_handoff_ns": [], "task_handoff_ns": []}
    seen |= {"blocking_ns": [], "finish_later_ns": []}
    for _ in range(ROUNDS):
        bare = measure(BIN / "baseline", BIN / "agents/Echo.so", CALLS)
        host = measure(program, BIN / "agents", CALLS)
        for name in seen:
            seen[name].append({**bare, **host}[name])
    medians = {name: statistics.median(values) for name, values in seen.items()}
    handoff = medians["task_handoff_ns"]
    print(f"{'':40}{'ns a call':>12}{'x hand-off':>12}")
    for name, label in [
        ("bare_call_ns", "bare C call"),
        ("pool_handoff_ns", "hand-off from a C thread to another"),
        ("task_handoff_ns", "hand-off from a Swift task (NIOThreadPool)"),
        ("blocking_ns", "Hermes, blocking agent"),
        ("finish_later_ns", "Hermes, finish-later agent"),
    ]:
        print(f"{label:40}{medians[name]:12.0f}{medians[name] / handoff:12.2f}")


if __name__ == "__main__":
    main()
