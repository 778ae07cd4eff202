import HermesContract
import HermesThreads
import Synchronization

/// Admission to the hashing of passwords. Networks take turns, and within one its addresses do, so that neither who has
/// many connections nor who has many addresses of one network keeps others waiting for long.
///
/// At most `maximumWaiting` wait for a hash, `placesOfNetwork` of them from one network (`IPNetwork.neighbourhood`); as
/// many again of each network wait for such a place. Past either, whoever has most there is refused with `busy`.
final class HashingTurns: Sendable {
  private static let maximumWaiting = 64
  private static let placesOfNetwork = 8

  private struct Network: Sendable {
    let places = Slots(limit: placesOfNetwork, maximumWaiting: maximumWaiting)
    /// Who holds a place or waits for one.
    var count = 0
  }

  private let hashes: Slots
  private let networks = Mutex<[String: Network]>([:])

  /// - Parameter limit: hashes at once.
  init(limit: Int) {
    hashes = Slots(limit: limit, maximumWaiting: Self.maximumWaiting)
  }

  /// How many wait for a hash, their places aside.
  var waiting: Int { hashes.waiting }
  /// How many wait for one of their network's places.
  var waitingForPlaces: Int {
    networks.withLock { $0.values.reduce(0) { $0 + $1.places.waiting } }
  }
  /// Networks that are remembered: those of whom somebody waits or hashes.
  var networkCount: Int { networks.withLock { $0.count } }

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
