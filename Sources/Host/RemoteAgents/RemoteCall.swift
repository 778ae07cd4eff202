import HermesA2AWire
import HermesContract
import HermesOutbound

/// One call: sends the message, follows the task to its end, finds it again after a broken
/// connection, and cancels it when its result is no longer wanted.
final class RemoteCall: Sendable {
  private static let answerLimit = Duration.seconds(10)
  /// How long a cancelled call waits to learn its task's id, and then to cancel it.
  private static let identityLimit = Duration.seconds(5)
  private static let cancelLimit = Duration.seconds(10)
  /// How long a failed step waits for the agent to stop.
  private static let farewellLimit = Duration.seconds(2)
  /// Consecutive failed attempts to reach the agent before the task is given up.
  private static let attempts = 4
  /// How often an answer is sent that the task ignores.
  private static let answerAttempts = 3
  private static let firstDelay = Duration.milliseconds(250)

  private let invocation: RemoteInvocation
  private let peer: RemotePeer
  private let transport: RemoteTransport
  private let budget = RemoteBudget(of: "answers to one call")
  private let passed = RemoteBudget(of: "events in one call")
  private let onEvent: @Sendable (AgentEmission) async -> Void
  /// The id of the task, once it is known.
  private let identified: AsyncStream<String>
  private let identify: AsyncStream<String>.Continuation

  private var interface: RemoteCard.Interface { invocation.card.interface }

  init(
    _ invocation: RemoteInvocation, peer: RemotePeer, transport: RemoteTransport,
    onEvent: @escaping @Sendable (AgentEmission) async -> Void
  ) {
    self.invocation = invocation
    self.peer = peer
    self.transport = transport
    self.onEvent = onEvent
    (identified, identify) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1))
  }

  /// - Throws: `RemoteFault`, `HermesError`, `CancellationError`.
  func run() async throws -> RemoteAnswer {
    // Not a child of this task: after a cancellation it continues until the agent has stopped.
    let following = Task(executorPreference: OutboundThreads.agents) { [self] in try await follow()
    }
    let canceller = Canceller()
    return try await withTaskCancellationHandler {
      let result = await following.result
      identify.finish()
      await canceller.finished()
      try Task.checkCancellation()
      return try result.get()
    } onCancel: {
      canceller.begin { [self] in
        await cancel()
        following.cancel()
      }
    }
  }

  // MARK: - Following

  private func follow() async throws -> RemoteAnswer {
    let input = invocation.invocation.input
    let answered = input.flatMap { RemoteQuestion(state: $0.state) }
    var task = RemoteTask(answered: answered)
    do {
      if let input, let answered {
        identify.yield(answered.task)
        try await answer(with: input, to: answered, task: &task)
      } else {
        try await send(try await RemoteMessage.json(invocation), task: &task)
      }
      try await recover(&task)
      return try await RemoteResult(task, remote: invocation, peer: peer).answer()
    } catch {
      // No one follows it any more, so it must not run forever. Cancelled calls end it themselves,
      // and an answer that did not get through is sent again.
      let isGivenAgain = answered != nil && (error as? RemoteFault)?.isLostContact == true
      if !Task.isCancelled, !isGivenAgain, let id = task.id, task.needsCancel {
        await cancel(id, within: Self.farewellLimit)
      }
      throw error
    }
  }

  /// Continues a task that waits. An answer that arrived in an earlier, interrupted call is not
  /// sent twice.
  private func answer(
    with input: AnsweredQuestion, to question: RemoteQuestion, task: inout RemoteTask
  ) async throws {
    var params = JSONObject()
    params["id"] = .string(question.task)
    do throws(RemoteFault) {
      let snapshot = try await call(RPC.Request(.getTask, params: params, to: interface))
      try await passOn(try task.apply(task: snapshot), of: task)
    } catch {
      guard case .reported(A2AErrorCode.taskNotFound, _) = error else { throw error }
      throw HermesError(
        .remoteForgotten,
        message: "\(peer.name) does not know any more what it asked. Send the request again.")
    }
    let key = invocation.invocation.stepKey
    let message = RemoteMessage.json(input, to: question, stepKey: key)
    for _ in 0..<Self.answerAttempts where task.awaitsAnswer {
      try await send(message, task: &task)
      try await recover(&task)
    }
    guard !task.awaitsAnswer else {
      throw RemoteFault.garbage("a task that asks the same again, whatever is answered")
    }
  }

  private func send(_ message: JSONValue, task: inout RemoteTask) async throws {
    var configuration = JSONObject()
    if let modes = invocation.skill?.outputModes, !modes.isEmpty {
      configuration["acceptedOutputModes"] = JSONValue(modes)
    }
    if !interface.isStreaming { configuration["returnImmediately"] = true }
    var params = JSONObject()
    params["message"] = message
    params["configuration"] = .object(configuration)
    guard interface.isStreaming else {
      let rpc = RPC.Request(.sendMessage, params: params, to: interface)
      return try await passOn(task.apply(response: try await call(rpc)), of: task)
    }
    do throws(RemoteFault) {
      try await stream(
        RPC.Request(.sendStreamingMessage, params: params, to: interface), task: &task)
    } catch {
      // A task whose id is known can be found again.
      guard error.isLostContact, task.id != nil else { throw error }
    }
    guard task.id != nil || task.ending != nil else {
      throw RemoteFault.brokeOff("the stream ended without an event")
    }
  }

  /// Follows a task whose stream was lost or never existed until it ends, or until it is clear that
  /// an answer has not arrived because the task waits as before.
  private func recover(_ task: inout RemoteTask) async throws {
    var failures = 0
    var unheard = 0
    while task.ending == nil, let id = task.id {
      try Task.checkCancellation()
      var params = JSONObject()
      params["id"] = .string(id)
      do throws(RemoteFault) {
        let snapshot = try await call(RPC.Request(.getTask, params: params, to: interface))
        try await passOn(try task.apply(task: snapshot), of: task)
        failures = 0
        unheard = task.awaitsAnswer ? unheard + 1 : 0
        // The stream of a waiting task would be silent.
        if task.ending == nil, !task.awaitsAnswer, interface.isStreaming {
          try await stream(
            RPC.Request(.subscribeToTask, params: params, to: interface), task: &task)
        }
      } catch {
        if case .reported(A2AErrorCode.unsupportedOperation, _) = error {
          // It has ended in the meantime, or does not allow subscribing: poll again.
        } else {
          guard error.isLostContact else { throw error }
          failures += 1
          guard failures < Self.attempts else { throw error }
        }
      }
      guard task.ending == nil, unheard < Self.attempts else { return }
      try await Task.sleep(for: Self.firstDelay * (1 << max(failures, unheard)))
    }
  }

  private func stream(_ rpc: RPC.Request, task: inout RemoteTask) async throws(RemoteFault) {
    var now = task
    defer { task = now }
    try await transport.stream(
      rpc, at: interface, as: peer, trace: invocation.invocation.trace, budget: budget
    ) {
      (result) throws(RemoteFault) in
      try await passOn(try now.apply(response: result), of: now)
      return now.ending == nil
    }
  }

  private func call(
    _ rpc: RPC.Request, limit: Duration = answerLimit, isFree: Bool = false
  ) async throws(RemoteFault) -> JSONValue {
    try await transport.call(
      rpc, at: interface, as: peer, trace: invocation.invocation.trace, limit: limit,
      budget: isFree ? nil : budget)
  }

  private func passOn(_ emissions: [AgentEmission], of task: RemoteTask) async throws(RemoteFault) {
    if let id = task.id { identify.yield(id) }
    for emission in emissions {
      try passed.spend(on: emission)
      await onEvent(emission)
    }
  }

  // MARK: - Cancelling

  /// Ends the task at the remote agent. Returns when the agent has confirmed it, or cannot.
  private func cancel() async {
    let patience = Task { [identify] in
      try await Task.sleep(for: Self.identityLimit)
      identify.finish()
    }
    defer { patience.cancel() }
    for await id in identified { return await cancel(id, within: Self.cancelLimit) }
  }

  private func cancel(_ id: String, within limit: Duration) async {
    var params = JSONObject()
    params["id"] = .string(id)
    let end = ContinuousClock.now + limit
    while end - .now > .zero {
      do throws(RemoteFault) {
        let request = RPC.Request(.cancelTask, params: params, to: interface)
        // An agent that has sent too much should stop as well.
        let answer = try await call(
          request, limit: min(end - .now, Self.answerLimit), isFree: true)
        if Self.hasEnded(answer, id: id) { return }
      } catch {
        // It has ended by itself, or is no longer known.
        if case .reported(A2AErrorCode.taskNotCancelable, _) = error { return }
        if case .reported(A2AErrorCode.taskNotFound, _) = error { return }
      }
      // Ask again without a confirmation: the receipt must not claim that it stopped.
      await Task.pause(for: Self.firstDelay * 2)
    }
  }

  /// Whether the answer to a cancel says that this task has ended. It may go on for a while: an agent
  /// answers with the task as it is (A2A v1.0, section 3.1.5).
  private static func hasEnded(_ task: JSONValue, id: String) -> Bool {
    guard task["id"]?.string == id else { return false }
    return switch task["status"]?["state"]?.string.flatMap(A2ATaskState.init) {
    case .completed, .failed, .canceled, .rejected: true
    case .submitted, .working, .inputRequired, .authRequired, nil: false
    }
  }
}
