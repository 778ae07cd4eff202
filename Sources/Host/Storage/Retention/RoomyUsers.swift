import HermesContract
import Synchronization

/// Caches which users have plenty of storage left, so that they are not checked again for a moment:
/// beginning a task takes less time than the check.
final class RoomyUsers: Sendable {
  /// Less than `leastRoom` can be stored in this time, and artifacts of steps are always checked
  /// exactly.
  private static let lifetime = Duration.seconds(1)
  /// A user has plenty of room if at least so many bytes are left.
  static let leastRoom: Int64 = 64 << 20
  /// With more entries the cache is cleared.
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
