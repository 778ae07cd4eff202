import HermesContract
import NIOCore
import Synchronization

/// How much of the shared event loops the frames of all sockets of one user may take.
final class UserAllowances: Sendable {
  /// The limit of one user, in sockets that each send as much as a single one may.
  private static let sockets = 4
  private static let burstSeconds: Int64 = 5
  /// Bytes of a message, after decompression, that count as an additional frame.
  private static let bytesPerUnit = 2 << 10
  /// The cost of listing the user's connections.
  private static let unitsOfStats = 20
  /// Above this many users, those that have sent nothing recently are forgotten.
  private static let maximumIdle = 4096

  private let users = Mutex<[UserID: FrameAllowance]>([:])

  /// - Returns: whether the user may send another frame now, whatever it contains.
  func takeFrame(of user: UserID, framesPerSecond: Int, at now: NIODeadline) -> Bool {
    spend(1, of: user, framesPerSecond: framesPerSecond, at: now)
  }

  /// - Returns: whether the user may send a message of this size now, not counting its frames.
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
