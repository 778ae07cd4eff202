import HermesContract
import Synchronization

/// Users who were found to have much room for what they store: they are not looked at again for a moment, because a
/// task is begun in less time than that takes.
final class RoomyUsers: Sendable {
  /// Less is stored in this time than `leastRoom`; what a step makes is looked at exactly.
  private static let lifetime = Duration.seconds(1)
  /// Bytes that are left to whoever counts as one.
  static let leastRoom: Int64 = 64 << 20
  /// Beyond this many all are looked at anew.
  private static let maximum = 4096

  private let found = Mutex<[UserID: ContinuousClock.Instant]>([:])

  func contains(_ user: UserID) -> Bool {
    found.withLock { $0[user].map { .now - $0 < Self.lifetime } ?? false }
  }

  func add(_ user: UserID) {
    found.withLock { found in
      if found.count >= Self.maximum { found = [:] }
      found[user] = .now
    }
  }
}
