"""/metrics, read as Prometheus reads it: every number is the one that clients saw."""

import json
import pathlib
import re
import subprocess

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

import raw_http
from client import JSON, TERMINAL, Client, read_until
from event_source import EventSource
from hermes_process import AGENTS, ROOT, serving
from raw_socket import RawSocket

QUERY = "count=2600 size=2500"
PROMTOOL = ROOT / ".tools/usr/bin/promtool"
RULES = ROOT / "packaging/prometheus/hermes-alerts.yaml"
DASHBOARD = ROOT / "packaging/grafana/hermes.json"


@pytest.fixture
def server(fixture_folder):
    """Nobody else's streams are counted. A reader that takes nothing for a second is given up."""
    settings = {
        "HERMES_RUNNING_TASKS_PER_USER": "1",
        "HERMES_STALLED_READER_SECONDS": "1",
    }
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
            key = (
                (sample.name, *sorted(sample.labels.items()))
                if sample.labels
                else sample.name
            )
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
    grown = {
        name: after[name] - before[name] for name in before if isinstance(name, str)
    }
    assert created[0] == created[1] and frames[0] == frames[1]
    everybody = frames[0] + frames[1] + of_user + from_source
    assert grown["hermes_deliveries_total"] == len(everybody)
    assert grown["hermes_merged_events_total"] == 0 == grown["hermes_evictions_total"]
    content = sum(map(len, everybody))
    # With at most four bytes of a frame's head, or the lines around an event's data, each.
    assert (
        content < grown["hermes_delivered_bytes_total"] < content + 24 * len(everybody)
    )
    # Of the two tasks all but what was stored before: the user's stream had them all.
    assert grown["hermes_events_total"] == len(of_user)
    assert after[("hermes_tasks", ("state", "running"))] == 0


def test_histories_are_counted(server):
    user = Client(server.port, "history")
    task = user.give("StreamChunks", "count=300 size=100", wait=60)["task_id"]
    before = read(server)
    frames = user.follow(task)[1]
    after = read_when(server, lambda samples: samples["hermes_sockets"] == 0)
    assert after["hermes_deliveries_total"] - before["hermes_deliveries_total"] == len(
        frames
    )
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
    assert (
        sum(json.loads(frame)["data"].get("coalesced", 1) - 1 for frame in frames)
        == merged
        > 0
    )
    assert sent == len(whole) + len(frames) and len(frames) + merged == len(whole)


def test_readers_that_were_given_up_are_counted(server):
    user = Client(server.port, "stalled")
    task = user.give("StreamChunks", QUERY, wait=60)["task_id"]
    with RawSocket(
        user.port, f"/ws/tasks/{task}", user.headers, buffer=8192
    ) as stalled:
        stalled.read_event("connected")
        read_when(server, lambda samples: samples["hermes_evictions_total"] == 1)


@pytest.mark.parametrize(
    "name", ["hermes_journal_commit_seconds", "hermes_loop_lag_seconds"]
)
def test_histograms_grow_and_are_cumulative(server, name):
    before = read(server)
    Client(server.port, "histogram").give("Echo", "x", wait=60)
    after = read_when(
        server, lambda samples: samples[f"{name}_count"] > before[f"{name}_count"]
    )
    buckets = [
        (float(key[1][1]), value)
        for key, value in after.items()
        if key[0] == f"{name}_bucket"
    ]
    assert buckets == sorted(buckets) and buckets[-1] == (
        float("inf"),
        after[f"{name}_count"],
    )
    assert all(earlier[1] <= later[1] for earlier, later in zip(buckets, buckets[1:]))
    assert after[f"{name}_sum"] > before[f"{name}_sum"]


def test_the_process_is_told_as_the_kernel_tells_it(server):
    process = pathlib.Path(f"/proc/{server.process.pid}")
    before = read(server)
    sockets = [raw_http.connect(server.port) for _ in range(20)]
    try:
        # Each is a descriptor of the server as soon as it has been accepted.
        open_now = before["process_open_fds"] + len(sockets)
        samples = read_when(
            server, lambda samples: samples["process_open_fds"] == open_now
        )
        # Less the connection that asked, once the server has closed it.
        while len(list((process / "fd").iterdir())) != open_now - 1:
            assert read(server)["process_open_fds"] == open_now
    finally:
        for each in sockets:
            each.close()
    fields = (process / "stat").read_text().rpartition(")")[2].split()
    resident = int((process / "statm").read_text().split()[1]) * 4096
    assert resident / 2 < samples["process_resident_memory_bytes"] < resident * 2
    assert (
        0
        < samples["process_cpu_seconds_total"]
        <= (int(fields[11]) + int(fields[12])) / 100
    )
    boot = int(pathlib.Path("/proc/stat").read_text().split("btime ")[1].split()[0])
    assert samples["process_start_time_seconds"] == boot + int(fields[19]) / 100
    limits = (process / "limits").read_text().split("Max open files")[1].split()
    assert samples["process_max_fds"] == int(limits[0])


def count(samples, name, **labels):
    """The sum of the samples with these labels."""
    wanted = set(labels.items())
    return sum(
        value for key, value in samples.items()
        if isinstance(key, tuple) and key[0] == name and wanted <= set(key[1:])
    )  # fmt: skip


def test_what_becomes_of_tasks_and_requests_is_counted(server):
    user = Client(server.port, "outcomes")
    before = read(server)
    user.give("Echo", "x", wait=60)
    user.give("UnknownStatus", "x", wait=60)
    slow = user.give("SlowInvoke", "for ever")["task_id"]
    with user.socket(f"/tasks/{slow}") as socket:
        read_until(socket, "agent_thinking")
    user.post(f"/tasks/{slow}/cancel")
    user.follow(slow)
    assert user.get("/tasks/none").status == 404 and user.get("/nowhere").status == 404
    raw_http.request(server.port, "POST", "/api/v1/auth/login", JSON, b"{")
    after = read(server)

    def grown(name, **labels):
        return count(after, name, **labels) - count(before, name, **labels)

    for outcome, number in (("completed", 1), ("failed", 1), ("cancelled", 1)):
        assert grown("hermes_task_seconds_count", outcome=outcome) == number, outcome
        assert grown("hermes_task_seconds_bucket", outcome=outcome, le="+Inf") == number
    assert grown("hermes_task_seconds_sum", outcome="cancelled") > 0
    requests = "hermes_http_requests_total"
    assert grown(requests, **{"class": "tasks", "status": "404"}) == 1
    assert grown(requests, **{"class": "none", "status": "404"}) == 1
    assert grown(requests, **{"class": "accounts", "status": "400"}) == 1
    # Three requests and a cancel.
    assert grown(requests, **{"class": "tasks", "status": "200"}) == 4
    assert after["hermes_journal_failures_total"] == 0


def test_log_ins_are_counted(server):
    user = Client(server.port, "log-ins")
    before = read(server)
    user.sign_in()
    body = json.dumps({"email": user.email, "password": "wrong"}).encode()
    headers = {"Content-Type": "application/json"}
    assert (
        raw_http.request(
            server.port, "POST", "/api/v1/auth/login", headers, body
        ).status
        == 401
    )
    after = read(server)
    for event in ("logged_in", "login_failed"):
        key = ("hermes_audit_events_total", ("event", event))
        assert after[key] - before[key] == 1, event


def test_what_is_stored_and_which_version_it_is(server):
    samples = read(server)
    size = (server.data / "hermes.sqlite").stat().st_size
    assert 0 < samples["hermes_database_bytes"] <= size + (16 << 20)
    assert samples["hermes_blob_bytes"] == 0 == samples["hermes_quarantined_agents"]
    version = raw_http.request(server.port, "GET", "/api/v1/health").json["version"]
    assert samples[("hermes_build_info", ("version", version))] == 1


def names(expression):
    return set(re.findall(r"\b(?:hermes|process)_\w+", expression)) - {"hermes"}


def expressions():
    dashboard = json.loads(DASHBOARD.read_text())
    panels = [
        target["expr"] for panel in dashboard["panels"] for target in panel["targets"]
    ]
    rules = yaml.safe_load(RULES.read_text())["groups"][0]["rules"]
    return panels, [rule["expr"] for rule in rules]


def test_rules_and_dashboard_name_what_there_is(server):
    there = {key[0] if isinstance(key, tuple) else key for key in read(server)}
    # These come with the first of a kind.
    there |= {"hermes_http_requests_total"}
    panels, rules = expressions()
    assert len(panels) >= 16 and len(rules) >= 12
    for expression in panels + rules:
        assert names(expression) <= there, expression


def test_expressions_of_the_dashboard_can_be_read(tmp_path):
    replaced = [each.replace("$__rate_interval", "5m") for each in expressions()[0]]
    rules = [
        {"record": f"panel:{number}", "expr": each}
        for number, each in enumerate(replaced)
    ]
    file = tmp_path / "panels.yaml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "panels", "rules": rules}]}))
    subprocess.run([PROMTOOL, "check", "rules", file], check=True, capture_output=True)


def test_every_alert_fires_in_trouble_and_none_on_a_quiet_server():
    tests = pathlib.Path(__file__).with_name("alerts.yaml")
    subprocess.run([PROMTOOL, "check", "rules", "--lint-fatal", RULES], check=True)
    subprocess.run([PROMTOOL, "test", "rules", tests], check=True)
    rules = yaml.safe_load(RULES.read_text())["groups"][0]["rules"]
    trouble = yaml.safe_load(tests.read_text())["tests"][1]["promql_expr_test"][0][
        "exp_samples"
    ]
    assert len(trouble) == len(rules)
