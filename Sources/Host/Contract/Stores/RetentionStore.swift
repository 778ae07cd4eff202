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
  /// The owner with the most bytes in tasks that have ended; nil if there is none.
  /// - Parameter passed: owners to leave out.
  func heaviestOwner(except passed: Set<UserID>) async throws -> UserID?
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

/// The effect of one call of `removeOldest`.
package enum RetentionStep: Sendable, Equatable {
  case shortened(TaskID)
  case removed(TaskID)
}
