import HermesContract
import Hummingbird

/// Limits the concurrent requests of one address.
///
/// A connection has one request at a time and a limit of its own, but a client may hang up while
/// its request waits for the database, and send the next one on a new connection.
struct RequestsInFlight: RouterMiddleware {
  private let places: CountedPlaces<String>

  /// - Parameter perAddress: the same as the limit for its connections.
  init(perAddress: Int) { places = CountedPlaces(maximum: perAddress) }

  func handle(
    _ request: Request, context: HermesContext,
    next: (Request, HermesContext) async throws -> Response
  ) async throws -> Response {
    guard !context.isOperator else { return try await next(request, context) }
    let address = context.client.counted
    guard places.enter(address) else {
      throw HermesError(
        .tooManyConnections,
        message:
          "Many requests of this client are being worked on. Wait for their answers, and ask again.",
        isRetryable: true, retryAfter: .seconds(1))
    }
    defer { places.leave(address) }
    return try await next(request, context)
  }
}
