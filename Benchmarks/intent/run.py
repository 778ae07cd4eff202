#!/usr/bin/env python3
"""What it costs to find out what a request asks for, without a model: with the shipped cards, and with 300.

The requests are those of the tests. Ends with 1 where the mean is over 150 us with the shipped cards or over
500 us with 300. Needs `Benchmarks/build --swift` and agents in agents.d (`scripts/build`).
"""

import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/e2e"))

import everyday_new_user
import everyday_requests

LIMITS = {"few": 150, "many": 500}


def main():
    program = ROOT / "Benchmarks/bin/intent-benchmark"
    if not program.exists():
        sys.exit("Benchmarks/bin/intent-benchmark is missing: run Benchmarks/build --swift")
    rows = everyday_requests.ROWS + everyday_new_user.ROWS
    requests = [query for row in rows for query, _ in row.turns]
    with tempfile.TemporaryDirectory() as copies:
        done = subprocess.run([program, ROOT / "agents.d", copies], input=json.dumps(requests), check=True,
                              capture_output=True, text=True)  # fmt: skip
    seen = json.loads(done.stdout)
    over = False
    for name, cards in zip(LIMITS, seen["cards"]):
        figures = seen[name]
        over |= figures["mean_us"] > LIMITS[name]
        print(f"{cards:4} cards, {len(requests)} requests: mean {figures['mean_us']:6.1f} us, p50 "
              f"{figures['p50_us']:6.1f}, p99 {figures['p99_us']:7.1f} (limit of the mean {LIMITS[name]})")
    print(f"ratio {seen['many']['mean_us'] / seen['few']['mean_us']:.2f}")
    sys.exit(over)


if __name__ == "__main__":
    main()
