import HermesContract

/// An open stream as the registry knows it. The closures may be called on any thread.
package struct StreamConnection: Sendable {
  /// The user who follows.
  package let user: UserID
  package internal(set) var session: SessionID
  package internal(set) var isAdmin: Bool
  /// The peer's address; empty on the control socket.
  package let address: String
  /// Whether it is a user's stream rather than a single task's.
  package let isOfUser: Bool
  /// The tasks that it follows by name.
  package internal(set) var tasks: Set<TaskID>
  /// Sends a frame between the stream's own.
  package let send: @Sendable (JSONValue) -> Void
  /// Ends the stream.
  package let close: @Sendable (_ code: UInt16, _ reason: String) -> Void
  /// One of `tasks` was deleted.
  package let taskDeleted: @Sendable (TaskID) -> Void

  /// - Parameter task: nil on a user's stream.
  package init(
    user: UserID, session: SessionID, isAdmin: Bool, address: String, task: TaskID?,
    send: @escaping @Sendable (JSONValue) -> Void,
    close: @escaping @Sendable (_ code: UInt16, _ reason: String) -> Void,
    taskDeleted: @escaping @Sendable (TaskID) -> Void
  ) {
    self.user = user
    self.session = session
    self.isAdmin = isAdmin
    self.address = address
    self.isOfUser = task == nil
    self.tasks = task.map { [$0] } ?? []
    self.send = send
    self.close = close
    self.taskDeleted = taskDeleted
  }
}
