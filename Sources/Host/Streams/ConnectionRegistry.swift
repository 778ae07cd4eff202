import HermesContract
import Synchronization

/// The open streams, both sockets and event sources: for counting, for limits, and for closing
/// those whose session or task has ended.
package final class ConnectionRegistry: Sendable {
  /// Open streams at the same time.
  package struct Limits: Sendable {
    /// Of each user.
    package var perUser: Int
    /// Of each address.
    package var perAddress: Int
    /// Both limits are at least 1.
    package init(perUser: Int, perAddress: Int) {
      self.perUser = perUser
      self.perAddress = perAddress
    }
  }

  private struct State: Sendable {
    var limits: Limits
    var connections: [UInt64: StreamConnection] = [:]
    var perUser: [UserID: Set<UInt64>] = [:]
    /// How many connections follow a task by name.
    var followers: [TaskID: Int] = [:]
    var perAddress: [String: Int] = [:]
    var nextID: UInt64 = 0
    var isClosed = false
    // Tells a stream that was being opened that its session or task has just ended.
    var endedSessions = RecentlyEnded<SessionID>()
    var endedTasks = RecentlyEnded<TaskID>()

    mutating func follow(_ tasks: Set<TaskID>) {
      for task in tasks { followers[task, default: 0] += 1 }
    }

    mutating func unfollow(_ tasks: Set<TaskID>) {
      for task in tasks {
        let left = (followers[task] ?? 1) - 1
        followers[task] = left > 0 ? left : nil
      }
    }
  }

  private let state: Mutex<State>

  /// - Parameter limits: of open streams.
  package init(_ limits: Limits) { state = Mutex(State(limits: limits)) }

  /// Changes the limits; what is open stays open.
  package func setLimits(_ limits: Limits) { state.withLock { $0.limits = limits } }

  /// - Returns: what to pass to `remove`.
  /// - Throws: `too_many_connections`, `server_stopping`, or the error for a session or task that
  ///   has just ended.
  package func add(_ connection: StreamConnection) throws(HermesError) -> UInt64 {
    let result = state.withLock { state -> Result<UInt64, HermesError> in
      if let refusal = refusal(of: connection, state) { return .failure(refusal) }
      state.nextID += 1
      state.connections[state.nextID] = connection
      state.perUser[connection.user, default: []].insert(state.nextID)
      state.follow(connection.tasks)
      state.perAddress[connection.address, default: 0] += 1
      return .success(state.nextID)
    }
    return try result.get()
  }

  private func refusal(of connection: StreamConnection, _ state: State) -> HermesError? {
    if state.isClosed { return HermesError(.serverStopping, message: "The server is stopping.") }
    if state.endedSessions.contains(connection.session) { return .sessionEnded }
    if connection.tasks.contains(where: state.endedTasks.contains) { return .taskNotFound }
    if state.perUser[connection.user]?.count ?? 0 >= state.limits.perUser {
      return HermesError(
        .tooManyConnections,
        message:
          "You have \(state.limits.perUser) streams open. Close one, or follow all your tasks on one."
      )
    }
    // A connection without an address is the operator's own socket.
    if !connection.address.isEmpty,
      state.perAddress[connection.address, default: 0] >= state.limits.perAddress
    {
      return HermesError(
        .tooManyConnections,
        message:
          "\(state.limits.perAddress) streams are open from your address. Close one, or come back later."
      )
    }
    return nil
  }

  /// Does nothing for a stream that is not registered.
  package func remove(_ id: UInt64) {
    state.withLock { state in
      guard let connection = state.connections.removeValue(forKey: id) else { return }
      state.perUser[connection.user]?.remove(id)
      if state.perUser[connection.user]?.isEmpty == true { state.perUser[connection.user] = nil }
      state.unfollow(connection.tasks)
      let here = (state.perAddress[connection.address] ?? 1) - 1
      state.perAddress[connection.address] = here > 0 ? here : nil
    }
  }

  // MARK: - Changes of an open stream

  /// The stream follows an additional task.
  /// - Throws: `task_not_found` if it has just been deleted.
  package func follow(_ task: TaskID, on id: UInt64) throws(HermesError) {
    let isGone = state.withLock { state in
      guard !state.endedTasks.contains(task) else { return true }
      if state.connections[id]?.tasks.insert(task).inserted == true { state.follow([task]) }
      return false
    }
    if isGone { throw .taskNotFound }
  }

  /// The stream no longer follows a task by name.
  package func unfollow(_ task: TaskID, on id: UInt64) {
    state.withLock { state in
      if state.connections[id]?.tasks.remove(task) != nil { state.unfollow([task]) }
    }
  }

  /// The stream has a new token, possibly of another session.
  /// - Returns: false if that session has just ended.
  package func renew(_ id: UInt64, session: SessionID, isAdmin: Bool) -> Bool {
    state.withLock { state in
      guard !state.endedSessions.contains(session) else { return false }
      state.connections[id]?.session = session
      state.connections[id]?.isAdmin = isAdmin
      return true
    }
  }

  // MARK: - Closing

  /// Accepts streams again of what was closed and did not end: keys of an account that was disabled.
  package func reopen(session: SessionID) {
    state.withLock { $0.endedSessions.remove(session) }
  }

  /// Closes all streams of a session that has ended.
  package func close(session: SessionID) {
    state.withLock { $0.endedSessions.insert(session) }
    close(code: CloseCode.unauthorized, reason: HermesError.sessionEnded.message) {
      $0.session == session
    }
  }

  /// The task was deleted: closes the streams of that task, and notifies the others.
  package func close(task: TaskID) {
    let meant = state.withLock { state in
      state.endedTasks.insert(task)
      return state.connections.values.filter { $0.tasks.contains(task) }
    }
    for connection in meant { connection.taskDeleted(task) }
  }

  /// Closes everything and accepts no more streams.
  package func closeAll(code: UInt16, reason: String) {
    state.withLock { $0.isClosed = true }
    close(code: code, reason: reason) { _ in true }
  }

  private func close(code: UInt16, reason: String, where isMeant: (StreamConnection) -> Bool) {
    let meant = state.withLock { $0.connections.values.filter(isMeant) }
    for connection in meant { connection.close(code, reason) }
  }

  /// Sends a frame to the user streams of admins.
  package func notifyAdmins(_ frame: JSONValue) {
    let meant = state.withLock { $0.connections.values.filter { $0.isAdmin && $0.isOfUser } }
    for connection in meant { connection.send(frame) }
  }

  // MARK: - Counting

  /// Streams that are open now.
  package var count: Int { state.withLock { $0.connections.count } }

  /// The answer of `/ws/stats`: counts for everyone, tasks only for the users they belong to.
  package func stats(for viewer: UserID?, isAdmin: Bool) -> JSONValue {
    let (connections, users, active, tasks) = state.withLock { state in
      (
        state.connections.count, state.perUser.count, state.followers.count,
        isAdmin ? state.followers : Self.tasks(of: viewer, state)
      )
    }
    let shown = tasks.sorted { $0.key.text < $1.key.text }
      .map { (key: $0.key.text, value: JSONValue.int(Int64($0.value))) }
    return [
      "total_connections": .int(Int64(connections)), "active_tasks": .int(Int64(active)),
      "active_users": .int(Int64(users)), "tasks": .object(JSONObject(shown)),
    ]
  }

  /// How many of the viewer's own connections follow each task.
  private static func tasks(of viewer: UserID?, _ state: State) -> [TaskID: Int] {
    var tasks: [TaskID: Int] = [:]
    for id in viewer.flatMap({ state.perUser[$0] }) ?? [] {
      for task in state.connections[id]?.tasks ?? [] { tasks[task, default: 0] += 1 }
    }
    return tasks
  }
}

extension HermesError {
  fileprivate static let sessionEnded = HermesError(
    .invalidToken, message: "The session has ended. Log in again.")
}
