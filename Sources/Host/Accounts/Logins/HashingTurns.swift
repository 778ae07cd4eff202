import HermesContract
import HermesThreads
import Synchronization

/// Admission to password hashing. Networks take turns, and so do the addresses within a network, so
/// that neither many connections nor many addresses of one network delay other clients for long.
///
/// At most `maximumWaiting` requests wait for a hash, `placesOfNetwork` of them from one network
/// (`IPNetwork.neighbourhood`); `maximumWaiting` more of each network wait for such a place. Beyond
/// either limit, the one with the most waiting requests is refused with `busy`.
final class HashingTurns: Sendable {
  private static let maximumWaiting = 64
  private static let placesOfNetwork = 8

  private struct Network: Sendable {
    let places = Slots(limit: placesOfNetwork, maximumWaiting: maximumWaiting)
    /// The requests that hold a place or wait for one.
    var count = 0
  }

  private let hashes: Slots
  private let networks = Mutex<[String: Network]>([:])

  /// - Parameter limit: the number of concurrent hashes.
  init(limit: Int) {
    hashes = Slots(limit: limit, maximumWaiting: Self.maximumWaiting)
  }

  /// The number of requests that hold a place and wait for a hash.
  var waiting: Int { hashes.waiting }
  /// The number of requests that wait for one of their network's places.
  var waitingForPlaces: Int {
    networks.withLock { $0.values.reduce(0) { $0 + $1.places.waiting } }
  }
  /// The number of networks with requests that wait or hash.
  var networkCount: Int { networks.withLock { $0.count } }

  /// Runs `work` when it is the address's turn.
  /// - Throws: `busy`; `CancellationError` if the task is cancelled while it waits.
  func withTurn<Result: Sendable>(
    for address: String, _ work: () async throws -> Result
  ) async throws -> Result {
    let network = IPNetwork.neighbourhood(address)
    let places = enter(network)
    defer { leave(network) }
    try Self.check(await places.acquire(for: address))
    defer { places.release() }
    try Self.check(await hashes.acquire(for: network))
    defer { hashes.release() }
    return try await work()
  }

  private func enter(_ name: String) -> Slots {
    networks.withLock {
      $0[name, default: Network()].count += 1
      return $0[name, default: Network()].places
    }
  }

  private func leave(_ name: String) {
    networks.withLock {
      $0[name]?.count -= 1
      if $0[name]?.count == 0 { $0[name] = nil }
    }
  }

  private static func check(_ admission: Slots.Admission) throws {
    switch admission {
    case .admitted: return
    case .cancelled: throw CancellationError()
    case .full, .closed:
      throw HermesError(
        .busy, message: "Too many log-ins at once. Try again in a moment.", isRetryable: true,
        retryAfter: .seconds(2))
    }
  }
}
