import HTTPTypes
import HermesContract
import HermesEvents
import Hummingbird
import NIOCore

/// Health, counts, and the description of the interface.
struct StatusRoutes: Sendable {
  let services: HTTPServices

  func add(to routes: inout RouteBuilder) {
    for path in ["/health", "/api/v1/health"] {
      routes.add(.get, path, "Whether the server lives", isOpen: true, health)
    }
    for path in ["/ready", "/api/v1/ready"] {
      routes.add(.get, path, "Whether it can take tasks", isOpen: true, ready)
    }
    for path in ["/metrics", "/api/v1/metrics"] {
      routes.add(.get, path, "Counts for Prometheus", isOpen: true, metrics)
    }
    routes.add(.get, "/api/v1/ws/stats", "Open sockets", isOpen: true, socketStats)
    for path in ["/api/v1/ws/user", "/api/v1/ws/tasks/{id}"] {
      routes.add(.get, path, "A stream of events (WebSocket)", isOpen: true) { request, _ in
        // Taken off where a handshake was looked at and found wrong: this one came too late for that.
        let isLate = request.headers[.upgrade]?.lowercased() == "websocket"
        throw HermesError(
          "upgrade_required",
          isLate
            ? "A WebSocket handshake must be the first request of its connection. Open a new one."
            : "This is a WebSocket: connect with ws:// and not http:// (version 13).")
      }
    }
  }

  private func health(_ request: Request, _ context: HermesContext) async throws -> Response {
    .json(["status": "ok", "version": .string(services.version)])
  }

  private func ready(_ request: Request, _ context: HermesContext) async throws -> Response {
    let agents = services.orchestrator.agents.filter(\.isCallable).count
    return .json(
      ["status": agents > 0 ? "ready" : "no_agents", "agents": .int(Int64(agents))],
      status: agents > 0 ? .ok : .serviceUnavailable)
  }

  private func socketStats(_ request: Request, _ context: HermesContext) async throws -> Response {
    let identity =
      context.isOperator
      ? services.operatorIdentity : try await services.optionalIdentity(request)
    return .json([
      "websocket_stats": services.connections.stats(
        for: identity?.user, isAdmin: identity?.role == .admin)
    ])
  }

  /// Prometheus text format 0.0.4; never labelled by task or user.
  private func metrics(_ request: Request, _ context: HermesContext) async throws -> Response {
    let isLocal = context.isOperator || context.address == "127.0.0.1" || context.address == "::1"
    if !isLocal, try await services.identity(request, context).role != .admin {
      throw HermesError("admin_only", "Metrics are for this machine and for admins.")
    }
    let counts = await services.orchestrator.counts
    var text = """
      # TYPE hermes_sockets gauge
      hermes_sockets \(services.connections.count)
      # TYPE hermes_tasks gauge
      hermes_tasks{state="running"} \(counts.running)
      hermes_tasks{state="queued"} \(counts.queued)
      # TYPE hermes_agent_calls_total counter
      # TYPE hermes_agent_errors_total counter
      # TYPE hermes_agent_misuse_total counter
      # TYPE hermes_agent_capacity gauge
      # TYPE hermes_agent_generation gauge
      # TYPE hermes_agent_cpu_seconds_total counter
      # TYPE hermes_agent_queue_seconds_total counter
      # TYPE hermes_agent_emitted_bytes_total counter

      """
    for agent in services.orchestrator.agents {
      let label = "{agent=\"\(agent.card.name)\",lane=\"\(agent.lane)\"}"
      let usage = agent.usage
      text += "hermes_agent_generation\(label) \(agent.generation)\n"
      text += "hermes_agent_cpu_seconds_total\(label) \(Double(usage.cpuNanoseconds) / 1e9)\n"
      text += "hermes_agent_queue_seconds_total\(label) \(usage.queued / .seconds(1))\n"
      text += "hermes_agent_emitted_bytes_total\(label) \(usage.emittedBytes)\n"
      text += "hermes_agent_calls_total\(label) \(agent.calls)\n"
      text += "hermes_agent_errors_total\(label) \(agent.errors)\n"
      text += "hermes_agent_misuse_total\(label) \(agent.misuse)\n"
      text += "hermes_agent_capacity\(label) \(agent.capacity)\n"
    }
    return Response(
      status: .ok, headers: [.contentType: "text/plain; version=0.0.4"],
      body: .init(byteBuffer: ByteBuffer(string: text)))
  }
}
