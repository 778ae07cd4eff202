import HTTPTypes
import HermesAccounts
import HermesContract
import Hummingbird
import HummingbirdCore

/// `/auth`: accounts, sessions and tokens.
struct AccountRoutes: Sendable {
  let services: HTTPServices

  func add(to routes: inout RouteBuilder) {
    let base = "/api/v1/auth"
    let grant = RouteAnswer.json(.grant, "Tokens and the account.")
    let hashing: [ErrorCode] = [.tooManyAttempts, .journalUnavailable, .outOfThreads]
    routes.add(
      .post, base + "/register",
      .account(
        "register", "Make an account", isOpen: true, body: .registration, answer: grant,
        errors: hashing + [.emailTaken, .serverStopping]), register)
    routes.add(
      .post, base + "/login",
      .account(
        "logIn", "Log in", isOpen: true, body: .login, answer: grant,
        errors: hashing + [.wrongCredentials, .malformedForm]), login)
    routes.add(
      .post, base + "/refresh",
      .account(
        "refresh", "Get new tokens", isOpen: true, body: .refresh, answer: grant,
        errors: [
          .invalidToken, .expiredToken, .refreshTokenReused, .tooManyAttempts,
          .journalUnavailable,
        ]), refresh)
    routes.add(
      .post, base + "/logout",
      .account(
        "logOut", "End the session", answer: .json(.message, "Done."),
        errors: [.journalUnavailable]), logout)
    routes.add(
      .post, base + "/password",
      .account(
        "changePassword", "Change the password", body: .password,
        answer: .json(.message, "Done; other sessions have ended."),
        errors: hashing + [.wrongCredentials]), changePassword)
    routes.add(
      .get, base + "/me",
      .account("account", "The account", answer: .json(.user, "The account.")), me)
    routes.add(
      .delete, base + "/me",
      .account(
        "deleteAccount", "Delete the account with everything it owns",
        answer: .noContent("It is gone."), errors: [.journalUnavailable]), delete)
  }

  private func register(_ request: Request, _ context: HermesContext) async throws -> Response {
    let body = try await RequestBody(request, .registration)
    let form = Registration(
      email: try body.string("email"), password: try body.string("password"),
      fullName: try body.optionalString("full_name"),
      username: try body.optionalString("username"))
    return .json(
      (try await services.accounts.register(form, address: context.client.counted)).json)
  }

  /// JSON, or the form of the OAuth 2.0 password grant (RFC 6749, section 4.3.2).
  private func login(_ request: Request, _ context: HermesContext) async throws -> Response {
    let email: String
    let password: String
    if RequestBody.mediaType(request) == "application/x-www-form-urlencoded" {
      let form = try FormFields(
        try await RequestBody.collect(request, upTo: RequestBody.smallBytes))
      guard let name = form["username"], let secret = form["password"] else {
        throw HermesError(.missingField, "The form needs username and password.")
      }
      (email, password) = (name, secret)
    } else {
      let body = try await RequestBody(request, .login)
      (email, password) = (try body.string("email"), try body.string("password"))
    }
    let grant = try await services.accounts.login(
      email: email, password: password, address: context.client.counted)
    return .json(grant.json)
  }

  private func refresh(_ request: Request, _ context: HermesContext) async throws -> Response {
    let body = try await RequestBody(request, .refresh)
    return .json((try await services.accounts.refresh(try body.string("refresh_token"))).json)
  }

  private func logout(_ request: Request, _ context: HermesContext) async throws -> Response {
    let identity = try await services.identity(request, context)
    try await services.accounts.revoke(identity.session)
    return .json(["message": "Logged out."])
  }

  private func changePassword(
    _ request: Request, _ context: HermesContext
  ) async throws -> Response {
    let identity = try await services.identity(request, context)
    let body = try await RequestBody(request, .password)
    try await services.accounts.changePassword(
      identity, old: try body.string("old_password"), new: try body.string("new_password"),
      address: context.client.counted)
    return .json(["message": "Password changed. Other sessions have ended."])
  }

  private func me(_ request: Request, _ context: HermesContext) async throws -> Response {
    let identity = try await services.identity(request, context)
    return .json((try await services.accounts.user(identity)).json)
  }

  private func delete(_ request: Request, _ context: HermesContext) async throws -> Response {
    let identity = try await services.identity(request, context)
    try await services.tasks.cancelAll(of: identity.user)
    try await services.accounts.delete(identity.user)
    return Response(status: .noContent)
  }
}

extension RouteDescription {
  fileprivate static func account(
    _ id: String, _ summary: String, isOpen: Bool = false, body: BodyShape? = nil,
    answer: RouteAnswer, errors: [ErrorCode] = []
  ) -> RouteDescription {
    RouteDescription(
      id, summary, .accounts, isOpen: isOpen, body: body, answers: [answer], errors: errors)
  }
}

extension AccountService.Grant {
  var json: JSONValue {
    [
      "access_token": .string(access), "refresh_token": .string(refresh), "token_type": "bearer",
      "expires_in": .int(lifetime), "user": user.json,
    ]
  }
}

extension UserRecord {
  var json: JSONValue {
    [
      "id": .string(id.text), "email": .string(email),
      "username": username.map(JSONValue.string) ?? .null,
      "full_name": fullName.map(JSONValue.string) ?? .null, "role": .string(role.rawValue),
      "created_at": .string(createdAt.text),
    ]
  }
}
