import HTTPTypes
import HermesContract
import Hummingbird

/// Adds routes to the router and to the route table together.
struct RouteBuilder {
  typealias Handler = @Sendable (Request, HermesContext) async throws -> Response

  private let services: HTTPServices
  private(set) var routes: [RouteTable.Route] = []
  private var handlers: [Handler] = []

  init(_ services: HTTPServices) { self.services = services }

  mutating func add(
    _ method: HTTPRequest.Method, path: String, description: RouteDescription,
    handler: @escaping Handler
  ) {
    routes.append(
      RouteTable.Route(method: method.rawValue, path: path, description: description))
    handlers.append(handler)
  }

  func install(in router: Router<HermesContext>) {
    for (route, handler) in zip(routes, handlers) {
      guard let method = HTTPRequest.Method(rawValue: route.method) else { continue }
      router.on(RouterPath(route.path), method: method) { [services] request, context in
        try await Self.check(request, context: context, route: route, services: services)
        return try await handler(request, context)
      }
    }
  }

  /// Refuses unknown query parameters, as unknown members of a body are refused, since the client
  /// meant something by them. A client that may not ask at all is told that first.
  private static func check(
    _ request: Request, context: HermesContext, route: RouteTable.Route,
    services: HTTPServices
  ) async throws {
    guard request.uri.query != nil, let known = route.description.query,
      let unknown = request.uri.queryParameters.map({ String($0.key) })
        .first(where: { !known.contains($0) })
    else { return }
    if !route.description.isOpen {
      let token = known.contains("token") ? request.value(of: "token") : nil
      _ = try await services.identity(request, context: context, token: token)
    }
    throw HermesError(
      .invalidParameter,
      message: "There is no query parameter \"\(unknown.cut(toBytes: 80))\" here."
        + NearestName.question(unknown, among: known))
  }
}
