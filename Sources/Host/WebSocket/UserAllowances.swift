import HermesContract
import NIOCore
import Synchronization

/// What the frames of all sockets of one user may take of the event loops, which are everybody's.
final class UserAllowances: Sendable {
  /// Of one user, in sockets that send as much as one may.
  private static let sockets = 4
  private static let burstSeconds: Int64 = 5
  /// Bytes of a message, expanded, that count as one frame more.
  private static let bytesPerUnit = 2 << 10
  /// A look over the user's connections.
  private static let unitsOfStats = 20
  /// Users beyond which those are forgotten that have sent nothing for a while.
  private static let maximumIdle = 4096

  private let users = Mutex<[UserID: FrameAllowance]>([:])

  /// - Parameter text: a message; nil: a frame alone.
  /// - Returns: whether the user may send it now.
  func take(
    _ text: String?, of user: UserID, framesPerSecond: Int, at now: NIODeadline
  ) -> Bool {
    let units = text.map {
      $0.utf8.count / Self.bytesPerUnit + ($0 == "stats" ? Self.unitsOfStats : 0)
    }
    guard units != 0 else { return true }
    return users.withLock { users in
      if users.count > Self.maximumIdle { users = users.filter { !$0.value.isFull(at: now) } }
      var allowance =
        users[user]
        ?? FrameAllowance(
          perSecond: framesPerSecond * Self.sockets, burstSeconds: Self.burstSeconds)
      defer { users[user] = allowance }
      return allowance.take(units ?? 1, at: now)
    }
  }
}
