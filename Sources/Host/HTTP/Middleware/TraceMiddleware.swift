import HTTPTypes
import HermesContract
import Hummingbird

/// Gives every request its place in a trace: below the caller's span if `traceparent` names one.
struct TraceMiddleware: RouterMiddleware {
  let spans: (any SpanRecording)?

  func handle(
    _ request: Request, context: HermesContext,
    next: (Request, HermesContext) async throws -> Response
  ) async throws -> Response {
    let beginning = Timestamp.now
    let caller = request.headers[.traceparent].flatMap { TraceContext($0) }
    var context = context
    context.trace = caller?.child() ?? .root()
    let response = try await next(request, context)
    // The route rather than the path, which contains the user's ids and whose query may contain a
    // token.
    let route = context.endpointPath ?? "unknown route"
    spans?.record(
      Span(
        context.trace, parent: caller?.span, name: "\(request.method.rawValue) \(route)",
        kind: .server, since: beginning,
        attributes: [
          (key: "http.request.method", value: .string(request.method.rawValue)),
          (key: "http.route", value: .string(route)),
          (key: "http.response.status_code", value: .int(Int64(response.status.code))),
        ], error: response.status.code >= 500 ? "\(response.status.code)" : nil))
    return response
  }
}

extension HTTPField.Name {
  fileprivate static let traceparent = Self("traceparent")!
}
