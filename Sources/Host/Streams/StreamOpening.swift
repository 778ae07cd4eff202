import HermesAccounts
import HermesContract
import HermesEvents
import HermesOrchestration

/// Who may follow what, and from where: everything that is determined before a stream begins.
package struct StreamOpening: Sendable {
  /// What a stream sends from its start.
  package enum Followed: Sendable {
    case topic(Topic, after: Int64)
    /// Only what `subscribe` frames name.
    case nothing
  }

  /// Who follows.
  package let identity: Identity
  /// What is followed, and from which position.
  package let followed: Followed
  /// The task of a task's stream; nil otherwise.
  package let task: TaskID?
  /// Whether no events will follow: the task has ended and the client has everything.
  package var isComplete = false
  /// `connected`, followed by a `gap` if the client's position was not used.
  package let frames: [JSONValue]

  /// - Throws: `HermesError` for what the client did wrong or may not do.
  package static func open(
    _ request: StreamRequest, services: StreamServices, isOperator: Bool
  ) async throws -> StreamOpening {
    let identity = try await identity(of: request, services: services, isOperator: isOperator)
    switch request.target {
    case .task(let id):
      let after = try request.after.map(sequenceNumber)
      return try await open(
        TaskID(id), after: after, epoch: request.epoch, identity: identity, services: services)
    case .user: return try await openUser(request, identity: identity, services: services)
    }
  }

  private static func identity(
    of request: StreamRequest, services: StreamServices, isOperator: Bool
  ) async throws -> Identity {
    if isOperator { return services.operatorIdentity }
    guard let token = request.token, !token.isEmpty else { throw HermesError.missingToken }
    return try await services.accounts.authenticate(token)
  }

  /// A seq that a client sends as text.
  static func sequenceNumber(_ text: String) throws(HermesError) -> Int64 {
    guard let number = Int64(text), number >= 0 else { throw invalidAfter("a seq, 0 or more") }
    return number
  }

  /// Opens a single task's stream.
  /// - Throws: `task_not_found`.
  package static func open(
    _ id: TaskID, after: Int64?, epoch: String?, identity: Identity, services: StreamServices
  ) async throws -> StreamOpening {
    let task = try await services.tasks.outline(of: id, owner: identity.user)
    let start = StartingPoint(task, after: after, epoch: epoch, journal: services.epoch)
    let connected = ServerFrame.connected(
      task: task, epoch: services.epoch, recovered: start.isRecovered)
    return StreamOpening(
      identity: identity, followed: .topic(.task(task.id), after: start.position), task: task.id,
      isComplete: start.isComplete, frames: [connected] + (start.gap.map { [$0] } ?? []))
  }

  private static func openUser(
    _ request: StreamRequest, identity: Identity, services: StreamServices
  ) async throws -> StreamOpening {
    let last = try await services.tasks.lastCursor(of: identity.user)
    func connected(_ follow: String, recovered: Bool) -> JSONValue {
      ServerFrame.connected(
        user: identity.user, cursor: Cursor(last), follow: follow, epoch: services.epoch,
        recovered: recovered)
    }
    switch request.follow {
    case nil, "all": break
    case "none":
      guard request.after == nil else {
        throw HermesError(
          .invalidParameter,
          message: "With follow=none nothing is followed yet: send after in each subscribe frame.")
      }
      return StreamOpening(
        identity: identity, followed: .nothing, task: nil,
        frames: [connected("none", recovered: false)])
    default: throw HermesError(.invalidParameter, message: "follow must be all or none.")
    }
    var position = last
    if let after = request.after {
      guard let cursor = Cursor(text: after) else { throw invalidAfter("a cursor of an event") }
      position = cursor.position
    }
    let reason = ControlFrame.gapReason(
      epoch: request.epoch, journal: services.epoch, isBeyondEnd: position > last)
    var gaps: [JSONValue] = []
    func reportGap(to end: Int64, reason: String) {
      gaps.append(
        ControlFrame.gap(
          from: .string(Cursor(position.nextPosition).text), to: .string(Cursor(end).text),
          reason: reason,
          task: nil))
    }
    if let reason {
      reportGap(to: 0, reason: reason)
      position = 0
    }
    // Followed by what is left of that stretch, from tasks that had not ended.
    let removed = try await services.tasks.removedThrough(of: identity.user)
    if position < removed { reportGap(to: removed, reason: "retention") }
    let isRecovered = request.after != nil && gaps.isEmpty
    let frames = [connected("all", recovered: isRecovered)] + gaps
    return StreamOpening(
      identity: identity, followed: .topic(.user(identity.user), after: position), task: nil,
      frames: frames)
  }

  private static func invalidAfter(_ expected: String) -> HermesError {
    HermesError(.invalidParameter, message: "after must be \(expected).")
  }
}
