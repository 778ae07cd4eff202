import HTTPTypes
import HermesContract
import Hummingbird

/// Counts large requests until they have been read, and large answers until their clients have taken them.
struct HeldBodiesMiddleware: RouterMiddleware {
  let requests = HeldBodies()
  let answers = HeldBodies()

  func handle(
    _ request: Request, context: HermesContext,
    next: (Request, HermesContext) async throws -> Response
  ) async throws -> Response {
    let client = context.client.counted
    let held = try requests.share(of: client, bytes: Self.expected(request), else: .manyRequests)
    var request = request
    if let held {
      request.body = Hummingbird.RequestBody(asyncSequence: CountedBody(request.body, held))
    }
    var response = try await next(request, context)
    let body = response.body
    guard let length = body.contentLength,
      let share = try answers.share(of: client, bytes: length, else: .manyAnswers)
    else { return response }
    response.body = ResponseBody(contentLength: length) { writer in
      // Given back when the body is sent, or dropped with its connection.
      try await body.write(writer)
      withExtendedLifetime(share) {}
    }
    return response
  }

  /// At most as many bytes as any route takes: what is longer is refused there.
  private static func expected(_ request: Request) -> Int {
    guard let length = request.headers[.contentLength].flatMap({ Int($0) }) else {
      return request.headers[.transferEncoding] == nil ? 0 : RequestBody.largeBytes
    }
    return min(max(length, 0), RequestBody.largeBytes)
  }
}

extension HermesError {
  fileprivate static let manyAnswers = HermesError(
    .tooManyAnswers,
    "Large answers wait to be read by this client already. Read those first, and ask again.",
    isRetryable: true)
  fileprivate static let manyRequests = HermesError(
    .tooManyConnections,
    "Large requests of this client are on their way on many connections. Send fewer at once.",
    isRetryable: true)
}
