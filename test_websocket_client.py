#!/usr/bin/env python3
"""Signs in, starts a task, shows all its events as they come, and the result.

    pip install websockets httpx
    python3 test_websocket_client.py ["your request"]

HERMES_URL names the server, http://localhost:8000 by default.
"""

import asyncio
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "clients/python"))
from hermes_client import HermesClient, HermesError, StreamClosed, event_line  # noqa: E402

EMAIL, PASSWORD = "test@hermes.ai", "test123"
QUERY = "Write a Python function to calculate fibonacci numbers"


async def sign_in(hermes):
    try:
        await hermes.register(EMAIL, PASSWORD, full_name="Test User")
        print(f"Registered {EMAIL}")
    except HermesError as error:
        if error.code != "email_taken":
            raise
        await hermes.login(EMAIL, PASSWORD)
        print(f"Logged in as {EMAIL}")


async def run(url, query):
    """Whether the task was completed."""
    async with HermesClient(url) as hermes:
        await sign_in(hermes)
        task = await hermes.chat(query)
        print(f"Task {task['task_id']}\n")
        last = {}
        async for event in hermes.watch(task["task_id"]):
            print(event_line(event), flush=True)
            last = event
        print("\nResult:")
        done = await hermes.task(task["task_id"])
        print(done.get("result") or last["message"])
        # What the last step made besides: its report, say. The first is the result itself.
        artifacts = done.get("artifacts") or []
        final = [each for each in artifacts if each["step_number"] == artifacts[-1]["step_number"]]
        for artifact in final[1:]:
            print(f"\n{artifact['name']}:\n{await hermes.artifact(artifact)}")
        return last["type"] == "task_completed"


def main():
    url = os.environ.get("HERMES_URL", "http://localhost:8000")
    query = " ".join(sys.argv[1:]) or QUERY
    try:
        return 0 if asyncio.run(run(url, query)) else 1
    except (HermesError, StreamClosed, OSError) as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main())
