import HTTPTypes
import HermesAccounts
import HermesContract
import Hummingbird

/// `/auth/sessions` and `/auth/keys`: what has access to the account.
struct AccessRoutes: Sendable {
  let services: HTTPServices

  func add(to routes: inout RouteBuilder) {
    let base = "/api/v1/auth"
    routes.add(
      .get, path: base + "/sessions",
      description: RouteDescription(
        "listSessions", summary: "The open login sessions", tag: .accounts,
        answers: [.json(.sessionList, description: "The one refreshed last comes first.")]),
      handler: sessions)
    routes.add(
      .delete, path: base + "/sessions/{id}",
      description: RouteDescription(
        "endSession", summary: "End a login session", tag: .accounts, parameters: [.session],
        answers: [.noContent("It has ended.")], errors: [.sessionNotFound, .journalUnavailable]),
      handler: endSession)
    routes.add(
      .get, path: base + "/keys",
      description: RouteDescription(
        "listKeys", summary: "The API keys, without their secrets", tag: .accounts,
        answers: [.json(.keyList, description: "In order of creation.")]), handler: keys)
    routes.add(
      .post, path: base + "/keys",
      description: RouteDescription(
        "makeKey", summary: "Make an API key", tag: .accounts, body: .key,
        answers: [.json(.newKey, status: 201, description: "The key; keep it.")],
        errors: [.keyNameTaken, .quotaExceeded, .accountDisabled, .journalUnavailable]),
      handler: makeKey)
    routes.add(
      .delete, path: base + "/keys/{id}",
      description: RouteDescription(
        "revokeKey", summary: "Revoke an API key", tag: .accounts, parameters: [.key],
        answers: [.noContent("It is not accepted any more.")],
        errors: [.keyNotFound, .journalUnavailable]), handler: revokeKey)
  }

  private func sessions(_ request: Request, context: HermesContext) async throws -> Response {
    let identity = try await services.identity(request, context: context)
    let found = try await services.withTurn(of: identity.user, context: context) {
      try await services.accounts.sessions(of: identity.user)
    }
    return .json([
      "sessions": .array(found.map { $0.json(isCurrent: $0.id == identity.session) })
    ])
  }

  private func endSession(_ request: Request, context: HermesContext) async throws -> Response {
    let identity = try await services.loginIdentity(request, context: context)
    try await services.accounts.endSession(
      SessionID(try context.parameters.require("id")), of: identity.user,
      by: AuditActor(identity, from: context.origin(of: request)))
    return Response(status: .noContent)
  }

  private func keys(_ request: Request, context: HermesContext) async throws -> Response {
    let identity = try await services.identity(request, context: context)
    let found = try await services.withTurn(of: identity.user, context: context) {
      try await services.accounts.keys.keys(of: identity.user)
    }
    return .json(["keys": .array(found.map { .object($0.json) })])
  }

  private func makeKey(_ request: Request, context: HermesContext) async throws -> Response {
    let identity = try await services.loginIdentity(request, context: context)
    let body = try await RequestBody(request, shape: .key)
    let scope = try body.optionalString("scope") ?? AccessScope.run.rawValue
    guard let scope = AccessScope(rawValue: scope) else {
      throw HermesError(.invalidField, message: "scope must be read, run or admin.")
    }
    guard scope < .admin || identity.isAdmin else {
      throw HermesError(
        .invalidField, message: "scope can't be admin: this login is not an admin's. Log in again.")
    }
    let days = body["expires_in_days"]
    guard days == nil || days?.int != nil else {
      throw HermesError(
        .invalidField, message: "expires_in_days must be a whole number of days, or null for never."
      )
    }
    let made = try await services.accounts.keys.make(
      try body.string("name"), for: try await services.accounts.storedUser(for: identity),
      scope: scope, days: days?.int,
      by: AuditActor(identity, from: context.origin(of: request)))
    return .json(.object(made.json), status: .created)
  }

  private func revokeKey(_ request: Request, context: HermesContext) async throws -> Response {
    let identity = try await services.loginIdentity(request, context: context)
    try await services.accounts.keys.revoke(
      APIKeyID(try context.parameters.require("id")), of: identity.user,
      by: AuditActor(identity, from: context.origin(of: request)))
    return Response(status: .noContent)
  }
}

extension SessionRecord {
  /// - Parameter isCurrent: whether the client itself uses it.
  package func json(isCurrent: Bool) -> JSONValue {
    [
      "id": .string(id.text), "created_at": createdAt.map { .string($0.text) } ?? .null,
      "refreshed_at": refreshedAt.map { .string($0.text) } ?? .null,
      "expires_at": .string(expiresAt.text), "address": .string(origin.address),
      "client": .string(origin.client), "is_current": .bool(isCurrent),
    ]
  }
}

extension APIKeyRecord {
  /// Never the secret or its digest.
  package var json: JSONObject {
    [
      "id": .string(id.text), "name": .string(name), "scope": .string(scope.rawValue),
      "created_at": .string(createdAt.text),
      "expires_at": expiresAt.map { .string($0.text) } ?? .null,
      "last_used_at": lastUsedAt.map { .string($0.text) } ?? .null,
    ]
  }
}

extension APIKeyService.NewKey {
  /// The only answer with the secret.
  package var json: JSONObject {
    JSONObject([(key: "key", value: .string(secret))] + record.json.members)
  }
}
