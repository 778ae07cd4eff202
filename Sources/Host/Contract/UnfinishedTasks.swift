/// Tasks that have not ended: what a start has to take up again, and what can be cancelled.
package protocol UnfinishedTasks: Sendable {
  /// Oldest first, with the bytes of their messages. Tasks of deleted users are left out.
  func unfinishedTasks() async throws -> [(task: TaskID, owner: UserID, bytes: Int)]
  /// Oldest first.
  func unfinishedTasks(of owner: UserID) async throws -> [TaskID]
  /// Which types of event a task has had.
  func eventTypes(of task: TaskID) async throws -> Set<EventType>
}
