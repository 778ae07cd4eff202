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
    let grant = RouteAnswer.json(.grant, description: "Tokens and the account.")
    let hashing: [ErrorCode] = [.tooManyAttempts, .journalUnavailable, .outOfThreads]
    routes.add(
      .post, path: base + "/register",
      description: .account(
        id: "register", summary: "Make an account", isOpen: true, body: .registration,
        answer: grant,
        errors: hashing + [
          .emailTaken, .serverStopping, .registrationClosed, .invalidInvitation,
        ]), handler: register)
    routes.add(
      .post, path: base + "/login",
      description: .account(
        id: "logIn", summary: "Log in", isOpen: true, body: .login, answer: grant,
        errors: hashing + [.wrongCredentials, .malformedForm, .accountDisabled]), handler: login)
    routes.add(
      .post, path: base + "/refresh",
      description: .account(
        id: "refresh", summary: "Get new tokens", isOpen: true, body: .refresh, answer: grant,
        errors: [
          .invalidToken, .expiredToken, .refreshTokenReused, .tooManyAttempts,
          .journalUnavailable,
        ]), handler: refresh)
    routes.add(
      .post, path: base + "/logout",
      description: .account(
        id: "logOut", summary: "End the session", answer: .json(.message, description: "Done."),
        errors: [.journalUnavailable]), handler: logout)
    routes.add(
      .post, path: base + "/password",
      description: .account(
        id: "changePassword", summary: "Change the password", body: .password,
        answer: .json(.message, description: "Done; other sessions have ended."),
        errors: hashing + [.wrongCredentials]), handler: changePassword)
    routes.add(
      .get, path: base + "/me",
      description: .account(
        id: "account", summary: "The account", answer: .json(.user, description: "The account.")),
      handler: currentUser)
    routes.add(
      .delete, path: base + "/me",
      description: .account(
        id: "deleteAccount", summary: "Delete the account with everything it owns",
        answer: .noContent("It is gone."), errors: [.journalUnavailable]), handler: delete)
  }

  private func register(_ request: Request, context: HermesContext) async throws -> Response {
    let body = try await RequestBody(request, shape: .registration)
    let form = Registration(
      email: try body.string("email"), password: try body.string("password"),
      fullName: try body.optionalString("full_name"),
      username: try body.optionalString("username"))
    return .json(
      (try await services.accounts.register(
        form, invitation: try body.optionalString("invitation"), address: context.client.counted,
        isThisMachine: context.client.isThisMachine, from: context.origin(of: request))).json)
  }

  /// JSON, or the form of the OAuth 2.0 password grant (RFC 6749, section 4.3.2).
  private func login(_ request: Request, context: HermesContext) async throws -> Response {
    let email: String
    let password: String
    if RequestBody.mediaType(request) == "application/x-www-form-urlencoded" {
      let form = try FormFields(
        try await RequestBody.collect(request, upTo: RequestBody.smallBytes))
      guard let name = form["username"], let secret = form["password"] else {
        throw HermesError(.missingField, message: "The form needs username and password.")
      }
      (email, password) = (name, secret)
    } else {
      let body = try await RequestBody(request, shape: .login)
      (email, password) = (try body.string("email"), try body.string("password"))
    }
    let grant = try await services.accounts.login(
      email: email, password: password, address: context.client.counted,
      from: context.origin(of: request))
    return .json(grant.json)
  }

  private func refresh(_ request: Request, context: HermesContext) async throws -> Response {
    let body = try await RequestBody(request, shape: .refresh)
    return .json((try await services.accounts.refresh(try body.string("refresh_token"))).json)
  }

  private func logout(_ request: Request, context: HermesContext) async throws -> Response {
    let identity = try await services.loginIdentity(request, context: context)
    try await services.accounts.logOut(identity, from: context.origin(of: request))
    return .json(["message": "Logged out."])
  }

  private func changePassword(
    _ request: Request, context: HermesContext
  ) async throws -> Response {
    let identity = try await services.loginIdentity(request, context: context)
    let body = try await RequestBody(request, shape: .password)
    try await services.accounts.changePassword(
      identity, old: try body.string("old_password"), new: try body.string("new_password"),
      address: context.client.counted)
    return .json(["message": "Password changed. Other sessions have ended."])
  }

  private func currentUser(_ request: Request, context: HermesContext) async throws -> Response {
    let identity = try await services.identity(request, context: context)
    return .json((try await services.accounts.storedUser(for: identity)).json)
  }

  private func delete(_ request: Request, context: HermesContext) async throws -> Response {
    let identity = try await services.loginIdentity(request, context: context)
    try await services.deleteAccount(
      identity.user, by: AuditActor(identity, from: context.origin(of: request)))
    return Response(status: .noContent)
  }
}

extension RouteDescription {
  fileprivate static func account(
    id: String, summary: String, isOpen: Bool = false, body: BodyShape? = nil,
    answer: RouteAnswer, errors: [ErrorCode] = []
  ) -> RouteDescription {
    RouteDescription(
      id, summary: summary, tag: .accounts, isOpen: isOpen, body: body, answers: [answer],
      errors: errors)
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
