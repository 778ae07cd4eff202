import HTTPTypes
import HermesAccounts
import HermesContract
import Hummingbird

extension HTTPServices {
  /// The sender of a request.
  /// - Throws: `missing_token`, `invalid_token`, `expired_token`, `insufficient_scope` or
  ///   `rate_limited`.
  /// - Parameters:
  ///   - token: from the query, if the route accepts one; the header takes precedence.
  ///   - scope: what an API key needs; by default `read` for GET and HEAD, otherwise `run`.
  func identity(
    _ request: Request, context: HermesContext, token: String? = nil,
    needing scope: AccessScope? = nil
  ) async throws -> Identity {
    if context.isOperator { return operatorIdentity }
    try context.checkIsWanted()
    var found = try await optionalIdentity(request)
    if found == nil, let token { found = try await accounts.authenticate(token) }
    guard let identity = found else { throw HermesError.missingToken }
    let isReading = request.method == .get || request.method == .head
    try identity.require(scope ?? (isReading ? .read : .run))
    try context.checkIsWanted()
    if let wait = requests.consumeToken(for: identity.user.text) {
      throw HermesError(
        .rateLimited, message: "Too many requests. Wait a moment.", isRetryable: true,
        retryAfter: wait)
    }
    return identity
  }

  /// The sender of a request that API keys may not send.
  /// - Throws: as `identity`.
  func loginIdentity(_ request: Request, context: HermesContext) async throws -> Identity {
    let identity = try await identity(request, context: context, needing: .read)
    try identity.requireLogin()
    return identity
  }

  /// Deletes an account with everything that it owns.
  /// - Throws: `invalid_field` for the operator's.
  func deleteAccount(_ user: UserID, by actor: AuditActor) async throws {
    guard user != operatorIdentity.user else {
      throw HermesError(.invalidField, message: "The operator's own account can't be deleted.")
    }
    try await tasks.cancelAll(of: user)
    try await accounts.delete(user, by: actor)
    await tasks.endAll(ofDeleted: user)
  }

  /// Runs `body` when it is the user's turn to read from the database.
  /// - Throws: `CancellationError` if the client has hung up by then, or what `body` throws.
  func withTurn<Value>(
    of user: UserID, context: HermesContext, _ body: () async throws -> Value
  ) async throws -> Value {
    try await turns.taken(by: user) {
      try context.checkIsWanted()
      return try await body()
    }
  }

  /// nil if there is no token at all; an invalid one is still an error.
  func optionalIdentity(_ request: Request) async throws -> Identity? {
    guard let header = request.headers[.authorization] else { return nil }
    guard header.lowercased().hasPrefix("bearer ") else { throw HermesError.missingToken }
    let token = header.dropFirst("bearer ".count).drop { $0 == " " }
    guard !token.isEmpty else { throw HermesError.missingToken }
    return try await accounts.authenticate(String(token))
  }
}
