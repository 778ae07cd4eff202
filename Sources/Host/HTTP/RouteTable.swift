import HTTPTypes
import Hummingbird

/// The routes as they were added, to tell a wrong method from a wrong path and to describe them.
final class RouteTable: Sendable {
  struct Route: Sendable {
    let method: String
    /// Parameters as `{name}`.
    let path: String
    let summary: String
    let isOpen: Bool
  }

  let routes: [Route]

  init(_ routes: [Route]) { self.routes = routes }

  /// What is possible at a path: where GET is, HEAD is too (RFC 9110, section 9.1).
  func methods(for path: String) -> [String] {
    guard !path.contains("//") else { return [] }
    let segments = path.split(separator: "/")
    return routes.filter { route in
      let pattern = route.path.split(separator: "/")
      return pattern.count == segments.count
        && zip(pattern, segments).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }.flatMap { $0.method == "GET" ? ["GET", "HEAD"] : [$0.method] }
  }
}

/// Adds routes to the router and to the table at once.
struct RouteBuilder {
  typealias Handler = @Sendable (Request, HermesContext) async throws -> Response

  private(set) var routes: [RouteTable.Route] = []
  private var handlers: [(HTTPRequest.Method, String, Handler)] = []

  mutating func add(
    _ method: HTTPRequest.Method, _ path: String, _ summary: String, isOpen: Bool = false,
    _ handler: @escaping Handler
  ) {
    routes.append(
      RouteTable.Route(method: method.rawValue, path: path, summary: summary, isOpen: isOpen))
    handlers.append((method, path, handler))
  }

  func install(in router: Router<HermesContext>) {
    for (method, path, handler) in handlers {
      router.on(RouterPath(path), method: method, use: handler)
    }
  }
}
