import HTTPTypes
import HermesAccounts
import HermesContract
import Hummingbird

/// What the command line requests from a running server, because only the server can do it;
/// available on the control socket only.
struct OperatorRoutes: Sendable {
  let services: HTTPServices

  func add(to routes: inout RouteBuilder) {
    routes.add(
      .post, path: "/api/v1/operator/close",
      description: RouteDescription(
        "closeSessions", summary: "Close the streams of sessions that have ended (control socket)",
        tag: .accounts, body: .sessionIDs, answers: []), handler: close)
    routes.add(
      .post, path: "/api/v1/operator/reopen",
      description: RouteDescription(
        "reopenSessions", summary: "Accept streams of these again (control socket)",
        tag: .accounts, body: .sessionIDs, answers: []), handler: reopen)
    routes.add(
      .post, path: "/api/v1/operator/remove",
      description: RouteDescription(
        "removeAccount", summary: "Delete an account (control socket)", tag: .accounts,
        body: .removal, answers: []), handler: remove)
    routes.add(
      .post, path: "/api/v1/operator/reload",
      description: RouteDescription(
        "reloadSettings", summary: "Read the settings again (control socket)", tag: .server,
        answers: [], errors: [.invalidField]), handler: reload)
    routes.add(
      .get, path: "/api/v1/operator/observations",
      description: RouteDescription(
        "observations", summary: "What the server noticed about its surroundings (control socket)",
        tag: .server, answers: []), handler: observations)
  }

  /// On other sockets the path does not exist.
  private func requireOperator(_ context: HermesContext) throws {
    guard context.isOperator else { throw HTTPError(.notFound) }
  }

  private func observations(_ request: Request, context: HermesContext) async throws -> Response {
    try requireOperator(context)
    return .json([
      "untrusted_proxy": services.untrustedProxy.address.map { .string($0) } ?? .null
    ])
  }

  private func reload(_ request: Request, context: HermesContext) async throws -> Response {
    try requireOperator(context)
    return .json(.object(try await services.reload.run()))
  }

  private func close(_ request: Request, context: HermesContext) async throws -> Response {
    for session in try await sessions(request, context: context) {
      services.connections.close(session: session)
    }
    return Response(status: .noContent)
  }

  private func reopen(_ request: Request, context: HermesContext) async throws -> Response {
    for session in try await sessions(request, context: context) {
      services.connections.reopen(session: session)
    }
    return Response(status: .noContent)
  }

  private func sessions(_ request: Request, context: HermesContext) async throws -> [SessionID] {
    try requireOperator(context)
    let body = try await RequestBody(request, shape: .sessionIDs)
    return body["sessions"]?.array?.compactMap { $0.string.map { SessionID($0) } } ?? []
  }

  private func remove(_ request: Request, context: HermesContext) async throws -> Response {
    try requireOperator(context)
    let body = try await RequestBody(request, shape: .removal)
    try await services.deleteAccount(UserID(try body.string("user")), by: .commandLine)
    return Response(status: .noContent)
  }
}
