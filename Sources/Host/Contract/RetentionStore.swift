/// What removes old history. Every call is one short transaction, between which others commit.
///
/// Nothing of a task that is not final is ever touched.
package protocol RetentionStore: Sendable {
  /// The time that retention trusted last; nil if it never ran and nothing has ended.
  func lastTrustedTime() async throws -> Timestamp?
  func setLastTrustedTime(_ time: Timestamp) async throws
  /// Bytes that are in use, without what deletions have freed.
  func usedBytes() async throws -> Int64
  /// How many of the bytes that are allowed there are, where the disk has less room.
  func availableBytes(of allowed: Int64) async throws -> Int64
  /// Who has the most bytes in tasks that have ended; nil if nobody has any.
  func heaviestOwner(except passed: Set<UserID>) async throws -> UserID?
  /// Removes a part of the task that ended first, if that was before `limit`; the last part takes
  /// the task with everything of it.
  /// - Parameter owner: whose tasks; nil: anybody's.
  /// - Returns: nil if there is no such task.
  func removeOldest(endedBefore limit: Timestamp, of owner: UserID?) async throws -> RetentionStep?
  /// Removes some lossy events of the owner's ended task that ended first and still has any.
  /// - Returns: false if there is none.
  func thinOldest(of owner: UserID) async throws -> Bool
  /// Gives some of what deletions have freed back to the file system.
  /// - Returns: whether there is more to give.
  func reclaim() async throws -> Bool
}

package enum RetentionStep: Sendable, Equatable {
  case shortened(TaskID)
  case removed(TaskID)
}
