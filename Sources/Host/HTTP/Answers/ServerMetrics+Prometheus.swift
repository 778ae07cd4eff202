import HermesContract

extension ServerMetrics {
  func write(to out: inout PrometheusText) {
    out.metric(
      "hermes_task_seconds", kind: .histogram,
      help: "How long ended tasks have run, without the time in which they waited for a person.")
    for ending in Self.endings {
      guard let seconds = taskSeconds[ending] else { continue }
      out.distribution(
        "hermes_task_seconds", of: seconds, labels: [("outcome", ending.rawValue)])
    }
    let answered = requests.values.sorted {
      ($0.key.name, $0.key.status) < ($1.key.name, $1.key.status)
    }
    out.metric("hermes_http_requests_total", kind: .counter, help: "Answered HTTP requests.")
    for (kind, count) in answered {
      out.value(
        "hermes_http_requests_total", is: count,
        labels: [("class", kind.name), ("status", "\(kind.status)")])
    }
    out.metric(
      "hermes_audit_events_total", kind: .counter,
      help: "Entries of the audit log, such as login_failed.")
    let entries = audit.values
    for event in AuditEvent.allCases {
      out.value(
        "hermes_audit_events_total", is: entries[event] ?? 0,
        labels: [("event", event.rawValue)])
    }
    out.metric(
      "hermes_model_completions_total", kind: .counter,
      help:
        "Completions that were asked of models; the outcome is completed, cancelled or an error.")
    for (outcome, count) in completions.values.sorted(by: { $0.key < $1.key }) {
      out.value("hermes_model_completions_total", is: count, labels: [("outcome", outcome)])
    }
    out.metric(
      "hermes_model_tokens_total", kind: .counter, help: "Tokens of models, as they count them.")
    for (kind, counter) in [("prompt", promptTokens), ("completion", completionTokens)] {
      out.value("hermes_model_tokens_total", is: counter.value, labels: [("kind", kind)])
    }
  }
}
