"""One measurement of one server: subscribers, events, and the row of the load client."""

import contextlib
import json
import re
import subprocess
import sys
import urllib.request

from hermes_server import BIN, free_port, pinned


@contextlib.contextmanager
def limit_server(core):
    port = free_port()
    process = subprocess.Popen(
        [BIN / "limit_server", str(port)], stdout=subprocess.PIPE, text=True, preexec_fn=pinned(core)
    )
    try:
        process.stdout.readline()
        yield port, process.pid
    finally:
        process.kill()
        process.wait()


def load(url, count, events, pid, *more):
    command = [BIN / "load", url, "-n", str(count), "--expect", str(events), "--pid", str(pid), *more]
    return subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.PIPE, text=True, preexec_fn=pinned(1)
    )


def finish(process, what):
    line = process.stdout.readline()
    process.wait()
    if not line:
        raise SystemExit(f"{what}: the load client failed")
    row = json.loads(line)
    if process.returncode != 0:
        raise SystemExit(f"{what}: incomplete: {line}")
    return row


def hermes(server, token, count, events, size, rate, stream="task"):
    """`stream`: whether the subscribers follow the task, or its user."""
    # The events start when all subscribers are there; an event before that is reported as early.
    text = f"count={events} size={size} rate={rate} delay={2 + count // 400}"

    def publish():
        return server.call("POST", "/agents/Firehose/tasks", {"text": text}, token)["task_id"]

    url = "/user" if stream == "user" else f"/tasks/{publish()}"
    options = ["--match", '"agent_event"', "--ready", '"connected"', "--check-seq"]
    process = load(server.socket_url(url, token), count, events, server.pid, *options)
    process.stdout.readline()
    if stream == "user":
        publish()
    row = finish(process, f"hermes N={count}")
    if row["early"]:
        print(f"  N={count}: {row['early']} events came before everybody was connected", file=sys.stderr)
    return row


def limit(port, pid, count, events, size, rate, k):
    process = load(f"ws://127.0.0.1:{port}/", count, events, pid)
    process.stdout.readline()
    url = f"http://127.0.0.1:{port}/publish?count={events}&size={size}&rate={rate}&k={k}"
    urllib.request.urlopen(url, timeout=60).read()
    return finish(process, f"limit N={count}")


def peer(of, pid, topic, count, events, size, rate):
    url, options = of.load(topic)
    process = load(url, count, events, pid, "--match", of.match, *options)
    process.stdout.readline()
    publishing = of.publish(topic, events, size, rate)
    row = finish(process, f"{type(of).__name__} N={count}")
    publishing.join()
    return row


def commits(server):
    """Of the journal, since the server's start: how many groups, their mean and p99 in seconds."""
    with urllib.request.urlopen(server.url + "/metrics", timeout=10) as answer:
        text = answer.read().decode()
    name = "hermes_journal_commit_seconds"
    buckets = [
        (float(bound), int(float(value)))
        for bound, value in re.findall(rf'^{name}_bucket{{le="([^"]+)"}} (\S+)$', text, re.MULTILINE)
    ]
    count = buckets[-1][1]
    total = float(re.search(rf"^{name}_sum (\S+)$", text, re.MULTILINE).group(1))
    below, bottom = 0, 0.0
    for bound, value in buckets:
        if value >= 0.99 * count:
            share = (0.99 * count - below) / max(1, value - below)
            return count, total / max(1, count), bottom + share * (bound - bottom)
        below, bottom = value, bound
    raise AssertionError("a histogram ends with +Inf")
