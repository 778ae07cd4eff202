import HermesContract
import Hummingbird

/// Counts large answers until their clients have taken them.
struct UnsentAnswersMiddleware: RouterMiddleware {
  let unsent: UnsentAnswers

  func handle(
    _ request: Request, context: HermesContext,
    next: (Request, HermesContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    let body = response.body
    guard let length = body.contentLength,
      let share = try unsent.share(of: context.client.counted, bytes: length)
    else { return response }
    response.body = ResponseBody(contentLength: length) { writer in
      // Given back when the body is sent, or dropped with its connection.
      try await body.write(writer)
      withExtendedLifetime(share) {}
    }
    return response
  }
}
