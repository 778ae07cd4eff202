import AgentABI
import HermesContract
import Synchronization

/// A remote agent: calls are made over A2A.
final class RemoteLane: AgentLane {
  private struct Running: Sendable {
    let task: Task<Void, Never>
    let room: RoomSignal
  }

  private let agent: RemoteAgent
  private let card: RemoteCard
  private let remotes: any RemoteAgentCalling
  private let services: AgentServices
  private let watch: RemoteWatch
  private let calls = Mutex<[hermes_call: Running]>([:])

  init(
    agent: RemoteAgent, card: RemoteCard, remotes: any RemoteAgentCalling,
    services: AgentServices, watch: RemoteWatch
  ) {
    self.agent = agent
    self.card = card
    self.remotes = remotes
    self.services = services
    self.watch = watch
  }

  func begin(_ call: Call, request: [UInt8], of instance: AgentInstance) {
    let room = RoomSignal()
    // Under the lock: the task may end before it is entered.
    calls.withLock { calls in
      let task = Task {
        await runCall(call, room: room, instance: instance)
        self.calls.withLock { $0[call.token] = nil }
      }
      calls[call.token] = Running(task: task, room: room)
    }
  }

  private func runCall(_ call: Call, room: RoomSignal, instance: AgentInstance) async {
    guard let invocation = call.context, instance.entered(call) else { return }
    instance.returned(call, status: ABIStatus.pending, cpuNanoseconds: 0)
    let (status, json) = await answer(to: invocation) { kind, json in
      await Self.emit(kind, json: json, of: call.token, room: room, instance: instance)
    }
    _ = json.withBytes { instance.finish(call.token, status: status, json: $0) }
  }

  /// What an agent would pass to `finish`.
  private func answer(
    to invocation: AgentInvocation,
    emit: @escaping @Sendable (hermes_event_kind, [UInt8]) async -> hermes_status
  ) async -> (hermes_status, [UInt8]) {
    let remote = RemoteInvocation(
      agent: agent, card: card, invocation: invocation, blobs: services.blobs,
      blobQuota: services.blobQuota)
    do {
      let answer = try await remotes.call(remote) { emission in
        if let (kind, json) = EmissionEncoder.encode(emission) { _ = await emit(kind, json) }
      }
      switch answer {
      case .completed(let result): return (ABIStatus.ok, Call.encode(result))
      case .asked(let question):
        let status = await emit(ABIEventKind.inputRequired, EmissionEncoder.encode(question))
        guard status == ABIStatus.ok || status == ABIStatus.ended else {
          throw HermesError(
            .remoteBadAnswer, message: "\(agent.name) asked a question that can't be passed on.")
        }
        // The result of a call that has asked a question is not used.
        return (ABIStatus.ok, Call.encode(AgentResult(artifacts: [], text: nil)))
      }
    } catch let error as HermesError {
      watch.failed(error)
      return (ABIStatus.failed, Call.encode(error))
    } catch {
      // The host has ended the call and knows the reason; any other error would be a fault in this
      // code.
      let error = HermesError(
        .remoteLost, message: "The call of \(agent.name) was ended (\(error)).")
      return (ABIStatus.failed, Call.encode(error))
    }
  }

  /// Waits while the journal is behind.
  /// - Returns: the final status of the instance, which is never `busy`.
  private static func emit(
    _ kind: hermes_event_kind, json: [UInt8], of token: hermes_call, room: RoomSignal,
    instance: AgentInstance
  ) async -> hermes_status {
    while true {
      let seen = room.count
      let status = json.withBytes { instance.emit(token, kind: kind, json: $0) }
      guard status == ABIStatus.busy else { return status }
      await room.wait(past: seen)
    }
  }

  func cancel(_ token: hermes_call, of instance: AgentInstance) {
    let running = calls.withLock { $0[token] }
    running?.task.cancel()
    running?.room.signal()
  }

  func credit(_ token: hermes_call, bytes: Int, mayGoOn: Bool, of instance: AgentInstance) {
    if mayGoOn { calls.withLock { $0[token] }?.room.signal() }
  }

  func closed(_ call: Call) {}

  /// The call may continue over there: it cannot be ended from here.
  func stuck(_ call: Call) {}

  func withdraw(_ question: AgentQuestion) async {
    await remotes.withdraw(question, from: agent, card: card)
  }

  func destroy() async {}

  var outage: String? { watch.outage }
}
