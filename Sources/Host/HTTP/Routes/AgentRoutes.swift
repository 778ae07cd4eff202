import HTTPTypes
import HermesAccounts
import HermesContract
import HermesOrchestration
import Hummingbird

/// `/agents`: the loaded agents.
struct AgentRoutes: Sendable {
  let services: HTTPServices

  func add(to routes: inout RouteBuilder) {
    let base = "/api/v1/agents"
    let one: [RouteParameter] = [.agent]
    routes.add(
      .get, path: base,
      description: RouteDescription(
        "listAgents", summary: "The loaded agents", tag: .agents,
        answers: [.json(.agentList, description: "All of them, disabled ones included.")]),
      handler: list)
    routes.add(
      .get, path: base + "/{name}",
      description: RouteDescription(
        "getAgent", summary: "One agent with its card and health", tag: .agents, parameters: one,
        answers: [.json(.agentDetail, description: "The agent.")], errors: [.agentNotFound]),
      handler: get)
    routes.add(
      .post, path: base + "/search",
      description: RouteDescription(
        "searchAgents", summary: "Agents for a request, ranked", tag: .agents, body: .search,
        answers: [.json(.foundAgents, description: "The best first.")], errors: [.queryTooLarge]),
      handler: search)
    routes.add(
      .post, path: base + "/reload",
      description: RouteDescription(
        "reloadAgents", summary: "Load what has changed or was refused (admins)", tag: .agents,
        answers: [.json(.agentList, description: "All of them.")], errors: [.adminOnly]),
      handler: reload)
    for (path, id, summary, handler) in [
      (
        "/enable", "enableAgent", "Switch an agent on and take it out of quarantine (admins)",
        enable
      ),
      ("/disable", "disableAgent", "Switch an agent off (admins)", disable),
    ] {
      routes.add(
        .post, path: base + "/{name}" + path,
        description: RouteDescription(
          id, summary: summary, tag: .agents, parameters: one,
          answers: [.json(.agentDetail, description: "The agent.")],
          errors: [.adminOnly, .agentNotFound]), handler: handler)
    }
  }

  private func list(_ request: Request, context: HermesContext) async throws -> Response {
    let identity = try await services.identity(request, context: context)
    let agents = services.tasks.agents
    var object = JSONObject([
      (key: "agents", value: .array(agents.map { $0.json(isForAdmin: identity.isAdmin) })),
      (key: "count", value: .int(Int64(agents.count))),
    ])
    // Paths on the server's disk are for operators only.
    if identity.isAdmin {
      object["refused"] = JSONValue(services.administration.refusalLines)
      object["libraries"] = .object(
        JSONObject(agents.map { (key: $0.card.name, value: .string($0.library)) }))
    }
    return .json(.object(object))
  }

  private func get(_ request: Request, context: HermesContext) async throws -> Response {
    let identity = try await services.identity(request, context: context)
    let name = try context.parameters.require("name")
    guard let agent = services.tasks.agents.first(where: { $0.card.name == name }) else {
      throw HermesError(
        .agentNotFound, message: "No agent of this name is loaded.")
    }
    var object = agent.json(isForAdmin: identity.isAdmin).object ?? JSONObject()
    object["card"] = agent.card.json
    if identity.isAdmin { object["library"] = .string(agent.library) }
    return .json(.object(object))
  }

  // MARK: - For admins

  private func adminIdentity(
    _ request: Request, context: HermesContext
  ) async throws -> Identity {
    let identity = try await services.identity(request, context: context)
    guard identity.isAdmin else {
      throw HermesError(.adminOnly, message: "Only admins can enable or disable agents.")
    }
    return identity
  }

  private func record(
    _ event: AuditEvent, agent: String? = nil, by identity: Identity, of request: Request,
    context: HermesContext
  ) {
    services.audit?.record(
      event, by: AuditActor(identity, from: context.origin(of: request)),
      detail: agent.map { ["agent": .string($0)] })
  }

  private func reload(_ request: Request, context: HermesContext) async throws -> Response {
    let identity = try await adminIdentity(request, context: context)
    await services.administration.reload()
    record(.agentsReloaded, by: identity, of: request, context: context)
    return try await list(request, context: context)
  }

  private func enable(_ request: Request, context: HermesContext) async throws -> Response {
    let identity = try await adminIdentity(request, context: context)
    let name = try context.parameters.require("name")
    try await services.administration.enable(name)
    record(.agentEnabled, agent: name, by: identity, of: request, context: context)
    return try await get(request, context: context)
  }

  private func disable(_ request: Request, context: HermesContext) async throws -> Response {
    let identity = try await adminIdentity(request, context: context)
    let name = try context.parameters.require("name")
    try await services.administration.disable(name)
    record(.agentDisabled, agent: name, by: identity, of: request, context: context)
    return try await get(request, context: context)
  }

  private func search(_ request: Request, context: HermesContext) async throws -> Response {
    let identity = try await services.identity(request, context: context, needing: .read)
    let body = try await services.readBody(
      of: request, shape: .search, user: identity.user, context: context)
    let limit = body["limit"]?.int ?? 10
    guard (1...100).contains(limit), body["limit"] == nil || body["limit"]?.int != nil else {
      throw HermesError(.invalidField, message: "limit must be a whole number, 1 to 100.")
    }
    let found = try await services.tasks.findAgents(
      for: try body.string("query"), limit: Int(limit))
    return .json(["agents": .array(found.map(\.json)), "count": .int(Int64(found.count))])
  }
}

extension AgentStatus {
  /// The form that clients see. Paths and network addresses of the server are included for admins
  /// only.
  func json(isForAdmin: Bool) -> JSONValue {
    isForAdmin ? json : PublicAgent.json(of: json)
  }

  /// The form that admins see.
  package var json: JSONValue {
    var object = JSONObject([
      (key: "name", value: .string(card.name)),
      (key: "description", value: .string(card.description)),
      (key: "version", value: .string(card.version)),
      (key: "skills", value: card.json["skills"] ?? .array([])),
      (key: "lane", value: .string(lane)), (key: "lane_source", value: .string(laneSource)),
      (key: "generation", value: .int(Int64(generation))),
      (key: "digest", value: .string(String(digest.prefix(16)))),
      (key: "state", value: .string(state.rawValue)),
    ])
    if let reason { object["reason"] = .string(reason) }
    object["health"] = [
      "running": .int(Int64(running)), "capacity": .int(Int64(capacity)),
      "calls": .int(Int64(calls)), "errors": .int(Int64(errors)), "misuse": .int(Int64(misuse)),
    ]
    object["usage"] = usage.json
    object["settings"] = settings
    return .object(object)
  }
}
