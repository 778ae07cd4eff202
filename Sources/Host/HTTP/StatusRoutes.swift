import HTTPTypes
import HermesContract
import HermesEvents
import Hummingbird

/// Health, and what is open.
struct StatusRoutes: Sendable {
  let services: HTTPServices

  func add(to routes: inout RouteBuilder) {
    for path in ["/health", "/api/v1/health"] {
      routes.add(.get, path, "Whether the server lives", isOpen: true, query: nil, health)
    }
    for path in ["/ready", "/api/v1/ready"] {
      routes.add(.get, path, "Whether it can take tasks", isOpen: true, query: nil, ready)
    }
    routes.add(.get, "/api/v1/ws/stats", "Open sockets", isOpen: true, socketStats)
    for path in ["/api/v1/ws/user", "/api/v1/ws/tasks/{id}"] {
      routes.add(
        .get, path, "A stream of events (WebSocket)", isOpen: true,
        query: nil
      ) { request, _ in
        // Taken off where a handshake was looked at and found wrong: this one came too late for that.
        let isLate = request.headers[.upgrade]?.lowercased() == "websocket"
        throw HermesError(
          .upgradeRequired,
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
    let obstacle = await services.orchestrator.obstacle
    let status = obstacle?.rawValue ?? (agents > 0 ? "ready" : "no_agents")
    return .json(
      ["status": .string(status), "agents": .int(Int64(agents))],
      status: status == "ready" ? .ok : .serviceUnavailable)
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
}
