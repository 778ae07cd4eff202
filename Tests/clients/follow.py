"""python follow.py URL JSON: what the Python client gives out, a line of JSON each.

The JSON: `token`, `refresh_token`, `silence` in seconds, and one of `watch` (task ids, all at the
same time), `subscribe` (pairs of a task id and a seq), `all_tasks`. With `again`, a pair of seqs,
the subscription is left at the first and taken up at once behind the second.
"""

import asyncio
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "clients/python"))
from hermes_client import HermesClient  # noqa: E402

url, options = sys.argv[1], json.loads(sys.argv[2])


async def show(stream, events):
    async for event in events:
        print(json.dumps([stream, event]), flush=True)
        if options.get("again", [None])[0] == event.get("seq", 0):
            after = options.pop("again")[1]
            await events.unsubscribe(event["task_id"])
            await events.subscribe(event["task_id"], after)


async def main():
    settings = {name: options[name] for name in ("token", "refresh_token", "silence")}
    async with HermesClient(url, **settings) as hermes:
        tasks = [hermes.watch(task) for task in options.get("watch", [])]
        if "all_tasks" in options:
            tasks.append(hermes.watch_user())
        if "subscribe" in options:
            tasks.append(hermes.subscriptions())
            for task, after in options["subscribe"]:
                await tasks[-1].subscribe(task, after)
        await asyncio.gather(*(show(*each) for each in enumerate(tasks)))


asyncio.run(main())
