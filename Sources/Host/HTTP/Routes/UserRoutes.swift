import HermesAccounts
import HermesContract
import Hummingbird

/// `/users`: the accounts of the server and what they use, for admins.
struct UserRoutes: Sendable {
  let services: HTTPServices

  func add(to routes: inout RouteBuilder) {
    routes.add(
      .get, path: "/api/v1/users",
      description: RouteDescription(
        "listUsers", summary: "The accounts and what they use, without their content (admins)",
        tag: .accounts, parameters: [.limit(default: 20), .cursor],
        answers: [.json(.userPage, description: "In order of creation.")],
        errors: [.adminOnly, .accountNotFound]), handler: list)
  }

  private func list(_ request: Request, context: HermesContext) async throws -> Response {
    let identity = try await services.identity(request, context: context)
    guard identity.isAdmin else {
      throw HermesError(.adminOnly, message: "Only admins can list accounts.")
    }
    let limit = Int(try request.number("limit", default: 20, in: 1...100))
    let previous = try request.cursor().map { UserID($0) }
    let page = try await services.withTurn(of: identity.user, context: context) {
      try await services.accounts.usage(after: previous, limit: limit)
    }
    let last = page.count == limit ? page.last.map { $0.user.id.text } : nil
    return .json([
      "users": .array(page.map { .object($0.json) }),
      "next_cursor": last.map(JSONValue.string) ?? .null,
    ])
  }
}
