/// A user's tasks, individually and as a list.
package protocol TaskLookup: Sendable {
  /// The whole task; nil if the owner has no such task.
  func task(_ id: TaskID, owner: UserID) async throws -> TaskRecord?
  /// A task with its steps, artifacts and questions, read at one moment.
  func detail(of id: TaskID, owner: UserID) async throws -> TaskDetail?
  /// The task without its message, intent, plan and result, which are costly to read when they are
  /// large.
  func outline(of id: TaskID, owner: UserID) async throws -> TaskRecord?
  /// The task with its plan but an empty message, because messages may be large.
  func taskWithoutMessage(_ id: TaskID, owner: UserID) async throws -> TaskRecord?
  /// Newest first, older than `before` if it is given; without intents, plans and results. About
  /// `maximumBytes` at most, but at least one if there is any.
  func tasks(
    owner: UserID, before: TaskID?, limit: Int, maximumBytes: Int
  ) async throws -> Page<TaskRecord>
  /// The request that was sent with this key within the last 24 hours; nil if there is none.
  func idempotency(owner: UserID, key: String) async throws -> IdempotencyRecord?
}
