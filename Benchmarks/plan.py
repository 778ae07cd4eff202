#!/usr/bin/env python3
"""A plan of five levels of twenty steps: its time beside that of its longest path.

Usage: Benchmarks/plan.py [ROUNDS] [--ms MS]. Needs ./bin/hermes and Benchmarks/build.

Each step's own time is what its agent measured from its entry to its finish. The longest path is the
largest sum of own times along dependencies: no server can be faster. The spread is the time from the
moment that a step's last input was complete to the moment that it was started, as the events tell.
"""

import argparse
import datetime
import json
import statistics
import time

from hermes_server import ROOT, started

TARGET = 1.25


def milliseconds(event):
    return datetime.datetime.fromisoformat(event["timestamp"]).timestamp() * 1000


def events_of(server, task, token):
    events, after = [], 0
    while page := server.call("GET", f"/tasks/{task}/events?after={after}", token=token)["events"]:
        events += page
        after = page[-1]["seq"]
    return events


def measure(server, token, ms):
    begin = time.perf_counter()
    query = {"query": f"benchmark deep plan ms={ms}"}
    task = server.call("POST", "/chat?wait=100", query, token)
    total = (time.perf_counter() - begin) * 1000
    if task["status"] != "completed":
        raise SystemExit(f"the task did not complete: {task}")
    events = events_of(server, task["task_id"], token)
    of_type = lambda kind: [each for each in events if each["type"] == kind]
    [plan] = of_type("plan_created")
    own = {e["data"]["step_number"]: int(e["data"]["result_preview"]) / 1000
           for e in of_type("step_completed")}
    began = {e["data"]["step_number"]: milliseconds(e) for e in of_type("step_started")}
    done = {e["data"]["step_number"]: milliseconds(e) for e in of_type("step_completed")}
    path, waits = {}, []
    for step in plan["data"]["steps"]:
        number, needed = step["step_number"], step["depends_on"]
        path[number] = own[number] + max((path[each] for each in needed), default=0)
        if needed:
            waits.append(began[number] - max(done[each] for each in needed))
    roots = [began[each["step_number"]] for each in plan["data"]["steps"] if not each["depends_on"]]
    execution = max(done.values()) - min(began.values())
    longest = max(path.values())
    return {
        "steps": len(path), "longest_path_ms": round(longest, 1), "total_ms": round(total, 1),
        "total_ratio": round(total / longest, 3), "execution_ratio": round(execution / longest, 3),
        "roots_started_within_ms": round(max(roots) - min(roots), 1),
        "ready_to_started_p50_ms": round(statistics.median(waits), 1),
        "ready_to_started_max_ms": round(max(waits), 1),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rounds", nargs="?", type=int, default=5)
    parser.add_argument("--binary", default=ROOT / "bin/hermes")
    parser.add_argument("--ms", type=int, default=200)
    options = parser.parse_args()
    with started(options.binary) as server:
        token = server.register("plan")
        measure(server, token, 10)  # warm
        ratios = []
        for _ in range(options.rounds):
            measured = measure(server, token, options.ms)
            ratios.append(measured["total_ratio"])
            print(json.dumps(measured), flush=True)
    middle = statistics.median(ratios)
    print(f"median total / longest path: {middle} (target: at most {TARGET})")


if __name__ == "__main__":
    main()
