import HermesAccounts
import HermesContract
import HermesEvents
import NIOCore

/// What a client may say on a stream.
extension StreamSocket {
  func command(_ text: String) {
    switch text {
    case "ping": writeControl(Frame.encode(.text, Array("pong".utf8)))
    case "stats": sendStats()
    default: objectCommand(text)
    }
  }

  private func sendStats() {
    guard let identity else { return }
    send(
      ServerFrame.stats(
        services.connections.stats(for: identity.user, isAdmin: identity.role == .admin)))
  }

  private func objectCommand(_ text: String) {
    guard let json = try? JSONParser.parse(text.utf8), let type = json["type"]?.string else {
      return answer(
        HermesError("unknown_frame", "Send ping, stats, or a JSON object with a type."))
    }
    switch type {
    case "auth": authenticate(json["token"]?.string)
    case "cancel": cancel()
    case "input":
      answer(HermesError("no_open_input", "The task is not waiting for an answer."))
    case "subscribe", "unsubscribe":
      answer(
        HermesError("already_following", "This socket follows all it can; open another for more."))
    default:
      answer(
        HermesError(
          "unknown_frame",
          "There is no frame type \(type.prefix(40)). Known: auth, cancel, input, subscribe, unsubscribe."
        ))
    }
  }

  private func answer(_ error: HermesError) { send(ServerFrame.error(error, task: task)) }

  /// A new token for the same user, before the old one expires.
  private func authenticate(_ token: String?) {
    guard let token else {
      return answer(HermesError("missing_field", "auth needs a token."))
    }
    onLoop { [services] in
      try await services.accounts.authenticate(token)
    } then: { socket, result in
      switch result {
      case .success(let new) where new.user == socket.identity?.user: socket.identity = new
      case .success, .failure:
        socket.close(CloseCode.unauthorized, "The new token is not good here.")
      }
    }
  }

  private func cancel() {
    guard let task, let identity else {
      return answer(HermesError("unknown_frame", "cancel is for the socket of one task."))
    }
    onLoop { [services] in
      _ = try await services.orchestrator.cancel(task, owner: identity.user)
    } then: { socket, result in
      // The stream itself tells of a cancel that worked.
      if case .failure(let error as HermesError) = result { socket.answer(error) }
    }
  }

  private func onLoop<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value,
    then: @escaping @Sendable (StreamSocket, Result<Value, any Error>) -> Void
  ) {
    let bound = NIOLoopBound(self, eventLoop: channel.eventLoop)
    let loop = channel.eventLoop
    // Ends by itself, and finds the socket closed if it comes late.
    Task {
      let result: Result<Value, any Error>
      do { result = .success(try await work()) } catch { result = .failure(error) }
      loop.execute { then(bound.value, result) }
    }
  }
}
