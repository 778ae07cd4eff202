import AgentABI
import HermesContract

/// An agent in a child process: calls are sent as frames.
final class ProcessLane: AgentLane {
  private let child: LibraryChild
  private let agent: Int

  /// - Parameter agent: its index among the agents that the child serves.
  init(_ child: LibraryChild, agent: Int) {
    self.child = child
    self.agent = agent
  }

  func begin(_ call: Call, request: [UInt8], of instance: AgentInstance) {
    child.begin(agent: agent, call: call, request: request)
  }

  func cancel(_ token: hermes_call, of instance: AgentInstance) {
    child.send(ChildFrame(kind: .cancel, agent: UInt8(agent), token: token))
  }

  func credit(_ token: hermes_call, bytes: Int, mayGoOn: Bool, of instance: AgentInstance) {
    var payload: [UInt8] = []
    payload.append(number: UInt32(bytes))
    child.send(ChildFrame(kind: .stored, agent: UInt8(agent), token: token, payload: payload))
  }

  func closed(_ call: Call) {}

  /// The only lane that can end a hanging call.
  func stuck(_ call: Call) { child.kill("call \(call.token) hung past its deadline") }

  func reconcile(
    _ stepKey: String, reply: @escaping @Sendable (hermes_status, [UInt8]) -> Void
  ) { child.reconcile(agent: agent, stepKey: stepKey, reply: reply) }

  func destroy() async { await child.destroy(agent) }

  var outage: String? { child.outage }
}

/// Handles what a child reports about its calls.
extension AgentInstance {
  /// The users whose calls are in the agent.
  var usersInside: [UserID] {
    state.withLock { Array($0.calls.open.values) }
      .filter { $0.state.withLock { $0.machine.isInside } }.compactMap { $0.context?.owner }
  }

  /// On the reader's thread of the child.
  /// - Parameter send: sends a frame to the child that is up at that moment.
  func handle(_ frame: ChildFrame, send: @escaping @Sendable (ChildFrame) -> Void) {
    switch frame.kind {
    case .event:
      guard frame.payload.count >= 4 else { return }
      let kind: Int32 = frame.payload.number(at: 0)
      _ = Array(frame.payload[4...]).withBytes { emit(frame.token, kind: kind, json: $0) }
    case .finished:
      guard frame.payload.count >= 13 else { return }
      let status: Int32 = frame.payload.number(at: 0)
      let call = state.withLock { $0.calls.open[frame.token] }
      call?.state.withLock { state in
        state.usage.cpuNanoseconds = frame.payload.number(at: 4)
        state.usage.isCPUPartial = frame.payload[12] != 0
      }
      _ = Array(frame.payload[13...]).withBytes { finish(frame.token, status: status, json: $0) }
    case .closed:
      guard frame.payload.count >= 8, let call = state.withLock({ $0.calls.open[frame.token] })
      else { return }
      returned(call, status: ABIStatus.pending, cpuNanoseconds: frame.payload.number(at: 0))
    case .log:
      guard let level = frame.payload.first else { return }
      HostTable.log(
        String(decoding: frame.payload.dropFirst(), as: UTF8.self), level: Int32(level),
        call: frame.token, of: self)
    case .service:
      guard frame.payload.count >= 9, let service = HostService(rawValue: frame.payload[8]) else {
        return
      }
      let number = frame.payload[..<8]
      let hear: HostService.Hear = { part, text in
        send(ChildFrame(kind: .piece, agent: frame.agent, payload: number + [part] + text))
      }
      let reply: HostService.Reply = { status, bytes in
        var payload = Array(number)
        payload.append(number: status)
        send(ChildFrame(kind: .reply, agent: frame.agent, payload: payload + bytes))
      }
      let status = request(
        service, token: frame.token, payload: Array(frame.payload[9...]), hear: hear, reply: reply)
      if status != ABIStatus.ok { reply(status, []) }
    case .misuse: reportMisuse(String(decoding: frame.payload, as: UTF8.self), token: frame.token)
    default: break
    }
  }

  /// The child has ended: its calls fail and may be retried.
  /// - Parameter mayRepeat: whether a call of this user may be retried.
  func childEnded(_ end: ChildEnd, mayRepeat: (UserID) -> Bool) {
    let calls = state.withLock { Array($0.calls.open.values) }
    let inside = calls.filter { $0.state.withLock { $0.machine.isInside } }
    for call in inside {
      let others = inside.count - 1
      let with = others == 0 ? "" : others == 1 ? " and 1 other" : " and \(others) others"
      let error = HermesError(
        .agentCrashed,
        message: "\(card.name) ended in call \(call.token)\(with) (\(end.cause)). "
          + "Only its own process is gone; it is started again.",
        isRetryable: call.context.map { mayRepeat($0.owner) } ?? true)
      let verdict = call.state.withLock { state in
        // The child ended before it had finished asking.
        state.question = nil
        return state.machine.finish()
      }
      if verdict == .accepted { call.answer(.failed(error)) }
      returned(call, status: ABIStatus.pending, cpuNanoseconds: 0)
    }
  }
}
