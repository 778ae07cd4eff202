/// Stored events, for followers of a task or of a user.
package protocol EventHistory: Sendable {
  /// Oldest first, from `after` exclusive; about `maximumBytes` of JSON at most, but at least one
  /// event if there is any.
  func events(of task: TaskID, after: Int64, maximumBytes: Int) async throws -> [CommittedEvent]
  /// The same for all tasks of a user; `after` is a cursor.
  func events(owner: UserID, after: Int64, maximumBytes: Int) async throws -> [CommittedEvent]
  /// The highest cursor that an event of the owner has had. Never decreases, even after deletions.
  func lastCursor(of owner: UserID) async throws -> Int64
  /// The highest cursor that retention has removed from the owner's tasks; 0 if it has removed
  /// nothing.
  func removedThrough(owner: UserID) async throws -> Int64
}
