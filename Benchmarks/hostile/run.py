#!/usr/bin/env python3
"""What hostile requests and clients cost a server, as a table.

    Benchmarks/hostile/run.py [--only inputs|loads] [--clients 1000]

Each request is sent alone to a server that is otherwise idle; shown are its answer, the processor time
until the server is idle again, and how much more memory it held at most. For users' requests the agents
run in processes of their own (`lane = "process"`), and what they take isn't counted. Then slow and silent clients are held against it, and the answer times of an ordinary client are
compared without and with them. Ends with 1 if a stranger's request took more than 100 ms of processor
time (a password's hash not counted: the cost is set to its least), a user's more than 400, or an
ordinary client's median answer time more than doubled.
"""

import argparse
import contextlib
import json
import pathlib
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Tests/e2e"))

import inputs
import loads
from account import register
from hermes_process import AGENTS, serving
from server_costs import measure

STRANGER, USER = 100, 400


def row(*cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


def table(server, requests, bound):
    """Names of those over the bound."""
    over = []
    for name, data in requests:
        (status, code), cpu, memory = measure(server.process.pid, server.port, data)
        row(name, f"{len(data):,}", f"{status} {code}".strip(), f"{cpu:.1f}", f"{memory:,}")
        if cpu > bound:
            over.append(f"{name}: {cpu:.0f} ms")
        assert server.process.poll() is None, f"the server ended at: {name}"
    return over


@contextlib.contextmanager
def agents_outside():
    """A folder of the agents that gives each a process of its own."""
    with tempfile.TemporaryDirectory(prefix="hermes-agents-") as folder:
        for library in pathlib.Path(AGENTS).glob("*.so"):
            shutil.copy(library, folder)
            manifest = library.with_suffix(".toml")
            settings = manifest.read_text() if manifest.exists() else ""
            pathlib.Path(folder, manifest.name).write_text(f'lane = "process"\n{settings}')
        yield folder


def show_inputs():
    over = []
    with agents_outside() as agents, serving(agents=(agents,)) as server:
        user = register(server.port, "user")
        # The first of everything sets things up.
        for _ in range(2):
            measure(server.process.pid, server.port, inputs.post("/chat", {"query": "hello"}, user.headers))
        row("request", "bytes", "answer", "processor ms", "memory KiB")
        row("---", "---:", "---", "---:", "---:")
        over += table(server, inputs.strangers(), STRANGER)
        over += table(server, inputs.users(user.token, user.task_id), USER)
    return over


def show_loads(clients):
    over = []
    row("clients", "how many", "median without, with (ms)", "ratio", "99th without, with (ms)", "memory KiB")
    row("---", "---:", "---", "---:", "---", "---:")
    for name, hold in loads.KINDS.items():
        without, with_, memory = loads.compare(hold, clients)
        ratio = with_.median / without.median
        row(
            name, clients, f"{without.median:.2f}, {with_.median:.2f}", f"{ratio:.2f}",
            f"{without.high:.2f}, {with_.high:.2f}", f"{memory:,}",
        )  # fmt: skip
        if ratio > 2:
            over.append(f"{name}: {ratio:.1f} x")
    return over


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=["inputs", "loads"])
    parser.add_argument("--clients", type=int, default=1000)
    options = parser.parse_args()
    over = []
    if options.only != "loads":
        over += show_inputs()
    if options.only != "inputs":
        print()
        over += show_loads(options.clients)
    print(json.dumps({"over": over}))
    sys.exit(1 if over else 0)


main()
