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

  /// - Returns: whether the user may send one more frame now, whatever is in it.
  func takeFrame(of user: UserID, framesPerSecond: Int, at now: NIODeadline) -> Bool {
    spend(1, of: user, framesPerSecond: framesPerSecond, at: now)
  }

  /// - Returns: whether the user may send a message of this size now, its frames not counted.
  func takeMessage(
    _ text: String, of user: UserID, framesPerSecond: Int, at now: NIODeadline
  ) -> Bool {
    let look = text == "stats" ? Self.unitsOfStats : 0
    return spend(
      text.utf8.count / Self.bytesPerUnit + look, of: user, framesPerSecond: framesPerSecond,
      at: now)
  }

  private func spend(
    _ units: Int, of user: UserID, framesPerSecond: Int, at now: NIODeadline
  ) -> Bool {
    guard units > 0 else { return true }
    return users.withLock { users in
      if users.count > Self.maximumIdle { users = users.filter { !$0.value.isFull(at: now) } }
      var allowance =
        users[user]
        ?? FrameAllowance(
          perSecond: framesPerSecond * Self.sockets, burstSeconds: Self.burstSeconds)
      defer { users[user] = allowance }
      return allowance.spend(units, at: now)
    }
  }
}
