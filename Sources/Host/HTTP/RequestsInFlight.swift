import HermesContract
import Hummingbird
import Synchronization

/// Bounds the requests of one address that are being worked on.
///
/// A connection has one at a time, and a bound of its own; but a client may hang up while its request waits for
/// the database, and bring the next on a new connection.
struct RequestsInFlight: RouterMiddleware {
  private final class Counts: Sendable {
    private let perAddress: Int
    private let counts = Mutex<[String: Int]>([:])

    init(perAddress: Int) { self.perAddress = perAddress }

    /// - Returns: false if the address has as many as it may.
    func enter(_ address: String) -> Bool {
      counts.withLock { counts in
        guard counts[address, default: 0] < perAddress else { return false }
        counts[address, default: 0] += 1
        return true
      }
    }

    func leave(_ address: String) {
      counts.withLock { counts in
        let count = (counts[address] ?? 1) - 1
        counts[address] = count > 0 ? count : nil
      }
    }
  }

  private let counts: Counts

  /// - Parameter perAddress: as many as it may have connections.
  init(perAddress: Int) { counts = Counts(perAddress: perAddress) }

  func handle(
    _ request: Request, context: HermesContext,
    next: (Request, HermesContext) async throws -> Response
  ) async throws -> Response {
    guard !context.isOperator else { return try await next(request, context) }
    let address = context.client.counted
    guard counts.enter(address) else {
      throw HermesError(
        .tooManyConnections,
        "Many requests of this client are being worked on. Wait for their answers, and ask again.",
        isRetryable: true, retryAfter: .seconds(1))
    }
    defer { counts.leave(address) }
    return try await next(request, context)
  }
}
