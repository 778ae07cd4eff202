/// A user's tasks, one by one and in a list.
package protocol TaskLookup: Sendable {
  func task(_ id: TaskID, owner: UserID) async throws -> TaskRecord?
  /// A task with its steps, artifacts and questions, as they are at one moment.
  func detail(of id: TaskID, owner: UserID) async throws -> TaskDetail?
  /// The same without its message, intent, plan and result, which cost as much to read as they are large.
  func outline(of id: TaskID, owner: UserID) async throws -> TaskRecord?
  /// A task with its plan and an empty message, which may be large.
  func taskWithoutMessage(_ id: TaskID, owner: UserID) async throws -> TaskRecord?
  /// Newest first, older than `before` when it is given; without intents, plans and results. At most
  /// about `maximumBytes`, but at least one if any.
  func tasks(
    owner: UserID, before: TaskID?, limit: Int, maximumBytes: Int
  ) async throws -> Page<TaskRecord>
  /// The request that came with this key within the last 24 hours.
  func idempotency(owner: UserID, key: String) async throws -> IdempotencyRecord?
}
