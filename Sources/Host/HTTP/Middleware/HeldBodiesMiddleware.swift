import HTTPTypes
import HermesContract
import HermesListener
import Hummingbird

/// Counts large requests until they have been read, and large answers until their clients have
/// received them.
struct HeldBodiesMiddleware: RouterMiddleware {
  let requests = HeldBodies()
  let answers = HeldBodies()

  func handle(
    _ request: Request, context: HermesContext,
    next: (Request, HermesContext) async throws -> Response
  ) async throws -> Response {
    let client = context.client.counted
    var (request, context) = (request, context)
    if Self.hasBody(request) {
      let body = CountedBody(request.body, share: requests.emptyShare(of: client))
      request.body = Hummingbird.RequestBody(asyncSequence: body)
      context.heldBody = body.holder
    }
    var response = try await next(request, context)
    let body = response.body
    guard let length = body.contentLength,
      let share = try answers.share(of: client, bytes: length, else: .manyAnswers)
    else { return response }
    response.body = ResponseBody(contentLength: length) { [channel = context.channel] writer in
      // Given back when the body has been sent, or is dropped with its connection.
      try await body.write(writer)
      await UnreadAnswers.drain(channel)
      withExtendedLifetime(share) {}
    }
    return response
  }

  private static func hasBody(_ request: Request) -> Bool {
    request.headers[.transferEncoding] != nil
      || request.headers[.contentLength].map { $0 != "0" } ?? false
  }
}

extension HermesError {
  fileprivate static let manyAnswers = HermesError(
    .tooManyAnswers,
    message:
      "Large answers wait to be read by this client already. Read those first, and ask again.",
    isRetryable: true)
}
