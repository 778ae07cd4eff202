import HermesAccounts
import HermesContract
import HermesEvents
import HermesOrchestration
import HermesStreams
import NIOCore

/// The commands that a client may send on a stream.
extension StreamSocket {
  /// Longer ids are not ours, and a client's input is not echoed at any length.
  static let maximumIDBytes = 64

  /// Processes a command now, or after the earlier ones.
  func receive(_ text: String) {
    guard commands.admit(text) else { return }
    command(text)
  }

  private func command(_ text: String) {
    guard StreamSafeText.isSafe(text.utf8) else { return answer(.tooManyMarks) }
    switch text {
    case "ping": writeControl(Frame.encode(.text, payload: Array("pong".utf8)))
    case "stats": sendStats()
    default: objectCommand(text)
    }
  }

  private func sendStats() {
    guard let identity else { return }
    send(
      ServerFrame.stats(
        services.connections.stats(for: identity.user, isAdmin: identity.isAdmin)))
  }

  private func objectCommand(_ text: String) {
    guard let json = JSONValue(parsing: text.utf8), let type = json["type"]?.string else {
      return answer(
        HermesError(.unknownFrame, message: "Send ping, stats, or a JSON object with a type."))
    }
    switch type {
    case "auth": authenticate(json["token"]?.string)
    case "cancel": cancel(json)
    case "input": input(json)
    case "subscribe": subscribe(json)
    case "unsubscribe": unsubscribe(json)
    default:
      answer(
        HermesError(
          .unknownFrame,
          message:
            "There is no frame type \(type.cut(toBytes: 80)). Known: auth, cancel, input, subscribe, unsubscribe."
        ))
    }
  }

  func answer(_ error: HermesError, task: TaskID? = nil) {
    send(ServerFrame.error(error, task: task ?? self.task))
  }

  /// A new token for the same user, before the old one expires.
  private func authenticate(_ token: String?) {
    guard let token else {
      return answer(HermesError(.missingField, message: "auth needs a token."))
    }
    onLoop { [services] in
      try await services.accounts.authenticate(token)
    } then: { socket, result in
      switch result {
      case .success(let new) where socket.renew(new): break
      case .success, .failure:
        socket.close(code: CloseCode.unauthorized, reason: "The new token is not good here.")
      }
    }
  }

  private func renew(_ new: Identity) -> Bool {
    guard let registration, new.user == identity?.user,
      services.connections.renew(
        registration, session: new.session, isAdmin: new.isAdmin)
    else { return false }
    identity = new
    return true
  }

  /// The task that a frame is about: the socket's own, or on a user's socket the one that the frame
  /// names.
  func taskID(in json: JSONValue) -> TaskID? {
    if let task { return task }
    guard let id = json["task_id"]?.string, id.utf8.count <= Self.maximumIDBytes else {
      answer(
        HermesError(.missingField, message: "On this socket the frame needs the task_id of a task.")
      )
      return nil
    }
    return TaskID(id)
  }

  private func cancel(_ json: JSONValue) {
    guard let identity, let task = taskID(in: json) else { return }
    onLoop { [services] in
      try identity.require(.run)
      _ = try await services.tasks.cancel(task, owner: identity.user)
    } then: { socket, result in
      // The stream itself reports a successful cancel.
      if case .failure(let error as HermesError) = result { socket.answer(error, task: task) }
    }
  }

  private func input(_ json: JSONValue) {
    guard let identity, let task = taskID(in: json) else { return }
    onLoop { [services, address] in
      try identity.require(.run)
      // Check the owner first: an error about the answer would reveal that the task exists.
      try await services.turns.taken(by: identity.user) {
        _ = try await services.tasks.answer(task, owner: identity.user) {
          () throws(HermesError) in
          try TaskInput(json: json)
        }
      }
      try TaskInput(json: json).record(
        in: services.audit,
        by: AuditActor(user: identity.user, address: address, session: identity.session),
        task: task)
    } then: { socket, result in
      if case .failure(let error as HermesError) = result { socket.answer(error, task: task) }
    }
  }

  /// Processes a command off the loop; further commands are read as long as few are in progress.
  func onLoop<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value,
    then: @escaping @Sendable (StreamSocket, Result<Value, any Error>) -> Void
  ) {
    let bound = NIOLoopBound(self, eventLoop: channel.eventLoop)
    let loop = channel.eventLoop
    commands.begin()
    // Ends by itself, and finds the socket closed if it is too late.
    Task {
      let result: Result<Value, any Error>
      do { result = .success(try await work()) } catch { result = .failure(error) }
      loop.execute {
        let socket = bound.value
        guard !socket.isClosing else { return }
        then(socket, result)
        socket.commands.finishCurrent()
        socket.takeWaiting()
      }
    }
  }

  /// Commands that had to wait, as long as there is room for them.
  private func takeWaiting() {
    while !isClosing, let text = commands.nextCommand() { command(text) }
    guard commands.isReadingWanted, commands.mayRead else { return }
    commands.isReadingWanted = false
    channel.read()
  }
}

extension HermesError {
  fileprivate static let tooManyMarks = HermesError(
    .unknownFrame,
    message: "A frame may have at most \(StreamSafeText.maximumMarks) combining marks in a row.")
}
