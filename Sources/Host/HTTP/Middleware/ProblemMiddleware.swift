import HTTPTypes
import HermesContract
import Hummingbird
import Logging

/// The outermost middleware: turns every error below it into a problem, names the request in
/// every answer, and counts the answers.
struct ProblemMiddleware: RouterMiddleware {
  let routes: RouteTable
  let metrics: ServerMetrics
  let logger: Logger

  func handle(
    _ request: Request, context: HermesContext,
    next: (Request, HermesContext) async throws -> Response
  ) async throws -> Response {
    var response: Response
    do {
      // The router ignores empty segments, but a resource should have only one path.
      guard !request.uri.path.contains("//") else { throw HTTPError(.notFound) }
      response = try await next(request, context)
      if response.status == .notFound, response.headers[.contentType] == nil {
        response = notFound(request, context: context)
      }
    } catch let error as HermesError {
      response = Problem.response(error, requestID: context.requestID)
    } catch let error as HTTPError {
      response = converted(error, request: request, context: context)
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      logger.error(
        "request failed unexpectedly",
        metadata: ["request_id": "\(context.requestID)", "error": "\(error)"])
      response = Problem.response(
        HermesError(
          .internal,
          message:
            "Something unexpected went wrong; the server's log has the cause under this request_id."
        ),
        requestID: context.requestID)
    }
    metrics.requests.add(
      to: ServerMetrics.RequestClass(
        name: routes.tag(ofPath: context.endpointPath ?? "")?.rawValue ?? "none",
        status: response.status.code))
    response.headers[.requestID] = context.requestID
    response.headers[.xContentTypeOptions] = "nosniff"
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    // The router drops the content of its own answers; this does so for errors.
    return request.method == .head ? response.createHeadResponse() : response
  }

  private func converted(
    _ error: HTTPError, request: Request, context: HermesContext
  ) -> Response {
    switch error.status {
    case .notFound: notFound(request, context: context)
    case .contentTooLarge:
      Problem.response(RequestBody.tooLarge(RequestBody.largeBytes), requestID: context.requestID)
    default:
      Problem.response(
        HermesError(
          .malformedRequest, message: "The request can't be read. Check how it was made."),
        requestID: context.requestID)
    }
  }

  private func notFound(_ request: Request, context: HermesContext) -> Response {
    let methods = routes.methods(
      for: request.uri.path, isOperator: context.isOperator)
    guard !methods.isEmpty else {
      return Problem.response(
        HermesError(
          .notFound,
          message: "There is nothing at this path. GET /openapi.json lists what there is."),
        requestID: context.requestID)
    }
    var response = Problem.response(
      HermesError(
        .methodNotAllowed,
        message:
          "\(request.method.rawValue) is not allowed here. Allowed: \(methods.joined(separator: ", "))."
      ),
      requestID: context.requestID)
    response.headers[.allow] = methods.joined(separator: ", ")
    return response
  }
}
