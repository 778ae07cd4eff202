import HTTPTypes
import HermesContract
import Hummingbird

/// Adds routes to the router and to the table at once.
struct RouteBuilder {
  typealias Handler = @Sendable (Request, HermesContext) async throws -> Response

  private let services: HTTPServices
  private(set) var routes: [RouteTable.Route] = []
  private var handlers: [Handler] = []

  init(_ services: HTTPServices) { self.services = services }

  /// - Parameters:
  ///   - isOpen: whether it needs no token.
  ///   - query: the query parameters that it takes; nil lets everything pass.
  ///   - body: the JSON that it takes.
  mutating func add(
    _ method: HTTPRequest.Method, _ path: String, _ summary: String, isOpen: Bool = false,
    query: [String]? = [], body: BodyShape? = nil, _ handler: @escaping Handler
  ) {
    let route = RouteTable.Route(
      method: method.rawValue, path: path, summary: summary, isOpen: isOpen, query: query,
      body: body)
    routes.append(route)
    handlers.append(handler)
  }

  func install(in router: Router<HermesContext>) {
    for (route, handler) in zip(routes, handlers) {
      guard let method = HTTPRequest.Method(rawValue: route.method) else { continue }
      router.on(RouterPath(route.path), method: method) { [services] request, context in
        try await Self.check(request, context, route, services)
        return try await handler(request, context)
      }
    }
  }

  /// A parameter that nobody reads was meant for something: it is refused as an unknown member of a body
  /// is. Who may not ask at all is told that first.
  private static func check(
    _ request: Request, _ context: HermesContext, _ route: RouteTable.Route,
    _ services: HTTPServices
  ) async throws {
    guard request.uri.query != nil, let known = route.query,
      let unknown = request.uri.queryParameters.map({ String($0.key) })
        .first(where: { !known.contains($0) })
    else { return }
    if !route.isOpen {
      let token = known.contains("token") ? request.text("token") : nil
      _ = try await services.identity(request, context, token: token)
    }
    throw HermesError(
      .invalidParameter,
      "There is no query parameter \"\(unknown.cut(toBytes: 80))\" here."
        + NearestName.question(unknown, among: known))
  }
}
