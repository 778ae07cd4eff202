import HTTPTypes
import HermesContract
import HermesEvents
import Hummingbird

/// Health, readiness and open streams.
struct StatusRoutes: Sendable {
  let services: HTTPServices

  func add(to routes: inout RouteBuilder) {
    for (path, suffix) in [("", ""), ("/api/v1", "UnderAPI")] {
      routes.add(
        .get, path: path + "/health",
        description: RouteDescription(
          "health" + suffix, summary: "Whether the server lives", tag: .server, isOpen: true,
          takesAnyQuery: true, answers: [.json(.health, description: "It does.")]), handler: health)
      var notReady = RouteAnswer.json(
        .readiness, description: "It can't take tasks; status says why.")
      notReady.status = 503
      routes.add(
        .get, path: path + "/ready",
        description: RouteDescription(
          "ready" + suffix, summary: "Whether it can take tasks", tag: .server, isOpen: true,
          takesAnyQuery: true, answers: [.json(.readiness, description: "It can."), notReady]),
        handler: ready)
    }
    routes.add(
      .get, path: "/api/v1/ws/stats",
      description: RouteDescription(
        "socketStats", summary: "Open sockets", tag: .streams, isOpen: true,
        answers: [.json(.socketStats, description: "Counts; of tasks only your own.")],
        errors: [.invalidToken, .expiredToken]), handler: socketStats)
    for (path, id, parameters) in [
      ("/api/v1/ws/user", "followUser", [RouteParameter]()),
      ("/api/v1/ws/tasks/{id}", "followTask", [.task]),
    ] {
      routes.add(
        .get, path: path,
        description: RouteDescription(
          id, summary: "A stream of events (WebSocket)", tag: .streams, isOpen: true,
          takesAnyQuery: true,
          parameters: parameters + [.token, .after, .epoch], answers: [.upgrade],
          errors: [.upgradeRequired, .tooManyConnections])
      ) { request, _ in
        // UpgradeFilter strips the header from invalid handshakes; if it is still here, this was
        // not the connection's first request.
        let isLate = request.headers[.upgrade]?.lowercased() == "websocket"
        throw HermesError(
          .upgradeRequired,
          message: isLate
            ? "A WebSocket handshake must be the first request of its connection. Open a new one."
            : "This is a WebSocket: connect with ws:// and not http:// (version 13).")
      }
    }
  }

  private func health(_ request: Request, context: HermesContext) async throws -> Response {
    .json(["status": "ok", "version": .string(services.version)])
  }

  private func ready(_ request: Request, context: HermesContext) async throws -> Response {
    let agents = services.tasks.agents.filter(\.isCallable).count
    let obstacle = await services.tasks.obstacle
    let status = obstacle?.rawValue ?? (agents > 0 ? "ready" : "no_agents")
    return .json(
      ["status": .string(status), "agents": .int(Int64(agents))],
      status: status == "ready" ? .ok : .serviceUnavailable)
  }

  private func socketStats(_ request: Request, context: HermesContext) async throws -> Response {
    let identity =
      context.isOperator
      ? services.operatorIdentity : try await services.optionalIdentity(request)
    return .json([
      "websocket_stats": services.connections.stats(
        for: identity?.user, isAdmin: identity?.isAdmin == true)
    ])
  }
}
