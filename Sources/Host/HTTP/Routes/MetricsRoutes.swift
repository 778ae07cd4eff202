import HTTPTypes
import HermesContract
import HermesEvents
import Hummingbird
import NIOCore

/// `/metrics`: counters for Prometheus, never labelled by task or user.
struct MetricsRoutes: Sendable {
  let services: HTTPServices

  func add(to routes: inout RouteBuilder) {
    for (path, id) in [("/metrics", "metrics"), ("/api/v1/metrics", "metricsUnderAPI")] {
      routes.add(
        .get, path: path,
        description: RouteDescription(
          id, summary: "Counts for Prometheus", tag: .server, isOpen: true, takesAnyQuery: true,
          answers: [.text("text/plain", description: "Text format 0.0.4.")],
          errors: [.missingToken, .invalidToken, .expiredToken, .adminOnly, .rateLimited]),
        handler: metrics)
    }
  }

  private func metrics(_ request: Request, context: HermesContext) async throws -> Response {
    if !context.isOperator, !context.client.isThisMachine,
      try await !services.identity(request, context: context).isAdmin
    {
      throw HermesError(.adminOnly, message: "Metrics are for this machine and for admins.")
    }
    let counts = await services.tasks.counts
    var out = PrometheusText()
    out.single(
      "hermes_sockets", kind: .gauge, help: "Open streams.", value: services.connections.count)
    out.metric("hermes_tasks", kind: .gauge, help: "Tasks that have not ended.")
    out.value("hermes_tasks", is: counts.running, labels: [("state", "running")])
    out.value("hermes_tasks", is: counts.queued, labels: [("state", "queued")])
    write(services.metrics, to: &out)
    services.serverMetrics.write(to: &out)
    // Without it the other numbers are worth having all the same.
    if let bytes = try? await services.tasks.storedBytes() {
      out.single(
        "hermes_database_bytes", kind: .gauge, help: "The size of the database's file.",
        value: bytes.database)
      out.single(
        "hermes_blob_bytes", kind: .gauge, help: "The size of all blobs.", value: bytes.blobs)
    }
    out.metric("hermes_build_info", kind: .gauge, help: "Always 1; says which version this is.")
    out.value("hermes_build_info", is: 1, labels: [("version", services.version)])
    write(services.tasks.agents, to: &out)
    await ProcessMetrics.current()?.write(to: &out)
    return Response(
      status: .ok, headers: [.contentType: "text/plain; version=0.0.4"],
      body: .init(byteBuffer: ByteBuffer(string: out.text)))
  }

  private func write(_ metrics: StreamMetrics, to out: inout PrometheusText) {
    let counters: [(String, String, Counter)] = [
      ("events", "Events stored.", metrics.events),
      ("journal_failures", "Entries that could not be stored.", metrics.journalFailures),
      ("deliveries", "Events sent, once for each receiver.", metrics.deliveries),
      ("delivered_bytes", "Bytes of events sent.", metrics.deliveredBytes),
      ("merged_events", "Lossy events that slow readers got merged into others.", metrics.merged),
      ("history_pages", "Pages of history read for streams.", metrics.pages),
      ("evictions", "Streams closed because nothing was read from them.", metrics.evictions),
    ]
    for (name, help, counter) in counters {
      out.single("hermes_\(name)_total", kind: .counter, help: help, value: counter.value)
    }
    out.histogram(
      "hermes_journal_commit_seconds", help: "Time to store a group of events.",
      values: metrics.commits)
    out.histogram(
      "hermes_loop_lag_seconds", help: "How late event loops are.", values: metrics.loopLag)
  }

  private func write(_ agents: [AgentStatus], to out: inout PrometheusText) {
    func writeEach(
      _ name: String, kind: PrometheusText.Kind, help: String, value: (AgentStatus) -> Double
    ) {
      out.metric("hermes_agent_\(name)", kind: kind, help: help)
      for agent in agents {
        let labels = [("agent", agent.card.name), ("lane", agent.lane)]
        let number = value(agent)
        if let whole = Int(exactly: number) {
          out.value("hermes_agent_\(name)", is: whole, labels: labels)
        } else {
          out.value("hermes_agent_\(name)", is: number, labels: labels)
        }
      }
    }
    out.single(
      "hermes_quarantined_agents", kind: .gauge,
      help: "Agents whose libraries were moved to separate processes because they did harm.",
      value: agents.count { $0.isQuarantined })
    writeEach("calls_total", kind: .counter, help: "Calls begun.") { Double($0.calls) }
    writeEach("errors_total", kind: .counter, help: "Calls that failed.") { Double($0.errors) }
    writeEach("misuse_total", kind: .counter, help: "Breaches of the ABI's rules.") {
      Double($0.misuse)
    }
    writeEach("capacity", kind: .gauge, help: "Calls that may be open at the same time.") {
      Double($0.capacity)
    }
    writeEach("generation", kind: .gauge, help: "Times the library has been loaded.") {
      Double($0.generation)
    }
    writeEach(
      "cpu_seconds_total", kind: .counter, help: "Processor time of calls, as far as it is known."
    ) {
      Double($0.usage.cpuNanoseconds) / 1e9
    }
    writeEach("queue_seconds_total", kind: .counter, help: "Time that calls waited for a slot.") {
      $0.usage.queued / .seconds(1)
    }
    writeEach("model_calls_total", kind: .counter, help: "Completions that were asked of models.") {
      Double($0.usage.model.calls)
    }
    writeEach("prompt_tokens_total", kind: .counter, help: "Tokens that models were given.") {
      Double($0.usage.model.promptTokens)
    }
    writeEach("completion_tokens_total", kind: .counter, help: "Tokens that models answered.") {
      Double($0.usage.model.completionTokens)
    }
    writeEach("emitted_bytes_total", kind: .counter, help: "Bytes of events.") {
      Double($0.usage.emittedBytes)
    }
  }
}
