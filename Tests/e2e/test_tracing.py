"""Traces: from the caller's traceparent through task and steps to agents, sent to a collector."""

import contextlib
import http.server
import queue
import threading

import pytest
from google.protobuf import json_format
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from agents_folder import build, put
from client import SEED_QUERY, Client
from hermes_process import AGENTS, serving

WAIT = 60
TRACE, CALLER = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
PARENT = {"traceparent": f"00-{TRACE}-{CALLER}-01"}


@contextlib.contextmanager
def collector(status=200, headers=()):
    """Takes what is posted to /v1/traces: yields its URL and a queue of (headers, body)."""
    got = queue.Queue()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            got.put((self.path, self.headers, body))
            self.send_response(status)
            for name, value in dict(headers).items():
                self.send_header(name, value)
            self.end_headers()

        # Of a redirect that is followed.
        do_GET = do_POST

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", got
    finally:
        server.shutdown()


def spans_until(got, wanted):
    """The spans that come until `wanted` says that all are there, read as OTLP."""
    spans = []
    while not wanted(spans):
        path, headers, body = got.get(timeout=WAIT)
        assert path == "/v1/traces" and headers["Content-Type"] == "application/json"
        request = json_format.Parse(body, ExportTraceServiceRequest())
        [resource] = request.resource_spans
        assert resource.resource.attributes[0].value.string_value == "hermes"
        assert SEED_QUERY.encode() not in body and b"fibonacci" not in body
        spans += resource.scope_spans[0].spans
    return spans


def of_trace(spans):
    return [span for span in spans if span.trace_id.hex() == trace_hex(TRACE)]


def trace_hex(text):
    # OTLP's JSON has ids in hexadecimal, which the parser of Protocol Buffers takes for base64.
    import base64

    return base64.b64decode(text).hex()


def test_a_task_is_one_trace(tmp_path):
    settings = {"HERMES_OTLP_HEADERS": "x-key=se=cret", "HERMES_LOG_LEVEL": "debug"}
    with collector() as (url, got), serving(HERMES_OTLP_ENDPOINT=url, **settings) as server:
        user = Client(server.port, "traced")
        task = user.chat(SEED_QUERY, WAIT, PARENT)
        spans = of_trace(spans_until(got, lambda spans: len(of_trace(spans)) >= 4))
        by_name = {span.name: span for span in spans}
        request, whole = by_name["POST /api/v1/chat"], by_name["task"]
        steps = [span for span in spans if span.name.startswith("step ")]
        assert request.parent_span_id.hex() == trace_hex(CALLER)
        assert whole.parent_span_id == request.span_id
        assert len(steps) == len(task["steps"]) and {step.parent_span_id for step in steps} == {whole.span_id}
        assert all(span.end_time_unix_nano >= span.start_time_unix_nano > 0 for span in spans)
        assert "se=cret" not in server.errors and url not in task["message"]


def test_what_is_not_sampled_is_not_sent():
    with collector() as (url, got), serving(HERMES_OTLP_ENDPOINT=url) as server:
        user = Client(server.port, "unsampled")
        user.get("/tasks", {"traceparent": f"00-{TRACE}-{CALLER}-00"})
        user.get("/agents")
        spans = spans_until(got, lambda spans: any(span.name == "GET /api/v1/agents" for span in spans))
        assert not of_trace(spans)


@pytest.mark.parametrize("lane", ["in-process", "process"])
def test_an_agent_is_given_its_place(tmp_path, tmp_path_factory, lane):
    (tmp_path / "Extensions.toml").write_text(f'lane = "{lane}"\n')
    put(build(tmp_path_factory.mktemp("built")) / "Extensions.so", tmp_path)
    with serving([tmp_path]) as server:
        user = Client(server.port, "agent-trace")
        answer = user.post("/agents/Extensions/tasks", {"text": "trace"}, {**PARENT, "Prefer": f"wait={WAIT}"})
        version, trace, span, flags = answer.json["result"].removeprefix("status 0: ").split("-")
        assert (version, trace, flags) == ("00", TRACE, "01") and len(span) == 16 and span != CALLER


def test_a_collector_that_refuses_changes_nothing():
    with collector(503) as (url, got), serving([AGENTS], HERMES_OTLP_ENDPOINT=url) as server:
        user = Client(server.port, "refused")
        assert user.chat(SEED_QUERY, WAIT)["status"] == "completed"
        got.get(timeout=WAIT)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_headers_for_the_collector_go_to_no_other_host(status):
    settings = {"HERMES_OTLP_HEADERS": "x-key=se=cret"}
    with collector() as (other, stolen), collector(status, {"Location": f"{other}/v1/traces"}) as (url, got):
        with serving([AGENTS], HERMES_OTLP_ENDPOINT=url, **settings) as server:
            user = Client(server.port, "redirected")
            # The second is sent when the first is done with.
            for _ in range(2):
                user.get("/agents")
                path, headers, _ = got.get(timeout=WAIT)
                assert path == "/v1/traces" and headers["x-key"] == "se=cret"
        assert stolen.empty()
