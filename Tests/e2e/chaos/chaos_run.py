"""Clients that follow tasks while their server is killed, paused and cut off.

By hand, for five minutes:

    PYTHONPATH=Tests/e2e .venv-test/bin/python Tests/e2e/chaos/chaos_run.py --seconds 300
"""

import argparse
import asyncio
import collections
import contextlib
import json
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path[:0] = [str(HERE), str(HERE.parent), str(ROOT / "clients/python")]

from client import Client  # noqa: E402
from cutting_proxy import CuttingProxy  # noqa: E402
from hermes_client import HermesClient, reconnecting  # noqa: E402
from hermes_process import AGENTS, Server, free_port  # noqa: E402
from transcript import Transcript, check_task, check_user  # noqa: E402

USERS = 5
TERMINAL = ("task_completed", "task_failed")
# Steps that may be repeated after a crash, with many events and with few.
REQUESTS = [
    ("Firehose", "count=300 size=200 rate=200"),
    ("Firehose", "count=60 size=3000 rate=60"),
    (None, "Write a Python function to calculate fibonacci numbers"),
]


class Chaos:
    def __init__(self, folder, chance, count):
        subprocess.run([ROOT / "Benchmarks/build"], check=True, capture_output=True)
        self.place = (folder / "data", [AGENTS, ROOT / "Benchmarks/bin/agents"], free_port())
        self.chance, self.count = chance, count
        self.server = Server(*self.place)
        self.proxy = CuttingProxy(self.server.port)
        self.users = [Client(self.server.port, f"chaos{number}") for number in range(USERS)]
        self.tasks = [[] for _ in self.users]
        self.did = collections.Counter()
        self.followed = []
        self.over = False

    # What goes wrong, one at a time.

    async def kill(self):
        """kill -9, and a new server at once."""
        self.server.kill()
        self.server = await asyncio.to_thread(Server, *self.place)

    async def pause(self):
        self.server.process.send_signal(signal.SIGSTOP)
        await asyncio.sleep(self.chance.uniform(0.1, 1))
        self.server.process.send_signal(signal.SIGCONT)

    async def cut(self):
        self.proxy.cut(self.chance, self.chance.choice([0.1, 0.5, 1]))

    async def harm(self):
        name = self.chance.choice(["kill", "pause", "cut", "cut"])
        self.did[name] += 1
        await getattr(self, name)()

    # What goes on meanwhile.

    async def start_tasks(self, number):
        """One user's tasks, a new one whenever fewer than three run."""
        while not self.over:
            # No whole answer comes from a server that is killed meanwhile.
            with contextlib.suppress(OSError, AssertionError, AttributeError, ValueError):
                running = await asyncio.to_thread(self._running, number)
                if running < 3:
                    task = await asyncio.to_thread(self._start, number)
                    self.tasks[number].append(task)
            await asyncio.sleep(0.1)

    def _running(self, number):
        tasks = self.users[number].get("/tasks?limit=20").json["tasks"]
        return sum(task["status"] in ("queued", "running") for task in tasks)

    def _start(self, number):
        agent, text = self.chance.choice(REQUESTS)
        user = self.users[number]
        return (user.give(agent, text) if agent else user.chat(text))["task_id"]

    async def follow(self, number, name):
        """Follows a user's tasks one after the other, each to its end, then the next; or all at once."""
        client = HermesClient(f"http://127.0.0.1:{self.proxy.port}", token=self.users[number].token)
        async with client:
            if name % 5 == 0:
                return await self.follow_user(number, name, client)
            while not self.over:
                if not self.tasks[number]:
                    await asyncio.sleep(0.05)
                    continue
                task = self.chance.choice(self.tasks[number][-5:])
                transcript = Transcript(f"client {name} on {task}")
                async for event in client.watch(task):
                    transcript.add(event)
                self.followed.append((number, task, transcript))

    async def follow_user(self, number, name, client):
        transcript = Transcript(f"client {name} on user {number}")
        self.followed.append((number, None, transcript))
        async with contextlib.aclosing(client.watch_user()) as events:
            async for event in events:
                transcript.add(event)

    async def run(self, is_over):
        async with self.proxy.running():
            starters = [asyncio.create_task(self.start_tasks(number)) for number in range(USERS)]
            followers = [
                asyncio.create_task(self.follow(name % USERS, name)) for name in range(self.count)
            ]
            while not is_over(self.did):
                await asyncio.sleep(self.chance.uniform(0.2, 1.5))
                await self.harm()
            self.over = True
            await asyncio.gather(*starters)
            await self._settle(followers)
        return self.check()

    async def _settle(self, followers):
        """Until every task has ended and everybody has seen it."""
        await asyncio.gather(*(task for name, task in enumerate(followers) if name % 5))
        journals = await asyncio.to_thread(self.journals)
        for number, task, transcript in self.followed:
            if task is None:
                last = max(event["cursor"] for event in journals[number])
                while not transcript.events or transcript.events[-1].cursor != last:
                    # A follower that gave up says why.
                    for each in followers:
                        if each.done():
                            each.result()
                    await asyncio.sleep(0.02)
        for task in followers:
            task.cancel()
        await asyncio.gather(*followers, return_exceptions=True)

    # Afterwards.

    def stored(self, user, task):
        events, after = [], 0
        while page := json.loads(user.page(task, after).body)["events"]:
            events += page
            after = page[-1]["seq"]
        return events

    def all_tasks(self, user):
        """Also those whose answer was cut off."""
        ids, cursor = [], ""
        while cursor is not None:
            page = user.get(f"/tasks?limit=100&cursor={cursor}" if cursor else "/tasks?limit=100").json
            ids += [task["task_id"] for task in page["tasks"]]
            cursor = page["next_cursor"]
        return ids

    def journals(self):
        """Of each user, all events of all tasks, in the order of their cursors; all tasks ended."""
        journals = []
        for user in self.users:
            everything = []
            for task in self.all_tasks(user):
                while (events := self.stored(user, task))[-1]["type"] not in TERMINAL:
                    time.sleep(0.05)
                everything += events
            journals.append(everything)
        return journals

    def check(self):
        counts = collections.Counter(self.did)
        journals = self.journals()
        for number, task, transcript in self.followed:
            counts["events given"] += len(transcript.events)
            counts["gaps"] += transcript.gaps
            counts["reconnects"] += transcript.connections - 1
            if task is None:
                order = sorted(journals[number], key=lambda event: event["cursor"])
                check_user(transcript, order)
            else:
                check_task(transcript, [each for each in journals[number] if each["task_id"] == task])
        counts["connections cut"] = self.proxy.cuts
        counts["tasks"] = sum(map(len, self.tasks))
        counts["events stored"] = sum(map(len, journals))
        counts["streams checked"] = len(self.followed)
        return dict(counts)

    def stop(self):
        self.server.terminate()


def run(folder, is_over, clients=100, seed=None):
    """Runs until `is_over` says so of what was done; what was seen, as numbers."""
    # The waits of a person's client would be most of the test.
    reconnecting.FIRST_WAIT, reconnecting.LONGEST_WAIT = 0.02, 0.5
    reconnecting.MOST_FAILURES = 1000
    chaos = Chaos(pathlib.Path(folder), random.Random(seed), clients)
    try:
        return asyncio.run(chaos.run(is_over))
    finally:
        chaos.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--clients", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    options = parser.parse_args()
    print(f"seed {options.seed}")
    end = time.monotonic() + options.seconds
    with tempfile.TemporaryDirectory() as folder:
        seen = run(folder, lambda _: time.monotonic() > end, options.clients, options.seed)
    for name, count in seen.items():
        print(f"{name:16} {count}")


if __name__ == "__main__":
    main()
