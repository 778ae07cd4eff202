/// The stored events, for whoever follows a task or a user.
package protocol EventHistory: Sendable {
  /// Oldest first, from `after` exclusive, about `maximumBytes` of JSON at most but at least one event if there is any.
  func events(of task: TaskID, after: Int64, maximumBytes: Int) async throws -> [CommittedEvent]
  func events(owner: UserID, after: Int64, maximumBytes: Int) async throws -> [CommittedEvent]
  /// The highest cursor that an event of the owner has had. It never goes down, also after deletions.
  func lastCursor(of owner: UserID) async throws -> Int64
  /// The newest cursor of the owner's tasks that retention has removed; 0 if there are none.
  func removedThrough(owner: UserID) async throws -> Int64
}
