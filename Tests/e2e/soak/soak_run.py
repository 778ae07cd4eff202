"""Constant tasks, joins and leaves on one server: whether memory, descriptors or loop lag grow.

By hand, for two hours:

    PYTHONPATH=Tests/e2e .venv-test/bin/python Tests/e2e/soak/soak_run.py --seconds 7200
"""

import argparse
import asyncio
import contextlib
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path[:0] = [str(HERE.parent), str(ROOT / "clients/python")]

from client import Client  # noqa: E402
from hermes_client import HermesClient  # noqa: E402
from hermes_process import AGENTS, Server  # noqa: E402

USERS, FOLLOWERS, STARTERS = 4, 40, 3
REQUESTS = [
    ("Firehose", "count=100 size=300 rate=100 lossy=3"),
    ("Echo", "hello"),
    (None, "Write a Python function to calculate fibonacci numbers"),
]
# History goes while the soak runs: a full disk is not what is looked for.
SETTINGS = {
    "HERMES_RETENTION_SECONDS": "20",
    "HERMES_RETENTION_MINIMUM_SECONDS": "0",
    "HERMES_RETENTION_INTERVAL_SECONDS": "5",
    "HERMES_RUNNING_TASKS_PER_USER": "16",
    "HERMES_DRAIN_SECONDS": "10",
}


class Soak:
    def __init__(self, folder, samples, every):
        subprocess.run([ROOT / "Benchmarks/build"], check=True, capture_output=True)
        agents = [AGENTS, ROOT / "Benchmarks/bin/agents"]
        self.server = Server(pathlib.Path(folder) / "data", agents, settings=SETTINGS)
        self.users = [Client(self.server.port, f"soak{number}") for number in range(USERS)]
        self.samples_wanted, self.every = samples, every
        self.tasks = [[] for _ in self.users]
        self.samples, self.started, self.events = [], 0, 0

    # The load.

    async def start_tasks(self):
        while True:
            number = random.randrange(USERS)
            agent, text = random.choice(REQUESTS)
            user = self.users[number]
            path, body = (f"/agents/{agent}/tasks", {"text": text}) if agent else ("/chat", {"query": text})
            answer = await asyncio.to_thread(user.post, path, body)
            if answer.code == "too_many_tasks":
                await asyncio.sleep(1)
                continue
            assert answer.status == 200, answer
            self.started += 1
            self.tasks[number] = [*self.tasks[number][-10:], answer.json["task_id"]]
            await asyncio.sleep(random.uniform(0, 0.4))

    async def follow(self):
        """Joins a task or a user, reads some events, and leaves: politely or not."""
        while True:
            number = random.randrange(USERS)
            client = HermesClient(f"http://127.0.0.1:{self.server.port}", token=self.users[number].token)
            async with client:
                is_user = random.random() < 0.3 or not self.tasks[number]
                stream = client.watch_user() if is_user else client.watch(random.choice(self.tasks[number]))
                left = random.randrange(1, 200)
                # A task of a while ago may be gone.
                with contextlib.suppress(Exception):
                    async with contextlib.aclosing(stream) as events:
                        async for _ in events:
                            self.events += 1
                            left -= 1
                            if left == 0:
                                break

    async def sign_in_again(self):
        """Tokens end after an hour: who is followed with an old one by then is cut off, as in life."""
        while True:
            await asyncio.sleep(1800)
            for user in self.users:
                user.token = await asyncio.to_thread(user.sign_in)

    # What is looked at.

    def sample(self):
        pid = self.server.process.pid
        status = pathlib.Path(f"/proc/{pid}/status").read_text()
        metrics = self.users[0].get("/metrics").body.decode()

        def metric(name):
            return float(re.search(rf"^{name} (\S+)$", metrics, re.MULTILINE).group(1))

        return {
            "rss_kib": int(re.search(r"VmRSS:\s+(\d+)", status).group(1)),
            "threads": int(re.search(r"Threads:\s+(\d+)", status).group(1)),
            "descriptors": len(os.listdir(f"/proc/{pid}/fd")),
            "lag_sum": metric("hermes_loop_lag_seconds_sum"),
            "lag_count": metric("hermes_loop_lag_seconds_count"),
            "sockets": metric("hermes_sockets"),
        }

    async def run(self):
        load = [asyncio.create_task(self.start_tasks()) for _ in range(STARTERS)]
        load += [asyncio.create_task(self.follow()) for _ in range(FOLLOWERS)]
        load.append(asyncio.create_task(self.sign_in_again()))
        end = time.monotonic()
        for _ in range(self.samples_wanted):
            end += self.every
            await asyncio.wait(load, timeout=max(0, end - time.monotonic()), return_when="FIRST_EXCEPTION")
            for task in load:
                if task.done():
                    task.result()
            self.samples.append(await asyncio.to_thread(self.sample))
            print(len(self.samples), self.samples[-1], file=sys.stderr, flush=True)
        for task in load:
            task.cancel()
        await asyncio.gather(*load, return_exceptions=True)
        # Everybody has left: what is open now was never closed.
        while (last := await asyncio.to_thread(self.sample))["sockets"] > 0:
            await asyncio.sleep(0.1)
        return self.summary(last)

    def summary(self, last):
        half = len(self.samples) // 2
        # The first eighth warms up: arenas, caches, the database's pages.
        first, second = self.samples[len(self.samples) // 8 : half], self.samples[half:]

        def mean(samples, key):
            return sum(sample[key] for sample in samples) / len(samples)

        def lag(samples):
            spent = samples[-1]["lag_sum"] - samples[0]["lag_sum"]
            return 1e6 * spent / max(1, samples[-1]["lag_count"] - samples[0]["lag_count"])

        return {
            "tasks": self.started,
            "events read": self.events,
            "rss MiB, first and second half": [
                round(mean(part, "rss_kib") / 1024, 1) for part in (first, second)
            ],
            "descriptors": [round(mean(part, "descriptors"), 1) for part in (first, second)],
            "descriptors when all had left": last["descriptors"],
            "threads": [round(mean(part, "threads"), 1) for part in (first, second)],
            "loop lag us": [round(lag(part)) for part in (first, second)],
        }

    def stop(self):
        self.server.terminate()


def run(folder, samples, every):
    soak = Soak(folder, samples, every)
    try:
        return asyncio.run(soak.run())
    finally:
        soak.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=7200)
    parser.add_argument("--samples", type=int, default=240)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, value in run(folder, options.samples, options.seconds / options.samples).items():
            print(f"{name:32} {value}")


if __name__ == "__main__":
    main()
