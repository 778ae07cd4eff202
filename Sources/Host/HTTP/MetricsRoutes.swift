import HTTPTypes
import HermesContract
import HermesEvents
import Hummingbird
import NIOCore

/// `/metrics`: counts for Prometheus, never labelled by task or user.
struct MetricsRoutes: Sendable {
  let services: HTTPServices

  func add(to routes: inout RouteBuilder) {
    for (path, id) in [("/metrics", "metrics"), ("/api/v1/metrics", "metricsUnderAPI")] {
      routes.add(
        .get, path,
        RouteDescription(
          id, "Counts for Prometheus", .server, isOpen: true, takesAnyQuery: true,
          answers: [.text("text/plain", "Text format 0.0.4.")],
          errors: [.missingToken, .invalidToken, .expiredToken, .adminOnly, .rateLimited]), metrics)
    }
  }

  private func metrics(_ request: Request, _ context: HermesContext) async throws -> Response {
    if !context.isOperator, !context.client.isThisMachine,
      try await services.identity(request, context).role != .admin
    {
      throw HermesError(.adminOnly, "Metrics are for this machine and for admins.")
    }
    let counts = await services.tasks.counts
    var out = PrometheusText()
    out.single("hermes_sockets", .gauge, "Open streams.", services.connections.count)
    out.metric("hermes_tasks", .gauge, "Tasks that have not ended.")
    out.value("hermes_tasks", counts.running, [("state", "running")])
    out.value("hermes_tasks", counts.queued, [("state", "queued")])
    write(services.metrics, to: &out)
    write(services.tasks.agents, to: &out)
    await ProcessMetrics.now()?.write(to: &out)
    return Response(
      status: .ok, headers: [.contentType: "text/plain; version=0.0.4"],
      body: .init(byteBuffer: ByteBuffer(string: out.text)))
  }

  private func write(_ metrics: StreamMetrics, to out: inout PrometheusText) {
    let counters: [(String, String, Counter)] = [
      ("events", "Events stored.", metrics.events),
      ("deliveries", "Events sent, once for each receiver.", metrics.deliveries),
      ("delivered_bytes", "Bytes of events sent.", metrics.deliveredBytes),
      ("merged_events", "Lossy events that slow readers got merged into others.", metrics.merged),
      ("history_pages", "Pages of history read for streams.", metrics.pages),
      ("evictions", "Streams closed because nothing was read from them.", metrics.evictions),
    ]
    for (name, help, counter) in counters {
      out.single("hermes_\(name)_total", .counter, help, counter.value)
    }
    out.histogram(
      "hermes_journal_commit_seconds", "Time to store a group of events.", metrics.commits)
    out.histogram("hermes_loop_lag_seconds", "How late event loops are.", metrics.loopLag)
  }

  private func write(_ agents: [AgentStatus], to out: inout PrometheusText) {
    func each(
      _ name: String, _ kind: PrometheusText.Kind, _ help: String, _ value: (AgentStatus) -> Double
    ) {
      out.metric("hermes_agent_\(name)", kind, help)
      for agent in agents {
        let labels = [("agent", agent.card.name), ("lane", agent.lane)]
        let number = value(agent)
        if let whole = Int(exactly: number) {
          out.value("hermes_agent_\(name)", whole, labels)
        } else {
          out.value("hermes_agent_\(name)", number, labels)
        }
      }
    }
    each("calls_total", .counter, "Calls begun.") { Double($0.calls) }
    each("errors_total", .counter, "Calls that failed.") { Double($0.errors) }
    each("misuse_total", .counter, "Breaches of the ABI's rules.") { Double($0.misuse) }
    each("capacity", .gauge, "Calls that may be open at once.") { Double($0.capacity) }
    each("generation", .gauge, "How often its file was loaded.") { Double($0.generation) }
    each("cpu_seconds_total", .counter, "Processor time of calls, as far as it is known.") {
      Double($0.usage.cpuNanoseconds) / 1e9
    }
    each("queue_seconds_total", .counter, "Time that calls waited for a slot.") {
      $0.usage.queued / .seconds(1)
    }
    each("model_calls_total", .counter, "Completions that were asked of models.") {
      Double($0.usage.model.calls)
    }
    each("prompt_tokens_total", .counter, "Tokens that models were given.") {
      Double($0.usage.model.promptTokens)
    }
    each("completion_tokens_total", .counter, "Tokens that models answered.") {
      Double($0.usage.model.completionTokens)
    }
    each("emitted_bytes_total", .counter, "Bytes of events.") { Double($0.usage.emittedBytes) }
  }
}
