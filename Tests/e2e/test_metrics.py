"""/metrics, read as Prometheus reads it: every number is the one that clients saw."""

import json
import pathlib

import pytest
from prometheus_client.parser import text_string_to_metric_families

import raw_http
from client import TERMINAL, Client, read_until
from event_source import EventSource
from hermes_process import AGENTS, serving
from raw_socket import RawSocket

QUERY = "count=2600 size=2500"


@pytest.fixture
def server(fixture_folder):
    """Nobody else's streams are counted. A reader that takes nothing for a second is given up."""
    settings = {"HERMES_RUNNING_TASKS_PER_USER": "1", "HERMES_STALLED_READER_SECONDS": "1"}
    with serving([AGENTS, fixture_folder], **settings) as server:
        yield server


def read(server):
    """The samples by name; those with labels by name and labels."""
    answer = raw_http.request(server.port, "GET", "/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    samples = {}
    for family in text_string_to_metric_families(answer.body.decode()):
        assert family.documentation and family.type != "unknown", family
        for sample in family.samples:
            key = (sample.name, *sorted(sample.labels.items())) if sample.labels else sample.name
            assert key not in samples, key
            samples[key] = sample.value
    return samples


def read_when(server, is_there):
    """Counted is what was sent, which a client may have read by then."""
    while not is_there(samples := read(server)):
        pass
    return samples


def test_streams_are_counted_as_their_clients_count(server):
    user = Client(server.port, "counted")
    assert read(server)["hermes_sockets"] == 0
    blocker = user.give("SlowInvoke", "for ever")["task_id"]
    # Whatever it stores before it waits is not among what is counted below.
    with user.socket(f"/tasks/{blocker}") as first:
        read_until(first, "agent_thinking")
    task = user.give("StreamChunks", "count=300 size=100")["task_id"]
    path = f"/tasks/{task}"
    with (
        user.socket(path) as one, user.socket(path) as other, user.socket("/user") as everything,
        EventSource(user, task) as source,
    ):  # fmt: skip
        everything.read_event("connected")
        created = [read_until(each, "task_created")[-1] for each in (one, other)]
        source.read_event("task_created")
        before = read(server)
        assert before["hermes_sockets"] == 4
        assert before[("hermes_tasks", ("state", "queued"))] == 1
        assert before[("hermes_tasks", ("state", "running"))] == 1
        user.post(f"/tasks/{blocker}/cancel")
        frames = [read_until(each, *TERMINAL) for each in (one, other)]
        of_user = read_until(everything, "task_completed")
        from_source = source.read_all()[1]
    after = read_when(server, lambda samples: samples["hermes_sockets"] == 0)
    grown = {name: after[name] - before[name] for name in before if isinstance(name, str)}
    assert created[0] == created[1] and frames[0] == frames[1]
    everybody = frames[0] + frames[1] + of_user + from_source
    assert grown["hermes_deliveries_total"] == len(everybody)
    assert grown["hermes_merged_events_total"] == 0 == grown["hermes_evictions_total"]
    content = sum(map(len, everybody))
    # With at most four bytes of a frame's head, or the lines around an event's data, each.
    assert content < grown["hermes_delivered_bytes_total"] < content + 24 * len(everybody)
    # Of the two tasks all but what was stored before: the user's stream had them all.
    assert grown["hermes_events_total"] == len(of_user)
    assert after[("hermes_tasks", ("state", "running"))] == 0


def test_histories_are_counted(server):
    user = Client(server.port, "history")
    task = user.give("StreamChunks", "count=300 size=100", wait=60)["task_id"]
    before = read(server)
    frames = user.follow(task)[1]
    after = read_when(server, lambda samples: samples["hermes_sockets"] == 0)
    assert after["hermes_deliveries_total"] - before["hermes_deliveries_total"] == len(frames)
    assert after["hermes_history_pages_total"] > before["hermes_history_pages_total"]


def test_merges_are_counted(server):
    user = Client(server.port, "merged")
    blocker = user.give("SlowInvoke", "for ever")["task_id"]
    task = user.give("StreamChunks", QUERY)["task_id"]
    with (
        user.socket(f"/tasks/{task}") as healthy,
        RawSocket(user.port, f"/ws/tasks/{task}", user.headers, buffer=8192) as slow,
    ):
        for each in (healthy, slow):
            each.read_event("task_created")
        before = read(server)
        user.post(f"/tasks/{blocker}/cancel")
        whole = read_until(healthy, *TERMINAL)
        frames = read_until(slow, *TERMINAL)
    after = read_when(server, lambda samples: samples["hermes_sockets"] == 0)
    merged = after["hermes_merged_events_total"] - before["hermes_merged_events_total"]
    sent = after["hermes_deliveries_total"] - before["hermes_deliveries_total"]
    assert sum(json.loads(frame)["data"].get("coalesced", 1) - 1 for frame in frames) == merged > 0
    assert sent == len(whole) + len(frames) and len(frames) + merged == len(whole)


def test_readers_that_were_given_up_are_counted(server):
    user = Client(server.port, "stalled")
    task = user.give("StreamChunks", QUERY, wait=60)["task_id"]
    with RawSocket(user.port, f"/ws/tasks/{task}", user.headers, buffer=8192) as stalled:
        stalled.read_event("connected")
        read_when(server, lambda samples: samples["hermes_evictions_total"] == 1)


@pytest.mark.parametrize("name", ["hermes_journal_commit_seconds", "hermes_loop_lag_seconds"])
def test_histograms_grow_and_are_cumulative(server, name):
    before = read(server)
    Client(server.port, "histogram").give("Echo", "x", wait=60)
    after = read_when(server, lambda samples: samples[f"{name}_count"] > before[f"{name}_count"])
    buckets = [
        (float(key[1][1]), value) for key, value in after.items() if key[0] == f"{name}_bucket"
    ]
    assert buckets == sorted(buckets) and buckets[-1] == (float("inf"), after[f"{name}_count"])
    assert all(earlier[1] <= later[1] for earlier, later in zip(buckets, buckets[1:]))
    assert after[f"{name}_sum"] > before[f"{name}_sum"]


def test_the_process_is_told_as_the_kernel_tells_it(server):
    process = pathlib.Path(f"/proc/{server.process.pid}")
    before = read(server)
    sockets = [raw_http.connect(server.port) for _ in range(20)]
    try:
        # Each is a descriptor of the server as soon as it has been accepted.
        open_now = before["process_open_fds"] + len(sockets)
        samples = read_when(server, lambda samples: samples["process_open_fds"] == open_now)
        # Less the connection that asked, once the server has closed it.
        while len(list((process / "fd").iterdir())) != open_now - 1:
            assert read(server)["process_open_fds"] == open_now
    finally:
        for each in sockets:
            each.close()
    fields = (process / "stat").read_text().rpartition(")")[2].split()
    resident = int((process / "statm").read_text().split()[1]) * 4096
    assert resident / 2 < samples["process_resident_memory_bytes"] < resident * 2
    assert 0 < samples["process_cpu_seconds_total"] <= (int(fields[11]) + int(fields[12])) / 100
    boot = int(pathlib.Path("/proc/stat").read_text().split("btime ")[1].split()[0])
    assert samples["process_start_time_seconds"] == boot + int(fields[19]) / 100
    limits = (process / "limits").read_text().split("Max open files")[1].split()
    assert samples["process_max_fds"] == int(limits[0])
