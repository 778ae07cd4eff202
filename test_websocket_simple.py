#!/usr/bin/env python3
"""Shows all events of a task.

    python3 test_websocket_simple.py TASK_ID YOUR_TOKEN

HERMES_URL names the server, http://localhost:8000 by default.
"""

import asyncio
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "clients/python"))
from hermes_client import HermesClient, StreamClosed, event_line  # noqa: E402


async def run(url, task_id, token):
    async with HermesClient(url, token) as hermes:
        async for event in hermes.watch(task_id):
            print(event_line(event), flush=True)


def main():
    if len(sys.argv) != 3:
        print("usage: python3 test_websocket_simple.py TASK_ID YOUR_TOKEN", file=sys.stderr)
        return 2
    try:
        asyncio.run(run(os.environ.get("HERMES_URL", "http://localhost:8000"), *sys.argv[1:]))
    except (StreamClosed, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
