import HermesContract
import Hummingbird

/// Bounds the requests of one address that are being worked on.
///
/// A connection has one at a time, and a bound of its own; but a client may hang up while its request waits for
/// the database, and bring the next on a new connection.
struct RequestsInFlight: RouterMiddleware {
  private let places: CountedPlaces<String>

  /// - Parameter perAddress: as many as it may have connections.
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
