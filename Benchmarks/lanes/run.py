#!/usr/bin/env python3
"""One echo in each lane, against a bare C call and the same echo behind HTTP on loopback.

Interleaved rounds, medians, ratios. Needs Benchmarks/build --swift; makes a Python environment with
aiohttp in Benchmarks/bin/http-venv. Usage: Benchmarks/lanes/run.py [CALLS] [ROUNDS]
"""

import contextlib
import json
import pathlib
import shutil
import statistics
import subprocess
import sys
import time
import venv

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from hermes_server import BIN, ROOT, free_port  # noqa: E402

HERE = ROOT / "Benchmarks/lanes"
LANES = BIN / "lanes"
AT_A_TIME = (1, 8)
# Label, and the folder and agent of each that goes through the dispatcher.
HOSTED = {
    "in-process, C": ("c", "Echo"),
    "in-process, Swift": ("swift", "SwiftEcho"),
    "process lane, C": ("process", "Echo"),
}
BARE, HTTP = "bare C call", "HTTP on loopback (aiohttp)"


def measure(*command):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed: {done.stderr}")
    return json.loads(done.stdout)


def prepare():
    """A folder of agents for each row."""
    program = BIN / "dispatch-benchmark"
    if not program.exists() or not (BIN / "SwiftEcho.so").exists():
        sys.exit("Benchmarks/bin is not complete: run Benchmarks/build --swift")
    for name, library in [("c", "agents/Echo.so"), ("swift", "SwiftEcho.so"), ("process", "agents/Echo.so")]:
        folder = LANES / name
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(BIN / library, folder)
    (LANES / "process/Echo.toml").write_text('lane = "process"\n')
    return program


@contextlib.contextmanager
def http_server():
    """Yields its port."""
    python = BIN / "http-venv/bin/python"
    if not python.exists():
        venv.create(BIN / "http-venv", with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "--require-hashes", "-r", HERE / "requirements.txt"], check=True)
    port = free_port()
    process = subprocess.Popen([python, HERE / "http_echo.py", str(port)])
    try:
        while subprocess.run([BIN / "http_calls", str(port), "1", "1"], capture_output=True).returncode:
            if process.poll() is not None:
                sys.exit("the HTTP server did not start")
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()


def bare(calls):
    nanoseconds = measure(BIN / "baseline", BIN / "agents/Echo.so", calls)["bare_call_ns"]
    return {"per_second": 1e9 / nanoseconds}


def show(at_a_time, rounds):
    def median(label, key):
        return statistics.median(seen[label][key] for seen in rounds)

    print(f"\n{at_a_time} at a time{'':19}{'calls/s':>10}{'x HTTP':>9}{'/ bare':>10}{'p50 us':>9}{'p99 us':>9}")
    for label in (BARE, *HOSTED, HTTP):
        rate = median(label, "per_second")
        line = f"{label:30}{rate:10.0f}{rate / median(HTTP, 'per_second'):9.2f}"
        line += f"{median(BARE, 'per_second') / rate:10.1f}"
        if label != BARE:
            line += f"{median(label, 'p50_us'):9.1f}{median(label, 'p99_us'):9.1f}"
        print(line)


def main():
    calls = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    program = prepare()
    rounds = {number: [] for number in AT_A_TIME}
    with http_server() as port:
        for _ in range(count):
            for number in AT_A_TIME:
                # The bare call has one thread: it is the same in both tables.
                seen = {BARE: bare(calls)}
                for label, (folder, agent) in HOSTED.items():
                    seen[label] = measure(program, "calls", LANES / folder, agent, calls, number)
                seen[HTTP] = measure(BIN / "http_calls", port, calls, number)
                rounds[number].append(seen)
    for number in AT_A_TIME:
        show(number, rounds[number])


if __name__ == "__main__":
    main()
