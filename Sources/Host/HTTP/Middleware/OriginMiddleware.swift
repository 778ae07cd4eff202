import HTTPTypes
import HermesContract
import Hummingbird

/// CORS (Fetch standard, section 3.2) and the check of `Host`, under a single policy.
struct OriginMiddleware: RouterMiddleware {
  private static let host = HTTPField.Name("Host")!

  let origins: OriginPolicy

  func handle(
    _ request: Request, context: HermesContext,
    next: (Request, HermesContext) async throws -> Response
  ) async throws -> Response {
    // A second and further Host fields remain among the headers (RFC 9112, section 3.2).
    guard request.head.authority != nil, request.headers[Self.host] == nil else {
      throw HermesError(.malformedRequest, message: "A request has one Host header. Send one.")
    }
    guard !context.isOperator else { return try await next(request, context) }
    guard origins.allows(host: request.head.authority) else {
      throw HermesError(
        .hostNotAllowed,
        message:
          "This server does not answer to this host. To serve it, name it in allowed_hosts.")
    }
    guard let origin = request.headers[.origin] else { return try await next(request, context) }
    guard origins.allows(origin: origin) else {
      throw HermesError(
        .originNotAllowed,
        message: "Pages of this origin may not call this server. Allow it with --allow-origin.")
    }
    var response: Response
    if request.method == .options, request.headers[.accessControlRequestMethod] != nil {
      response = Response(status: .noContent)
      response.headers[.accessControlAllowMethods] = "GET, POST, DELETE, OPTIONS"
      response.headers[.accessControlAllowHeaders] =
        request.headers[.accessControlRequestHeaders] ?? "authorization, content-type"
      response.headers[.accessControlMaxAge] = "600"
    } else {
      do { response = try await next(request, context) } catch let error as HermesError {
        // Built here, so that the page can read what went wrong.
        response = Problem.response(error, requestID: context.requestID)
      }
    }
    response.headers[.accessControlAllowOrigin] = origin
    response.headers[.vary] = "Origin"
    response.headers[.accessControlExposeHeaders] =
      "X-Request-Id, Retry-After, Idempotent-Replayed, Location, Content-Disposition"
    return response
  }
}
