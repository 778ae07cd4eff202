/// Removes old history. Every call is one short transaction, between which others can commit.
///
/// Data of a task that has not ended is never touched.
package protocol RetentionStore: Sendable {
  /// The last time that retention trusted; nil if retention never ran and no task has ended.
  func lastTrustedTime() async throws -> Timestamp?
  /// Records the time for the next start.
  func setLastTrustedTime(_ time: Timestamp) async throws
  /// Bytes in use, excluding those that deletions have freed.
  func usedBytes() async throws -> Int64
  /// How many of the allowed bytes are available, which is less if the disk has less room.
  func availableBytes(of allowed: Int64) async throws -> Int64
  /// The owner with the most bytes, among those who have tasks that have ended; nil if there is none.
  /// - Parameter passed: owners to leave out.
  func heaviestOwner(except passed: Set<UserID>) async throws -> HeaviestOwner?
  /// Removes a part of the task that ended first, if it ended before `limit`; removing the last
  /// part also removes the task itself.
  /// - Parameter owner: restricts the choice to this user's tasks; nil means all users.
  /// - Returns: nil if there is no such task.
  func removeOldest(endedBefore limit: Timestamp, of owner: UserID?) async throws -> RetentionStep?
  /// Removes some lossy events of the task of the owner that ended first and still has any.
  /// - Returns: false if there was none.
  func thinOldest(of owner: UserID) async throws -> Bool
  /// Returns some of the space that deletions have freed to the file system.
  /// - Returns: whether there is more to return.
  func reclaim() async throws -> Bool
}

/// The user whose tasks take the most space.
package struct HeaviestOwner: Sendable, Equatable {
  /// The user.
  package let owner: UserID
  /// Bytes of all their tasks, including those that have not ended.
  package let bytes: Int64
  /// What each user with tasks would have if all had the same.
  package let average: Int64

  package init(_ owner: UserID, bytes: Int64, average: Int64) {
    self.owner = owner
    self.bytes = bytes
    self.average = average
  }

  /// Whether they have more than an equal share of what may be kept. Others lose nothing: the space
  /// is taken by tasks that have not ended, whose owners can't begin further ones.
  /// - Parameters:
  ///   - allowed: bytes that may be kept.
  ///   - used: bytes that are in use, more than are allowed.
  package func exceedsShare(of allowed: Int64, used: Int64) -> Bool {
    Double(bytes) * Double(used) > Double(average) * Double(allowed)
  }
}

/// The effect of one call of `removeOldest`.
package enum RetentionStep: Sendable, Equatable {
  case shortened(TaskID)
  case removed(TaskID)
}
