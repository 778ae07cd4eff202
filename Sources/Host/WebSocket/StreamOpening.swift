import HermesAccounts
import HermesContract
import HermesEvents
import HermesOrchestration

/// What streams need of the server.
package struct StreamServices: Sendable {
  let accounts: AccountService
  let tasks: any TaskStore
  let broadcaster: Broadcaster
  let connections: ConnectionRegistry
  let orchestrator: Orchestrator
  let epoch: String
  /// Who a socket over the control socket belongs to.
  let operatorIdentity: Identity

  package init(
    accounts: AccountService, tasks: any TaskStore, broadcaster: Broadcaster,
    connections: ConnectionRegistry, orchestrator: Orchestrator, epoch: String,
    operatorIdentity: Identity
  ) {
    self.operatorIdentity = operatorIdentity
    self.accounts = accounts
    self.tasks = tasks
    self.broadcaster = broadcaster
    self.connections = connections
    self.orchestrator = orchestrator
    self.epoch = epoch
  }
}

/// Who may follow what, and from where: what has to be known before a stream begins.
struct StreamOpening: Sendable {
  let identity: Identity
  let topic: Topic
  let task: TaskID?
  let position: Int64
  /// Whether the stream has nothing more to come: the task had ended and the client has everything.
  let isComplete: Bool
  /// `connected`, and a `gap` where the client's position is not ours.
  let frames: [JSONValue]

  /// - Throws: `HermesError` for what the client did or may not do.
  static func open(
    _ route: SocketRoute, _ services: StreamServices, isOperator: Bool
  ) async throws -> StreamOpening {
    let identity = try await identity(route, services, isOperator)
    switch route.target {
    case .task(let id):
      guard let task = try await services.tasks.task(TaskID(id), owner: identity.user) else {
        throw HermesError.taskNotFound
      }
      return try open(route, task, identity, services.epoch)
    case .user: return try openUser(route, identity, services)
    }
  }

  private static func identity(
    _ route: SocketRoute, _ services: StreamServices, _ isOperator: Bool
  ) async throws -> Identity {
    if isOperator { return services.operatorIdentity }
    guard let token = route.token, !token.isEmpty else { throw HermesError.missingToken }
    return try await services.accounts.authenticate(token)
  }

  private static func open(
    _ route: SocketRoute, _ task: TaskRecord, _ identity: Identity, _ epoch: String
  ) throws(HermesError) -> StreamOpening {
    var position: Int64 = 0
    if let after = route.after {
      guard let number = Int64(after), number >= 0 else { throw invalidAfter("a seq, 0 or more") }
      position = number
    }
    let reason = gapReason(route, epoch, isBeyond: position > task.lastSeq)
    var frames = [
      ServerFrame.connected(
        task: task, epoch: epoch, recovered: route.after != nil && reason == nil)
    ]
    if let reason {
      frames.append(
        ServerFrame.gap(from: .int(position + 1), to: .int(0), reason: reason, task: task.id))
      position = 0
    }
    return StreamOpening(
      identity: identity, topic: .task(task.id), task: task.id, position: position,
      isComplete: task.status.isTerminal && position == task.lastSeq, frames: frames)
  }

  private static func openUser(
    _ route: SocketRoute, _ identity: Identity, _ services: StreamServices
  ) throws(HermesError) -> StreamOpening {
    guard route.follow == nil || route.follow == "all" else {
      throw HermesError(
        "invalid_parameter",
        "follow must be all: following chosen tasks on one socket is not offered yet.")
    }
    let last = services.broadcaster.lastCursor
    var position = last
    if let after = route.after {
      guard let cursor = Cursor(text: after) else { throw invalidAfter("a cursor of an event") }
      position = cursor.position
    }
    let reason = gapReason(route, services.epoch, isBeyond: position > last)
    var frames = [
      ServerFrame.connected(
        user: identity.user, cursor: Cursor(last), epoch: services.epoch,
        recovered: route.after != nil && reason == nil)
    ]
    if let reason {
      frames.append(
        ServerFrame.gap(
          from: .string(Cursor(position).text), to: .string(Cursor(0).text), reason: reason,
          task: nil))
      position = 0
    }
    return StreamOpening(
      identity: identity, topic: .user(identity.user), task: nil, position: position,
      isComplete: false, frames: frames)
  }

  private static func gapReason(
    _ route: SocketRoute, _ epoch: String, isBeyond: Bool
  ) -> String? {
    if let theirs = route.epoch, theirs != epoch { return "epoch_changed" }
    return isBeyond ? "after_beyond_end" : nil
  }

  private static func invalidAfter(_ expected: String) -> HermesError {
    HermesError("invalid_parameter", "after must be \(expected).")
  }
}
