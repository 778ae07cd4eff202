"""Requests in plain words, and what must become of them."""

import json
import pathlib

WAIT = 60


def load(name):
    return json.loads((pathlib.Path(__file__).parent / f"requests_{name}.json").read_text())


def data(events, kind):
    return next((event["data"] for event in events if event["type"] == kind), {})


def misses(user, row):
    """Each difference between the row and what the server made of it, as a sentence."""
    answer = user.chat(row["query"], wait=WAIT)
    events = user.events(answer["task_id"])
    intent = data(events, "intent_parsed").get("intent", {})
    steps = data(events, "plan_created").get("steps")
    plan = None if steps is None else [step["agent_name"] for step in steps]
    found = []
    if plan != row["plan"]:
        found.append(f"plan {plan}, not {row['plan']}")
    if row["plan"] is None:
        code = data(events, "task_failed").get("error", {}).get("code")
        # Where a language is not spoken, either code says so.
        if code not in ([row["error"]] if isinstance(row["error"], str) else row["error"]):
            found.append(f"error {code}, not {row['error']}")
        return found
    if intent.get("category") != row["category"]:
        found.append(f"category {intent.get('category')}, not {row['category']}")
    lacking = set(row["capabilities"]) - set(intent.get("required_capabilities", []))
    if lacking:
        found.append(f"without {sorted(lacking)}, has {intent.get('required_capabilities')}")
    return found


def score(user, rows):
    """(how many are right, the misses by query)."""
    wrong = {row["query"]: found for row in rows if (found := misses(user, row))}
    return len(rows) - len(wrong), wrong
