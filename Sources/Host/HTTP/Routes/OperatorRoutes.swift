import HTTPTypes
import HermesContract
import Hummingbird

/// What the command line requests from a running server; available on the control socket only.
struct OperatorRoutes: Sendable {
  let services: HTTPServices

  func add(to routes: inout RouteBuilder) {
    routes.add(
      .post, path: "/api/v1/operator/revoke",
      description: RouteDescription(
        "revokeSessions", summary: "End every session of an account (control socket)",
        tag: .accounts,
        body: .revocation, answers: []), handler: revoke)
  }

  private func revoke(_ request: Request, context: HermesContext) async throws -> Response {
    // On other sockets the path does not exist.
    guard context.isOperator else { throw HTTPError(.notFound) }
    let body = try await RequestBody(request, shape: .revocation)
    let ended = try await services.accounts.revokeAll(ofEmail: try body.string("email"))
    return .json(["ended": .int(Int64(ended))])
  }
}
