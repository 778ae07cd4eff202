/// The routes as they were added; used to tell a wrong method from a wrong path, and to describe
/// them.
final class RouteTable: Sendable {
  struct Route: Sendable {
    let method: String
    /// With parameters as `{name}`.
    let path: String
    let description: RouteDescription
    /// Whether it exists on the control socket only.
    var isOperators: Bool { path.hasPrefix("/api/v1/operator/") }
  }

  let routes: [Route]

  private let tags: [String: RouteDescription.Tag]

  init(_ routes: [Route]) {
    self.routes = routes
    tags = Dictionary(routes.map { ($0.path, $0.description.tag) }) { first, _ in first }
  }

  /// The part of the API that a route belongs to.
  /// - Parameter path: as the route was added, with parameters as `{name}`.
  func tag(ofPath path: String) -> RouteDescription.Tag? { tags[path] }

  /// The methods that are allowed for a path. HEAD is allowed wherever GET is (RFC 9110, section
  /// 9.1).
  /// - Parameter isOperator: whether routes of the control socket are included.
  func methods(for path: String, isOperator: Bool) -> [String] {
    guard !path.contains("//") else { return [] }
    let segments = path.split(separator: "/")
    return routes.filter { route in
      let pattern = route.path.split(separator: "/")
      return (isOperator || !route.isOperators) && pattern.count == segments.count
        && zip(pattern, segments).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }.flatMap { $0.method == "GET" ? ["GET", "HEAD"] : [$0.method] }
  }
}
