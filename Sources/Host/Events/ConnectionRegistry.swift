import HermesContract
import Synchronization

/// The open sockets: for counting, for limits, and for closing those of a session that has ended.
package final class ConnectionRegistry: Sendable {
  package struct Connection: Sendable {
    package let user: UserID
    package let session: SessionID
    package let isAdmin: Bool
    /// nil on a user stream.
    package let task: TaskID?
    /// Sends a frame between the stream's own; from any thread.
    package let send: @Sendable (JSONValue) -> Void
    /// Closes the socket; from any thread.
    package let close: @Sendable (_ code: UInt16, _ reason: String) -> Void

    package init(
      user: UserID, session: SessionID, isAdmin: Bool, task: TaskID?,
      send: @escaping @Sendable (JSONValue) -> Void,
      close: @escaping @Sendable (_ code: UInt16, _ reason: String) -> Void
    ) {
      self.user = user
      self.session = session
      self.isAdmin = isAdmin
      self.task = task
      self.send = send
      self.close = close
    }
  }

  private struct State: Sendable {
    var connections: [UInt64: Connection] = [:]
    var perUser: [UserID: Int] = [:]
    var nextID: UInt64 = 0
    var isClosed = false
  }

  private let maximumPerUser: Int
  private let state = Mutex(State())

  package init(maximumPerUser: Int) { self.maximumPerUser = maximumPerUser }

  /// - Returns: what `remove` takes.
  /// - Throws: `too_many_connections`, or `server_stopping`.
  package func add(_ connection: Connection) throws(HermesError) -> UInt64 {
    let result = state.withLock { state -> Result<UInt64, HermesError> in
      guard !state.isClosed else {
        return .failure(HermesError("server_stopping", "The server is stopping."))
      }
      guard state.perUser[connection.user, default: 0] < maximumPerUser else {
        return .failure(
          HermesError(
            "too_many_connections",
            "You have \(maximumPerUser) sockets open. Close one, or follow all tasks on /api/v1/ws/user."
          ))
      }
      state.nextID += 1
      state.connections[state.nextID] = connection
      state.perUser[connection.user, default: 0] += 1
      return .success(state.nextID)
    }
    return try result.get()
  }

  package func remove(_ id: UInt64) {
    state.withLock { state in
      guard let connection = state.connections.removeValue(forKey: id) else { return }
      let count = (state.perUser[connection.user] ?? 1) - 1
      state.perUser[connection.user] = count > 0 ? count : nil
    }
  }

  package func close(session: SessionID) {
    close(4401, "The session has ended. Log in again.") { $0.session == session }
  }

  package func close(task: TaskID) {
    close(4404, "The task was deleted.") { $0.task == task }
  }

  /// Closes everything and takes nothing new.
  package func closeAll(_ code: UInt16, _ reason: String) {
    state.withLock { $0.isClosed = true }
    close(code, reason) { _ in true }
  }

  private func close(_ code: UInt16, _ reason: String, _ isMeant: (Connection) -> Bool) {
    let meant = state.withLock { $0.connections.values.filter(isMeant) }
    for connection in meant { connection.close(code, reason) }
  }

  /// Sends a frame to the user streams of admins.
  package func notifyAdmins(_ frame: JSONValue) {
    let meant = state.withLock { $0.connections.values.filter { $0.isAdmin && $0.task == nil } }
    for connection in meant { connection.send(frame) }
  }

  package var count: Int { state.withLock { $0.connections.count } }

  /// What `/ws/stats` answers: counts for everybody, tasks only for whom they concern.
  package func stats(for viewer: UserID?, isAdmin: Bool) -> JSONValue {
    let connections = state.withLock { Array($0.connections.values) }
    var tasks: [TaskID: Int] = [:]
    for connection in connections where isAdmin || connection.user == viewer {
      if let task = connection.task { tasks[task, default: 0] += 1 }
    }
    let shown = tasks.sorted { $0.key.text < $1.key.text }
      .map { (key: $0.key.text, value: JSONValue.int(Int64($0.value))) }
    return [
      "total_connections": .int(Int64(connections.count)),
      "active_tasks": .int(Int64(Set(connections.compactMap(\.task)).count)),
      "active_users": .int(Int64(Set(connections.map(\.user)).count)),
      "tasks": .object(JSONObject(shown)),
    ]
  }
}
