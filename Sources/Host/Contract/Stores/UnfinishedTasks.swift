/// Tasks that have not ended: those to resume at a start, and those that can be cancelled.
package protocol UnfinishedTasks: Sendable {
  /// Oldest first, with the sizes of their messages in bytes. Excludes tasks of deleted users.
  func unfinishedTasks() async throws -> [(task: TaskID, owner: UserID, bytes: Int)]
  /// Oldest first.
  func unfinishedTasks(of owner: UserID) async throws -> [TaskID]
  /// The types of event that a task has had.
  func eventTypes(of task: TaskID) async throws -> Set<EventType>
}
